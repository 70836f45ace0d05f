import assert from "node:assert/strict";
import { type RunningApp, startApp } from "../harness/app.ts";
import { bytesOfLedger } from "../harness/files.ts";
import { rowsOf } from "../harness/ledger.ts";
import { configFor, startUpstream } from "../harness/upstream.ts";

const alias = (name: string, more: string) =>
  `  - { model_name: ${name}, litellm_params: { model: demo/echo }${more} }\n`;
const OPEN = alias("open", "");
const CONFIG = `model_list:\n${OPEN}${alias("private", ", payloads: off")}`;

async function ask(app: RunningApp, model: string, secret: string): Promise<number> {
  const messages = [{ role: "user", content: secret }];
  const response = await app.post("/v1/chat/completions", { model, messages });
  await response.text();
  return response.status;
}

async function holds(app: RunningApp, secret: string): Promise<boolean> {
  return (await bytesOfLedger(app.dir)).includes(secret);
}

Deno.test("one alias is not logged, the others are", async () => {
  await using app = await startApp(CONFIG);
  assert.equal(await ask(app, "open", "first-word"), 200);
  assert.equal(await ask(app, "private", "second-word"), 200);
  assert.deepEqual([await holds(app, "first-word"), await holds(app, "second-word")], [
    true,
    false,
  ]);
  const rows = rowsOf(app);
  assert.deepEqual(rows.map(({ model, outcome }) => [model, outcome]), [
    ["open", "ok"],
    ["private", "ok"],
  ]);
  assert.ok(Number(rows[1]?.total_tokens) > 0);
});

Deno.test("a request that was meant for nobody knows whom is stored as the strictest alias", async () => {
  await using app = await startApp(CONFIG);
  assert.equal(await ask(app, "privat", "third-word"), 404);
  const broken = await app.post(
    "/v1/chat/completions",
    '{"model":"private","messages":["fourth-word',
  );
  assert.equal(broken.status, 400);
  await broken.text();
  assert.equal(await holds(app, "third-word"), false);
  assert.equal(await holds(app, "fourth-word"), false);
  assert.deepEqual(rowsOf(app).map(({ status }) => status), [404, 400]);
});

Deno.test("without a private alias such requests are stored", async () => {
  await using app = await startApp(`model_list:\n${OPEN}`);
  assert.equal(await ask(app, "privat", "third-word"), 404);
  assert.equal(await holds(app, "third-word"), true);
});

Deno.test("an entry that cannot serve still keeps its requests from being stored", async () => {
  const broken = alias("private", ", payloads: off").replace(
    "demo/echo",
    "demo/echo, timeout: soon",
  );
  await using app = await startApp(`model_list:\n${OPEN}${broken}`);
  assert.equal(await ask(app, "private", "fifth-word"), 404);
  assert.equal(await holds(app, "fifth-word"), false);
});

/** Writes the file, and waits until it has taken effect (or its problem was told). */
async function change(app: RunningApp, text: string) {
  const before = app.services.config.current();
  await Deno.writeTextFile(`${app.dir}/config.yaml`, text);
  const end = performance.now() + 10_000;
  while (app.services.config.current() === before && performance.now() < end) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  assert.notEqual(app.services.config.current(), before);
}

const withPayloads = (payloads: string) => `${CONFIG}general_settings: { payloads: ${payloads} }\n`;

Deno.test("a changed setting holds from the next request on", async () => {
  await using app = await startApp(CONFIG);
  await ask(app, "open", "before-it");
  await change(app, withPayloads("metadata"));
  await ask(app, "open", "while-it-holds");
  await change(app, CONFIG);
  await ask(app, "open", "after-it");
  assert.deepEqual(
    [
      await holds(app, "before-it"),
      await holds(app, "while-it-holds"),
      await holds(app, "after-it"),
    ],
    [true, false, true],
  );
});

const WRONG: [string, string][] = [
  ["a word that is none", withPayloads("{ capture: some }")],
  ["a broken pattern", withPayloads('{ capture: full, redact: ["("] }')],
  ["an unknown member", withPayloads("{ capture: full, sise: 1 }")],
];
for (const [what, text] of WRONG) {
  Deno.test(`${what} has no more stored than the last good file allowed`, async () => {
    await using app = await startApp(withPayloads("metadata"));
    await change(app, text);
    await ask(app, "open", "a-word-of-it");
    await ask(app, "private", "b-word-of-it");
    assert.equal(await holds(app, "a-word-of-it"), false);
    assert.equal(await holds(app, "b-word-of-it"), false);
    await change(app, CONFIG);
    await ask(app, "open", "c-word-of-it");
    assert.equal(await holds(app, "c-word-of-it"), true);
  });

  Deno.test(`${what} in the first file has nothing stored`, async () => {
    await using app = await startApp(text);
    assert.equal(await ask(app, "open", "a-word-of-it"), 200);
    assert.equal(await holds(app, "a-word-of-it"), false);
    assert.equal(rowsOf(app)[0]?.outcome, "ok");
  });
}

Deno.test("an alias that is taken out of the file is not stored by those who still call it", async () => {
  await using app = await startApp(CONFIG);
  await change(app, `model_list:\n${OPEN}`);
  assert.equal(await ask(app, "private", "late-word"), 404);
  assert.equal(await ask(app, "open", "open-word"), 200);
  assert.deepEqual([await holds(app, "late-word"), await holds(app, "open-word")], [false, true]);
});

/** Runs something and gives the lines that the server's log got meanwhile. */
async function logged(work: () => Promise<unknown>): Promise<string> {
  const lines: string[] = [];
  const { error } = console;
  console.error = (line) => lines.push(String(line));
  try {
    await work();
  } finally {
    console.error = error;
  }
  return lines.join("\n");
}

for (const [payloads, isTold] of [["full", true], ["metadata", false], ["off", false]] as const) {
  Deno.test(`${payloads}: the server's log ${isTold ? "tells" : "does not tell"} what a provider said`, async () => {
    await using upstream = await startUpstream(() =>
      Response.json({ error: { message: "No such-word!" } }, { status: 400 })
    );
    const config = configFor(upstream.base) + `    payloads: ${payloads}\n`;
    await using app = await startApp(config, { logLevel: "debug" });
    const log = await logged(() => ask(app, "m", "such-word"));
    assert.match(log, /request failed.*status=400/);
    assert.equal(log.includes("such-word"), isTold, log);
  });
}
