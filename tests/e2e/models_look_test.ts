import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import {
  axe,
  bothThemes,
  browserTest,
  counts,
  DEMO,
  fits,
  shows,
  tabThrough,
  viewports,
} from "./harness/mod.ts";

const LONG = "a-team/very-long-names-happen/claude-sonnet-5-5-with-thinking-and-tools-2026-10-07";
const CONFIG = `${DEMO.config}
  - { model_name: nowhere, litellm_params: { model: azure/x, api_key: k } }
  - { model_name: broken, litellm_params: { model: demo/echo, timeout: soon } }
unheard_of: 1
`;
const WORLD = { ...DEMO, config: CONFIG };

const dialog = (page: Page) => page.getByRole("dialog");
const focused = (page: Page) =>
  page.evaluate<string>(
    "((e) => e === document.body ? 'nothing' : (e.getAttribute('aria-label') ?? e.textContent).trim())(document.activeElement)",
  );

/** Each view of the tab: its address, and what has to be there before it is looked at. */
const VIEWS: readonly (readonly [query: string, ready: string])[] = [
  ["", "Needs attention"],
  ["?q=nobody", "No model matches"],
  ["?do=add", "claude-"],
  [`?do=edit&model=${encodeURIComponent(LONG)}`, "Defaults"],
  ["?do=edit&model=nowhere", "Azure OpenAI has an address per account"],
  ["?do=edit&model=gone", "There is no model gone."],
  [`?do=delete&model=${encodeURIComponent(LONG)}`, "Cancel"],
  ["?do=test&model=echo", "Send"],
  ["?do=connect", "curl"],
  ["?do=connect&client=obsidian", "Obsidian"],
];

browserTest(
  "no barrier in any view, in both themes, on laptops and phones",
  WORLD,
  async (world) => {
    const { page, seed, open } = world;
    await seed.demo({ exchanges: 200, days: 20 });
    await seed({ alias: "echo", outcome: "failed", status: 500, error: "No." });
    for (const [query, ready] of VIEWS) {
      await open(`/models${query}`);
      await shows(page.locator(query.includes("do=") ? "dialog" : "main"), ready);
      await viewports(page, async () => {
        await bothThemes(page, () => axe(page));
        await fits(page);
      }, ["laptop", "phone"]);
    }
  },
);

browserTest("each dialog shows before its script, and without any", {
  ...WORLD,
  context: { javaScriptEnabled: false },
}, async ({ page }) => {
  for (const [query, ready] of VIEWS.filter(([query]) => query !== "?do=add")) {
    await page.goto(`/models${query}`);
    await shows(page.locator(query.includes("do=") ? "dialog" : "main"), ready);
  }
  await page.goto("/models?sort=name&dir=desc&q=echo");
  await counts(page.locator("table.models tbody tr"), 1);
  await page.goto("/models");
  await page.getByRole("searchbox").fill("echo");
  await page.keyboard.press("Enter");
  await page.waitForURL("**/models?q=echo");
  await counts(page.locator("table.models tbody tr"), 1);
});

browserTest(
  "everything is reached by the Tab key, and one sees where one is",
  WORLD,
  async (world) => {
    const { page, open } = world;
    await open("/models?q=echo");
    const stops = await tabThrough(page);
    for (const name of ["Add a model", "echo can be called", "Test echo", "Edit echo"]) {
      assert.ok(stops.some((stop) => stop.includes(name)), `${name} is not among ${stops}`);
    }
  },
);

browserTest(
  "without a mouse: search, go through the rows, open, change, save, and be back where one was",
  WORLD,
  async ({ page, app, open }) => {
    await open("/models");
    await page.keyboard.press("/");
    assert.equal(await focused(page), "Search models");
    await page.keyboard.type("e");
    await page.keyboard.press("Escape");
    await page.waitForURL("**/models");
    await page.keyboard.press("Escape");
    await page.keyboard.press("j");
    assert.equal(await focused(page), "echo");
    await page.keyboard.press("j");
    assert.equal(await focused(page), LONG);
    await page.keyboard.press("k");
    await page.keyboard.press("Enter");
    await shows(dialog(page), "Defaults");
    assert.equal(await focused(page), "echo");
    await page.keyboard.press("Tab");
    assert.equal(await focused(page), "Close");
    await page.keyboard.press("Tab");
    await page.keyboard.type("1.25");
    await page.keyboard.press("Enter");
    await counts(dialog(page), 0);
    assert.equal(await focused(page), "echo");
    assert.match(
      await Deno.readTextFile(`${app.dir}/config.yaml`),
      /demo\/echo, temperature: 1\.25/,
    );
  },
);

browserTest("the focus stays in a dialog, and Esc leads back", WORLD, async ({ page, open }) => {
  await open("/models");
  const opener = page.getByRole("link", { name: "Test echo" });
  await opener.focus();
  await page.keyboard.press("Enter");
  await dialog(page).waitFor();
  const stops = new Set<string>();
  for (let press = 0; press < 6; press++) {
    const isWithin = await page.evaluate<boolean>(
      "document.activeElement === document.body || !!document.activeElement.closest('dialog')",
    );
    assert.ok(isWithin, `${await focused(page)} is behind the dialog`);
    stops.add(await focused(page));
    await page.keyboard.press("Tab");
  }
  assert.ok(stops.has("Send") && stops.has("Close"), [...stops].join());
  await page.keyboard.press("Escape");
  await counts(dialog(page), 0);
  assert.equal(await focused(page), "Test echo");
});

browserTest("clients' texts are for the chosen alias and this server, and are copied as shown", {
  ...WORLD,
  context: { permissions: ["clipboard-read", "clipboard-write"] },
}, async ({ page, app, open }) => {
  await open("/models");
  await page.getByRole("link", { name: "Connect a client to echo" }).click();
  const shown = dialog(page).locator("pre");
  await shows(shown, `${app.url}/v1/chat/completions`);
  const copied = () => page.evaluate<string>("navigator.clipboard.readText()");
  for (const client of await dialog(page).getByLabel("Clients").getByRole("link").all()) {
    const name = await client.innerText();
    await client.click();
    const part = dialog(page).getByRole("region", { name, exact: true });
    await part.getByRole("button", { name: "Copy" }).click();
    await shows(part.getByRole("button"), "Copied");
    assert.equal(await copied(), await shown.textContent());
    assert.match(await copied(), /127\.0\.0\.1|localhost/, name);
  }
  await dialog(page).getByRole("combobox").selectOption(LONG);
  await shows(shown, /^(?!.*echo)/);
  await page.waitForURL(/model=a-team/);
  await dialog(page).getByLabel("Clients").getByText("curl").click();
  await shows(shown, LONG);
  await dialog(page).getByLabel("Clients").getByText("Obsidian").click();
  const download = page.waitForEvent("download");
  await dialog(page).locator("a[download]").click();
  const file = await (await download).path();
  const { models } = JSON.parse(await Deno.readTextFile(file));
  assert.ok(models.some(({ id }: { id: string }) => id === LONG));
});
