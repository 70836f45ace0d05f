import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import {
  axe,
  bothThemes,
  browserTest,
  counts,
  fits,
  loads,
  type PageOptions,
  shows,
  tabThrough,
  viewports,
} from "./harness/mod.ts";

const CONFIG = `model_list:
  - { model_name: echo, litellm_params: { model: demo/echo, temperature: 0.3 } }
  - { model_name: tools, litellm_params: { model: demo/tools } }
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
  await loads(page, () => page.reload());
  await shows(page.locator(".column").first().locator(".answer"), "Say hello.");
  await bothThemes(page, () => axe(page));
  await viewports(page, () => axe(page), ["phone"]);
});

/** Beside the demo's models one whose answer begins, and goes on until somebody stops it. */
const WITH_ENDLESS: PageOptions = {
  config: (base) =>
    `${CONFIG}  - { model_name: endless, litellm_params: { model: openai/x, api_base: "${base}", api_key: k } }\n`,
  answer: () => {
    const delta = { role: "assistant", content: "Once upon a time" };
    const event = JSON.stringify({ choices: [{ index: 0, delta, finish_reason: null }] });
    const body = new ReadableStream({
      start: (stream) => stream.enqueue(new TextEncoder().encode(`data: ${event}\n\n`)),
    });
    return new Response(body, { headers: { "content-type": "text/event-stream" } });
  },
};

browserTest(
  "an answer can be stopped, and the conversation goes on",
  WITH_ENDLESS,
  async ({ page, app, open }) => {
    await open("/compare");
    await page.getByLabel("Model 1", { exact: true }).selectOption("endless");
    await page.getByLabel("Prompt", { exact: true }).fill("A story.");
    await page.getByRole("button", { name: "Send" }).click();
    await shows(page.locator(".answer"), "Once upon");
    await page.getByRole("button", { name: "Stop all" }).click();
    await shows(page.locator(".turn"), "Stopped.");
    await page.getByLabel("Model 1", { exact: true }).selectOption("echo");
    await page.getByLabel("Prompt", { exact: true }).fill("And now?");
    await page.keyboard.press("Enter");
    const second = page.locator(".turn").nth(1);
    await shows(second.locator(".answer"), "And now?");
    await shows(second.locator("footer"), "$0.00");
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

const turn = (role: string, content: unknown, more: object = {}) => ({ role, content, ...more });
const TOOL = { type: "function", function: { name: "look", parameters: { type: "object" } } };
const CALL = { id: "c1", type: "function", function: { name: "look", arguments: '{"at":1}' } };

browserTest("a request of an agent goes on from its history, with its tools or without", {
  config: CONFIG,
}, async ({ page, app, seed, open }) => {
  const [one] = await seed({
    alias: "gone",
    request: JSON.stringify({
      ...{ model: "gone", tools: [TOOL], tool_choice: "auto" },
      messages: [
        turn("user", "Look around."),
        turn("assistant", null, { tool_calls: [CALL] }),
        turn("tool", "A hill.", { tool_call_id: "c1", name: "look" }),
      ],
    }),
    response: JSON.stringify({
      choices: [{ message: { role: "assistant", content: null, tool_calls: [CALL] } }],
    }),
  });
  await open(`/compare?request=${one?.requestId}`);
  await shows(page.locator(".replayed"), "All go on from 3 earlier messages.");
  await shows(page.getByLabel("The original").locator(".call"), 'Calls look {"at":1}');
  // The alias is no longer configured: only what can be asked has a column.
  await counts(page.locator(".column select"), 1);
  await bothThemes(page, () => axe(page));
  await viewports(page, () => fits(page));
  const sent = async () => {
    await page.getByRole("button", { name: "Send" }).click();
    await shows(page.locator(".column").last().locator("footer"), /\$0\.00/);
    const { requests: [row] } = await (await fetch(`${app.url}/requests`)).json();
    return JSON.parse(row.request_data);
  };
  const first = await sent();
  assert.deepEqual([first.model, first.tools, first.tool_choice], ["echo", [TOOL], "auto"]);
  assert.deepEqual(
    first.messages.map(({ role }: { role: string }) => role),
    ["user", "assistant", "tool"],
  );
  await loads(page, () => page.reload());
  await counts(page.locator(".turn"), 2);
  await page.getByRole("button", { name: "Clear" }).click();
  await page.getByLabel("Model 1", { exact: true }).selectOption("tools");
  await page.getByLabel("Prompt", { exact: true }).fill("Look again.");
  assert.equal((await sent()).model, "tools");
  await shows(page.getByLabel("Model 1: tools").locator(".call"), /^Calls look \{/);
  await page.getByRole("button", { name: "Clear" }).click();
  await page.getByLabel("Tools off").check();
  const second = await sent();
  assert.equal(second.tools, undefined);
  assert.deepEqual(second.messages.at(-1), turn("user", "Result of look:\nA hill."));
  await page.getByRole("button", { name: "Leave out" }).click();
  await counts(page.locator(".replayed", { hasText: "earlier" }), 0);
  await shows(page.locator(".replayed"), "Tools off");
  // The viewer's own conversation was not touched.
  await page.goto("/compare");
  await counts(page.locator(".turn"), 0);
});

browserTest("a request that is not there is named, and the playground is there all the same", {
  config: CONFIG,
}, async ({ page, open }) => {
  await open("/compare?request=none");
  await shows(page.getByRole("alert"), 'There is no request "none" in the log');
  await axe(page);
  await shows(page.locator(".column"), "No question yet.");
});

browserTest("each of three columns has its own model, stops alone, and goes while others go on", {
  ...WITH_ENDLESS,
}, async ({ page, open }) => {
  await open("/compare");
  for (const _ of [2, 3]) await page.getByRole("button", { name: "Add a model" }).click();
  await counts(page.getByRole("button", { name: "Add a model" }), 0);
  for (const [place, model] of ["endless", "endless", "echo"].entries()) {
    await page.getByLabel(`Model ${place + 1}`, { exact: true }).selectOption(model);
  }
  await page.getByLabel("Prompt", { exact: true }).fill("Well?");
  await page.keyboard.press("Enter");
  const columns = page.locator(".column");
  await shows(columns.nth(0).locator(".answer"), /\w+/);
  await shows(columns.nth(2).locator(".answer"), "Well?");
  await bothThemes(page, () => axe(page));
  await columns.nth(0).getByRole("button", { name: "Remove model 1" }).click();
  await counts(columns, 2);
  await page.getByRole("button", { name: "Stop", exact: true }).click();
  await shows(columns.nth(0).locator(".turn"), "Stopped.");
  await shows(columns.nth(1).locator(".answer"), /^Demo echo: Well\?$/);
  await loads(page, () => page.reload());
  await counts(columns, 2);
  await shows(columns.nth(0).locator(".turn"), "Stopped.");
});

browserTest("a file that is no bench is refused, and the same one can be opened again", {
  config: CONFIG,
}, async ({ page, open }) => {
  await open("/compare");
  const file = (text: string) => ({
    name: "x.json",
    mimeType: "application/json",
    buffer: Buffer.from(text),
  });
  await page.getByLabel("Open").setInputFiles(file("{}"));
  await shows(page.getByRole("alert"), "x.json is no saved playground.");
  const bench = JSON.stringify({
    system: "Be kind.",
    slots: [{ model: "lost", params: { temperature: 9 }, turns: [] }],
  });
  await page.getByLabel("Open").setInputFiles(file(bench));
  await counts(page.getByRole("alert"), 0);
  await shows(page.getByLabel("Model 1", { exact: true }), "lost (not configured)");
  assert.equal(await page.getByLabel("Temperature of model 1").inputValue(), "2");
  await page.getByLabel("System prompt", { exact: true }).fill("");
  await page.getByLabel("Open").setInputFiles(file(bench));
  await page.waitForFunction(() =>
    document.querySelector<HTMLTextAreaElement>(".system textarea")?.value === "Be kind."
  );
  await page.getByLabel("Add images").setInputFiles(file("text"));
  await shows(page.getByRole("alert"), "x.json is no image.");
});

browserTest("all of the playground can be used with the keyboard", {
  config: CONFIG,
}, async ({ page, open }) => {
  await open("/compare");
  const names = await tabThrough(page);
  for (const name of ["Add a model", "Save", "Model 1", "Prompt", "Send"]) {
    assert.ok(names.some((found) => found.includes(name)), `${name} in ${names.join(", ")}`);
  }
});

browserTest("without a model the playground leads to where one is added", {
  config: "model_list: []",
}, async ({ page, open }) => {
  await open("/compare");
  await shows(page.locator(".empty"), "No model can be asked");
  await bothThemes(page, () => axe(page));
});

browserTest("a server that is gone is an answer of its own", {
  config: CONFIG,
}, async ({ page, open, problems }) => {
  problems.expect(/ERR_|Failed to load|net::/);
  await open("/compare");
  await page.route("**/v1/chat/completions", (route) => route.abort());
  await page.getByLabel("Prompt", { exact: true }).fill("Hello?");
  await page.keyboard.press("Enter");
  await shows(page.locator(".turn").getByRole("alert"), "The server does not answer.");
  await page.unroute("**/v1/chat/completions");
  await page.getByLabel("Prompt", { exact: true }).fill("Hello?");
  await page.keyboard.press("Enter");
  await shows(page.locator(".turn").last().locator(".answer"), "Hello?");
});
