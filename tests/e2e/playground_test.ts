import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { axe, bothThemes, browserTest, shows, viewports } from "./harness/mod.ts";

const CONFIG = `model_list:
  - { model_name: echo, litellm_params: { model: demo/echo, temperature: 0.3 } }
  - { model_name: story, litellm_params: { model: demo/story } }
  - { model_name: broken, litellm_params: { model: demo/error-500, num_retries: 0 } }
`;

browserTest("one prompt goes to all models; what fails says why; all of it outlives a reload", {
  config: CONFIG,
}, async ({ page, open, problems }) => {
  problems.expect(/status of 503/);
  await open("/compare");
  await page.getByRole("button", { name: "Add a model" }).click();
  await page.getByLabel("Model 2", { exact: true }).selectOption("broken");
  await page.getByLabel("Prompt", { exact: true }).fill("Say hello.");
  await page.keyboard.press("Enter");
  const [echo, broken] = [page.locator(".column").first(), page.locator(".column").nth(1)];
  await shows(echo.locator(".answer"), "Say hello.");
  await shows(echo.locator("footer"), /in · \d+ out.*\$0\.00/);
  await shows(broken.getByRole("alert"), "always breaks");
  await axe(page);
  await page.reload();
  await shows(page.locator(".column").first().locator(".answer"), "Say hello.");
  await bothThemes(page, () => axe(page));
  await viewports(page, () => axe(page), ["phone"]);
});

browserTest(
  "an answer can be stopped, and the conversation goes on",
  { config: CONFIG },
  async ({ page, app, open }) => {
    await open("/compare");
    await page.getByLabel("Model 1", { exact: true }).selectOption("story");
    await page.getByLabel("Prompt", { exact: true }).fill("A story.");
    await page.getByRole("button", { name: "Send" }).click();
    await shows(page.locator(".answer"), /ferryman/);
    await page.getByRole("button", { name: "Stop all" }).click();
    await shows(page.locator(".turn"), "Stopped.");
    await page.getByLabel("Model 1", { exact: true }).selectOption("echo");
    await page.getByLabel("Prompt", { exact: true }).fill("And now?");
    await page.keyboard.press("Enter");
    await shows(page.locator(".turn").nth(1).locator(".answer"), "And now?");
    const { requests } = await (await fetch(`${app.url}/requests?outcome=all`)).json();
    const sent = JSON.parse(requests[0].request_data).messages;
    assert.deepEqual(sent.map(({ role }: { role: string }) => role), ["user", "assistant", "user"]);
    assert.equal(requests[0].project, "playground");
  },
);

browserTest("parameters are the configuration's until they are changed, within their limits", {
  config: CONFIG,
}, async ({ page, app, open }) => {
  await open("/compare");
  await page.getByText("Parameters").click();
  const temperature = page.getByLabel("Temperature of model 1");
  assert.equal(await temperature.getAttribute("placeholder"), "0.3");
  await temperature.fill("9");
  await temperature.blur();
  assert.equal(await temperature.inputValue(), "2");
  await page.getByText("System prompt").click();
  await page.getByLabel("System prompt", { exact: true }).fill("Be brief.");
  await page.getByLabel("Prompt", { exact: true }).fill("Hi");
  await page.keyboard.press("Enter");
  await shows(page.locator("footer").first(), /\$0\.00/);
  const { requests: [row] } = await (await fetch(`${app.url}/requests`)).json();
  const body = JSON.parse(row.request_data);
  assert.equal(body.temperature, 2);
  assert.deepEqual(body.messages[0], { role: "system", content: "Be brief." });
  await page.getByRole("button", { name: "Reset" }).click();
  assert.equal(await temperature.inputValue(), "");
});

browserTest(
  "a request of the log is asked again beside how it went",
  { config: CONFIG },
  async ({ page, seed, open }) => {
    const [one] = await seed({
      alias: "echo",
      request: JSON.stringify({
        model: "echo",
        temperature: 0.9,
        messages: [
          { role: "system", content: "Be kind." },
          { role: "user", content: "What is a river?" },
        ],
      }),
      response: JSON.stringify({
        choices: [{ message: { role: "assistant", content: "Water that goes." } }],
      }),
    });
    await open(`/compare?request=${one?.requestId}`);
    await shows(page.getByLabel("The original").locator(".answer"), "Water that goes.");
    assert.equal(await page.getByLabel("Prompt", { exact: true }).inputValue(), "What is a river?");
    assert.equal(await page.getByLabel("System prompt", { exact: true }).inputValue(), "Be kind.");
    assert.equal(await page.getByLabel("Temperature of model 1").inputValue(), "0.9");
    await page.getByRole("button", { name: "Send" }).click();
    await shows(page.getByLabel("Model 1: echo").locator(".answer"), "What is a river?");
  },
);

browserTest(
  "a bench is saved to a file and opened again; images go along",
  { config: CONFIG },
  async ({ page, open }) => {
    await open("/compare");
    const png =
      "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
    await page.getByLabel("Add images").setInputFiles({
      name: "dot.png",
      mimeType: "image/png",
      buffer: Buffer.from(png, "base64"),
    });
    await page.getByRole("button", { name: "Remove image 1" }).waitFor();
    await page.getByLabel("Prompt", { exact: true }).fill("What is this?");
    await page.keyboard.press("Enter");
    await shows(page.locator("footer").first(), /\$0\.00/);
    assert.equal(await page.locator(".question img").count(), 1);
    const saved = page.waitForEvent("download");
    await page.getByRole("button", { name: "Save" }).click();
    const path = await (await saved).path();
    await page.getByRole("button", { name: "Clear" }).click();
    assert.equal(await page.locator(".turn").count(), 0);
    await page.getByLabel("Open").setInputFiles(path);
    await shows(page.locator(".question"), "What is this?");
    const markdown = page.waitForEvent("download");
    await page.getByRole("button", { name: "Markdown" }).click();
    assert.match(
      await Deno.readTextFile(await (await markdown).path()),
      /\*\*Question\*\*\n\nWhat is this\?/,
    );
  },
);
