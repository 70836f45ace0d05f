import assert from "node:assert/strict";
import { browserTest, counts, shows } from "./harness/mod.ts";
import { CONFIG, find, WORLD } from "./models_world.ts";

const { button, dialog, field, row, rows } = find;
const fileOf = (dir: string) => Deno.readTextFile(`${dir}/config.yaml`);

browserTest(
  "a model is found in the catalogue, refused until it is right, and added",
  WORLD,
  async ({ page, app, open, problems }) => {
    problems.expect(/status of 400/);
    await open("/models");
    await page.getByRole("link", { name: "Add a model" }).click();
    await shows(dialog(page).getByRole("combobox"), "Anthropic · key is set");
    await button(page, "Add").click();
    await shows(dialog(page).getByRole("alert"), "Choose a model.");

    await dialog(page).getByRole("searchbox").fill("haiku 4-5");
    await shows(dialog(page).locator(".model-option"), "claude-haiku-4-5");
    await page.keyboard.press("Enter");
    const alias = field(page, "Alias: the name for clients");
    assert.equal(await alias.inputValue(), "claude-haiku-4-5");
    await alias.fill("echo");
    await button(page, "Add").click();
    await shows(dialog(page).locator("#model-model_name-told"), 'There is a model "echo" already.');
    await alias.fill("haiku");
    await dialog(page).getByText("Default parameters").click();
    await field(page, "Temperature").fill("9");
    await button(page, "Add").click();
    await shows(dialog(page).locator("#model-temperature-told"), "It must be a number from 0 to 2");
    assert.equal(await fileOf(app.dir), CONFIG);

    await field(page, "Temperature").fill("0.25");
    await button(page, "Add").click();
    await page.waitForURL("**/models?do=test&model=haiku");
    await shows(dialog(page).getByRole("heading"), "Test haiku");
    await page.keyboard.press("Escape");
    await page.waitForURL("**/models");
    await shows(row(page, "haiku"), "$1.00");
    const added = `  - model_name: haiku
    litellm_params:
      model: anthropic/claude-haiku-4-5
      api_key: os.environ/ANTHROPIC_API_KEY
      temperature: 0.25
`;
    const text = await fileOf(app.dir);
    assert.ok(text.includes(added), text);
    assert.equal(text.replace(`${added}`, ""), CONFIG);
  },
);

browserTest(
  "a server of one's own is added by its address and the model's name",
  WORLD,
  async ({ page, app, open, problems }) => {
    problems.expect(/status of 400/);
    await open("/models?do=add");
    await dialog(page).getByRole("combobox").selectOption("Another OpenAI-compatible server");
    await dialog(page).getByRole("searchbox", { name: "The model's name" }).fill("mine-7b");
    await field(page, "Address").fill("somewhere");
    await button(page, "Add").click();
    await shows(dialog(page).locator("#model-api_base-told"), "It must be an address like");
    await field(page, "Address").fill("http://localhost:9/v1");
    await button(page, "Add").click();
    await shows(row(page, "mine-7b"), "unpriced");
    assert.match(await fileOf(app.dir), /api_base: http:\/\/localhost:9\/v1/);
  },
);

browserTest(
  "defaults are edited, refused with their field, and taken out again",
  WORLD,
  async ({ page, app, open, problems }) => {
    problems.expect(/status of 400/);
    await open("/models");
    await page.getByRole("link", { name: "echo", exact: true }).click();
    await page.waitForURL("**/models?do=edit&model=echo");
    await field(page, "Timeout, in seconds").fill("-1");
    await button(page, "Save").click();
    await shows(dialog(page).locator("#model-timeout-told"), "It must be above 0");
    assert.equal(
      await field(page, "Timeout, in seconds").getAttribute("aria-invalid"),
      "true",
    );
    await field(page, "Timeout, in seconds").fill("30");
    await field(page, "Max tokens").fill("many");
    await button(page, "Save").click();
    await shows(dialog(page).locator("#model-max_tokens-told"), "It must be a whole number");
    await field(page, "Max tokens").fill("500");
    await dialog(page).getByRole("button", { name: "Reset Temperature" }).click();
    await button(page, "Save").click();
    await counts(dialog(page), 0);
    await page.waitForURL("**/models");
    await shows(page.getByRole("status"), "echo is saved.");
    const expected = CONFIG.replace(
      "      temperature: 0.5 # calm\n",
      "      max_tokens: 500\n      timeout: 30\n",
    );
    assert.equal(await fileOf(app.dir), expected);
    const answer = await app.post("/v1/chat/completions", {
      model: "echo",
      messages: [{ role: "user", content: "Hi" }],
    });
    assert.equal(answer.status, 200);
    await answer.body?.cancel();
  },
);

