import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { axe, browserTest, counts, loads, shows } from "./harness/mod.ts";
import { CONFIG, find, WORLD } from "./models_world.ts";

const { button, dialog, field, row, rows } = find;
const names = (page: Page) => page.locator("table.models a.row").allInnerTexts();

browserTest(
  "a test call tells its answer, time, tokens and cost, and counts in the list",
  WORLD,
  async ({ page, open }) => {
    await open("/models");
    await row(page, "echo").getByRole("link", { name: "Test echo" }).click();
    await button(page, "Send").click();
    await shows(dialog(page).locator("blockquote"), "Say ok");
    await shows(dialog(page).locator(".figures"), /Time\s*\d+ ms\s*Tokens\s*5 → \d/);
    await shows(dialog(page).locator(".figures"), /Cost\s*\$0\.00/);
    await axe(page);
    await button(page, "Send again").waitFor();
    await shows(row(page, "echo").locator("td").nth(7), "1");
    await dialog(page).getByRole("link", { name: "the request" }).click();
    await page.waitForURL(/\/requests\/[^?]+$/);
    await shows(page.locator("main"), "Say ok");
  },
);

browserTest(
  "a test call that fails says why, with what to do",
  WORLD,
  async ({ page, open, problems }) => {
    problems.expect(/status of (4|5)\d\d/);
    await open("/models?do=test&model=lost");
    await shows(dialog(page), "Set XAI_API_KEY in .env first");
    await button(page, "Send").click();
    await shows(dialog(page).getByRole("alert"), "XAI_API_KEY");
    await axe(page);
  },
);

browserTest(
  "what cannot be written is told, can be tried again, and leaves the page as it was",
  WORLD,
  async ({ page, app, open, problems }) => {
    problems.expect(/status of 400/);
    await open("/models");
    await Deno.writeTextFile(`${app.dir}/config.yaml`, "model_list: [");
    await page.getByRole("switch", { name: "echo can be called" }).click();
    await shows(page.getByRole("alert"), "is broken. Mend it by hand first.");
    await shows(page.locator("main"), "What it said before stays in force.");
    await counts(rows(page), 3);
    await axe(page);
    await Deno.writeTextFile(`${app.dir}/config.yaml`, CONFIG);
    await page.getByRole("button", { name: "Try again" }).click();
    await shows(page.getByRole("status"), "echo is off.");
    await counts(page.getByRole("alert"), 0);
  },
);

browserTest(
  "what others change while one edits stays theirs",
  WORLD,
  async ({ page, app, open }) => {
    await open("/models?do=edit&model=echo");
    await field(page, "Top p").fill("0.5");
    const theirs = CONFIG.replace("0.5 # calm", "0.9 # lively");
    await Deno.writeTextFile(`${app.dir}/config.yaml`, theirs);
    await button(page, "Save").click();
    await counts(dialog(page), 0);
    const expected = theirs.replace("# lively\n", "# lively\n      top_p: 0.5\n");
    assert.equal(await Deno.readTextFile(`${app.dir}/config.yaml`), expected);
  },
);

browserTest(
  "a file that is edited by hand shows in every open page, without a reload",
  WORLD,
  async ({ page, app, open }) => {
    await open("/models");
    const other = await page.context().newPage();
    await other.goto("/models?do=edit&model=echo");
    await field(other, "Max tokens").fill("77");
    await Deno.writeTextFile(
      `${app.dir}/config.yaml`,
      CONFIG.replace("model_name: lost", "model_name: found") + "unheard_of: 1\n",
    );
    for (const window of [page, other]) {
      await shows(window.locator("table.models"), "found");
      await shows(window.locator("main"), "unheard_of is not used here. Remove it.");
    }
    // What is being typed stays.
    assert.equal(await field(other, "Max tokens").inputValue(), "77");
    await Deno.writeTextFile(`${app.dir}/config.yaml`, "model_list: []\n");
    await shows(page.locator("main"), "No model yet");
    await axe(page);
    await Deno.writeTextFile(`${app.dir}/config.yaml`, CONFIG);
    for (const window of [page, other]) await shows(window.locator("table.models"), "lost");
  },
);

browserTest(
  "letters typed faster than the page is drawn are kept",
  WORLD,
  async ({ page, open }) => {
    await open("/models");
    const typed = await page.getByRole("searchbox").evaluate(async (input) => {
      if (!(input instanceof HTMLInputElement)) return null;
      const seen: string[] = [];
      for (const letter of "haiku") {
        input.value += letter;
        input.dispatchEvent(new InputEvent("input", { bubbles: true }));
        // What is to be rendered is rendered, nothing is painted yet.
        for (let turn = 0; turn < 20; turn++) await Promise.resolve();
        seen.push(input.value);
      }
      return seen;
    });
    assert.deepEqual(typed, ["h", "ha", "hai", "haik", "haiku"]);
    await counts(rows(page), 1);
    assert.equal(new URL(page.url()).searchParams.get("q"), "haiku");
  },
);

browserTest(
  "order, words and state are in the address: back, forth and reload keep them",
  WORLD,
  async ({ page, open }) => {
    await open("/models");
    assert.deepEqual(await names(page), ["echo", "team/fast", "lost"]);
    await page.getByRole("link", { name: "Output" }).click();
    await page.waitForURL("**/models?sort=output&dir=desc");
    assert.deepEqual(await names(page), ["lost", "team/fast", "echo"]);
    await page.getByRole("link", { name: "Output" }).click();
    await page.waitForURL("**/models?sort=output&dir=asc");
    assert.deepEqual(await names(page), ["echo", "team/fast", "lost"]);
    await page.goBack();
    await shows(page.locator("[aria-sort]"), "Output ↓");
    assert.deepEqual(await names(page), ["lost", "team/fast", "echo"]);
    await page.getByLabel("Which models").getByText("Needs attention").click();
    await counts(rows(page), 1);
    await page.goBack();
    await counts(rows(page), 3);
    await page.goForward();
    await counts(rows(page), 1);
    await page.getByLabel("Which models").getByText("All").click();
    // What is typed letter by letter is one step.
    await page.getByRole("searchbox").pressSequentially("haik");
    await counts(rows(page), 1);
    await page.goBack();
    await page.waitForURL("**/models?sort=output&dir=desc&show=attention");
    await page.locator("main [type=search]:placeholder-shown").waitFor();
    await page.goForward();
    await page.waitForURL("**/models?sort=output&dir=desc&q=haik");
    // Written while it is being replaced, a text would be put behind it.
    await page.waitForFunction(() =>
      document.querySelector<HTMLInputElement>("main [type=search]")?.value === "haik"
    );
    await page.getByRole("searchbox").fill("haiku");
    await counts(rows(page), 1);
    await page.waitForURL("**/models?sort=output&dir=desc&q=haiku");
    await loads(page, () => page.reload());
    assert.deepEqual(await names(page), ["team/fast"]);
    assert.equal(await page.getByRole("searchbox").inputValue(), "haiku");
    await page.getByRole("searchbox").fill("nobody");
    await shows(page.locator("main"), "No model matches");
    await page.getByRole("link", { name: "Show all" }).click();
    await counts(rows(page), 3);
    assert.equal(await page.getByRole("searchbox").inputValue(), "");
  },
);
