import assert from "node:assert/strict";
import { type RunningApp, startApp } from "../harness/app.ts";

const alias = (name: string) =>
  `  - { model_name: ${name}, litellm_params: { model: demo/echo } }\n`;
const CONFIG = `model_list:\n${alias("first")}`;

const write = ({ dir }: RunningApp, text: string) => Deno.writeTextFile(`${dir}/config.yaml`, text);

async function statusOf(app: RunningApp, model: string): Promise<number> {
  const messages = [{ role: "user", content: "hi" }];
  const response = await app.post("/v1/chat/completions", { model, messages });
  await response.text();
  return response.status;
}

/** Asks until the alias answers with that status; fails after ten seconds. */
async function answers(app: RunningApp, model: string, status: number) {
  const end = performance.now() + 10_000;
  let last = await statusOf(app, model);
  while (last !== status && performance.now() < end) {
    await new Promise((resolve) => setTimeout(resolve, 50));
    last = await statusOf(app, model);
  }
  assert.equal(last, status, model);
}

Deno.test("an alias that is written into config.yaml can be called without a restart", async () => {
  await using app = await startApp(CONFIG);
  assert.equal(await statusOf(app, "second"), 404);
  await write(app, CONFIG + alias("second"));
  await answers(app, "second", 200);
  await write(app, `model_list:\n${alias("second")}`);
  await answers(app, "first", 404);
});

/** Does something to the file and waits until the server has told its problem. */
async function toldAfter(change: () => Promise<void>) {
  const told = Promise.withResolvers<void>();
  const { error } = console;
  console.error = (line) => String(line).includes("config.yaml") && told.resolve();
  try {
    await change();
    await told.promise;
  } finally {
    console.error = error;
  }
}

Deno.test("a broken file leaves the last good configuration until it is mended", async () => {
  await using app = await startApp(CONFIG);
  await toldAfter(() => write(app, "model_list: [ {model_name: \n"));
  assert.equal(await statusOf(app, "first"), 200);
  await write(app, CONFIG + alias("third"));
  await answers(app, "third", 200);
});

Deno.test("a file that is taken away leaves the last good configuration", async () => {
  await using app = await startApp(CONFIG);
  await toldAfter(() => Deno.remove(`${app.dir}/config.yaml`));
  assert.equal(await statusOf(app, "first"), 200);
  await write(app, `model_list:\n${alias("back")}`);
  await answers(app, "back", 200);
});

Deno.test("a key that is written into .env is used by the next request", async () => {
  await using app = await startApp(`model_list:
  - model_name: keyed
    litellm_params: { model: openai/gpt-4o, api_key: os.environ/APANTLI_LATE_KEY, api_base: "http://127.0.0.1:1/v1" }
`);
  assert.equal(await statusOf(app, "keyed"), 401);
  await Deno.writeTextFile(`${app.dir}/.env`, "APANTLI_LATE_KEY=abc\n");
  await answers(app, "keyed", 502);
});