browserTest(
  "a model that the catalogue has not is added as it is typed, unpriced",
  WORLD,
  async ({ page, app, open }) => {
    await open("/models?do=add");
    await dialog(page).locator(".model-option").first().waitFor();
    await dialog(page).getByRole("searchbox").fill("claude-of-tomorrow");
    await dialog(page).getByText("not in the catalogue").click();
    await button(page, "Add").click();
    await shows(row(page, "claude-of-tomorrow"), "unpriced");
    assert.match(await fileOf(app.dir), /model: anthropic\/claude-of-tomorrow\n/);
  },
);

browserTest(
  "nothing is written when nothing was changed, nor when one leaves",
  WORLD,
  async ({ page, app, open }) => {
    await open("/models?do=edit&model=echo");
    await button(page, "Save").click();
    await counts(dialog(page), 0);
    for (const leave of ["Escape", "Close"]) {
      await row(page, "echo").getByRole("link", { name: "Edit echo" }).click();
      await field(page, "Temperature").fill("1.5");
      if (leave === "Escape") await page.keyboard.press(leave);
      else await button(page, leave).click();
      await counts(dialog(page), 0);
    }
    await row(page, "echo").getByRole("link", { name: "Edit echo" }).click();
    assert.equal(await field(page, "Temperature").inputValue(), "0.5");
    assert.equal(await fileOf(app.dir), CONFIG);
  },
);

browserTest(
  "a model is switched off and on; its comments stay, and clients feel it at once",
  WORLD,
  async ({ page, app, open }) => {
    const ask = async () => {
      const body = { model: "echo", messages: [{ role: "user", content: "Hi" }] };
      const answer = await app.post("/v1/chat/completions", body);
      await answer.body?.cancel();
      return answer.status;
    };
    await open("/models");
    const toggle = page.getByRole("switch", { name: "echo can be called" });
    await toggle.click();
    await shows(page.getByRole("status"), "echo is off.");
    await shows(page.getByLabel("Which models"), "Off 1");
    assert.equal(await toggle.getAttribute("aria-checked"), "false");
    const off = await fileOf(app.dir);
    assert.equal(off.replace("    enabled: false\n", ""), CONFIG);
    assert.notEqual(await ask(), 200);
    await toggle.focus();
    await page.keyboard.press("Space");
    await shows(page.getByRole("status"), "echo is on.");
    assert.equal((await fileOf(app.dir)).replace("    enabled: true\n", ""), CONFIG);
    assert.equal(await ask(), 200);
  },
);

browserTest(
  "a model is deleted once that is confirmed; the heading of its group stays",
  WORLD,
  async ({ page, app, open }) => {
    await open("/models?do=edit&model=team%2Ffast");
    await dialog(page).getByRole("link", { name: "Delete" }).click();
    await shows(dialog(page).getByRole("heading"), "Delete team/fast?");
    await button(page, "Cancel").click();
    await counts(dialog(page), 0);
    assert.equal(await fileOf(app.dir), CONFIG);
    await counts(rows(page), 3);

    await page.goto("/models?do=delete&model=team%2Ffast");
    await button(page, "Delete").click();
    await counts(rows(page), 2);
    await counts(dialog(page), 0);
    await shows(page.getByRole("status"), "team/fast is deleted.");
    assert.equal(new URL(page.url()).search, "");
    const gone = / {2}- model_name: team[\s\S]*# cheap\n/;
    assert.equal(await fileOf(app.dir), CONFIG.replace(gone, ""));
  },
);
