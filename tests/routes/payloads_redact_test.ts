import assert from "node:assert/strict";
import { startApp } from "../harness/app.ts";
import { bytesOfLedger } from "../harness/files.ts";
import { onlyRow, rowsOf } from "../harness/ledger.ts";
import { configFor, sse, startUpstream } from "../harness/upstream.ts";

const settings = (payloads: string) => `general_settings:\n  payloads: ${payloads}\n`;

async function given(payloads: string, answer: Parameters<typeof startUpstream>[0]) {
  const upstream = await startUpstream(answer);
  const app = await startApp(configFor(upstream.base, settings(payloads)));
  return {
    app,
    upstream,
    async [Symbol.asyncDispose]() {
      await app[Symbol.asyncDispose]();
      await upstream[Symbol.asyncDispose]();
    },
  };
}

const chunk = (content: string, finish: string | null = null) =>
  `data: ${
    JSON.stringify({
      id: "c1",
      object: "chat.completion.chunk",
      created: 1,
      model: "up",
      choices: [{ index: 0, delta: { content }, finish_reason: finish }],
    })
  }\n\n`;
const USAGE = { prompt_tokens: 3, completion_tokens: 2, total_tokens: 5, for: "Käse 12-34" };
const whole = (message: unknown) =>
  Response.json({
    id: "c1",
    object: "chat.completion",
    created: 1,
    model: "up",
    choices: [{
      index: 0,
      message,
      finish_reason: "stop",
      logprobs: { content: [{ token: "Kä" }, { token: "se 12" }, { token: "-34" }] },
    }],
    usage: USAGE,
  });

/** What it matches is written with a letter that JSON may escape, and with white space. */
const REDACT = "{ redact: ['Käse\\s\\d\\d-\\d\\d'] }";

/** The code of each customer, however it is written. */
const LEAKS = /12-34|56-78|90-12/;

Deno.test("what a pattern matches is in no file, however JSON writes it", async () => {
  const args = JSON.stringify({ note: "Käse\n56-78", list: ["Käse 90-12"] })
    .replaceAll("ä", "\\u00e4");
  await using it = await given(REDACT, () =>
    whole({
      role: "assistant",
      content: "You said Käse 12-34, and so be it.",
      tool_calls: [{ id: "c", type: "function", function: { name: "f", arguments: args } }],
    }));
  const body = `{ "model":"m", "seed": 12345678901234567890, "user":"K\\u00e4se 12-34",
    "messages" : [{"role":"user","content":"My K\\u00E4se\\u002012-34 \\ud83d\\ude00 / \\/ is old."}],
    "Käse 56-78": 1.50 }`;
  const response = await it.app.post("/v1/chat/completions", body, { "user-agent": "K 12-34" });
  assert.match(await response.text(), /Käse 12-34/, "the client gets all of it");
  const row = onlyRow(it.app);
  assert.equal(
    row.request_data,
    `{ "model":"m", "seed": 12345678901234567890, "user":"[redacted]",
    "messages" : [{"role":"user","content":"My [redacted] 😀 / / is old."}],
    "[redacted]": 1.50 }`,
  );
  const { choices: [{ message, logprobs }], usage } = JSON.parse(String(row.response_data));
  assert.equal(message.content, "You said [redacted], and so be it.");
  assert.deepEqual(JSON.parse(message.tool_calls[0].function.arguments), {
    note: "[redacted]",
    list: ["[redacted]"],
  });
  assert.equal(logprobs, "[not stored]");
  assert.deepEqual(usage, { ...USAGE, for: "[redacted]" });
  assert.equal(JSON.parse(String(row.usage_raw)).for, "[redacted]");
  assert.equal(row.project, "[redacted]");
  assert.equal(row.prompt_tokens, 3);
  const bytes = await bytesOfLedger(it.app.dir);
  assert.doesNotMatch(bytes.replaceAll("K 12-34", ""), LEAKS);
});

Deno.test("what a pattern matches over the chunks of a stream is in no file", async () => {
  await using it = await given(
    REDACT,
    () => sse(chunk("A Kä"), chunk("se 1"), chunk("2-34."), chunk("", "stop"), "data: [DONE]\n\n"),
  );
  const ask = { model: "m", stream: true, messages: [{ role: "user", content: "Käse?" }] };
  await (await it.app.post("/v1/chat/completions", ask)).text();
  const row = onlyRow(it.app);
  assert.equal(JSON.parse(String(row.response_data)).choices[0].message.content, "A [redacted].");
  assert.equal(row.request_data, JSON.stringify(ask));
  assert.doesNotMatch(await bytesOfLedger(it.app.dir), LEAKS);
});

Deno.test("errors, attempts and bodies that are no JSON are redacted too", async () => {
  await using it = await given(
    REDACT,
    () => Response.json({ error: { message: "No Käse 12-34 here" } }, { status: 400 }),
  );
  const ask = { model: "m", messages: [{ role: "user", content: "hi" }] };
  await (await it.app.post("/v1/chat/completions", ask)).text();
  await (await it.app.post("/v1/chat/completions", '{"content":"K\\u00e4se 56-78","x"')).text();
  const [failed, broken] = rowsOf(it.app);
  assert.equal(failed?.error, "No [redacted] here");
  assert.equal(rowsOf(it.app, "SELECT error FROM attempts")[0]?.error, "No [redacted] here");
  assert.equal(JSON.parse(String(broken?.request_data)), '{"content":"[redacted]","x"');
  assert.doesNotMatch(await bytesOfLedger(it.app.dir), LEAKS);
});

Deno.test("a pattern that takes for ever holds up nobody for long, and has no texts stored", async () => {
  await using it = await given(
    "{ redact: ['harmless', '^(?:a|a)+$'] }",
    () => whole({ role: "assistant", content: "hello" }),
  );
  const lines: string[] = [];
  const { error } = console;
  console.error = (line) => lines.push(String(line));
  const content = `${"a".repeat(60)}!`;
  const ask = { model: "m", messages: [{ role: "user", content }] };
  try {
    const started = performance.now();
    const response = await it.app.post("/v1/chat/completions", ask);
    assert.match(await response.text(), /hello/);
    assert.ok(performance.now() - started < 15_000);
  } finally {
    console.error = error;
  }
  const row = onlyRow(it.app);
  assert.deepEqual([row.outcome, row.request_data, row.response_data], ["ok", null, null]);
  assert.equal(row.prompt_tokens, 3);
  assert.match(String(row.notes), /took too long/);
  assert.ok(lines.some((line) => line.includes("payloads.redact[2] took too long")), `${lines}`);
  const fine = { model: "m", messages: [{ role: "user", content: "a harmless word" }] };
  await (await it.app.post("/v1/chat/completions", fine)).text();
  assert.match(String(rowsOf(it.app)[1]?.request_data), /a \[redacted\] word/);
  assert.ok(!(await bytesOfLedger(it.app.dir)).includes(content));
});

/** So many bytes that begin like a PNG. */
function png(bytes: number): string {
  const image = new Uint8Array(bytes).map((_, index) => (index * bytes) % 251);
  image.set([0x89, 0x50, 0x4e, 0x47]);
  return image.toBase64();
}

Deno.test("a file above the limit is a marker in request and answer, the wire has all of it", async () => {
  const image = png(6001);
  const small = png(6000);
  const hash = new Uint8Array(
    await crypto.subtle.digest("SHA-256", Uint8Array.fromBase64(image)),
  ).toHex();
  await using it = await given(
    "{ max_media_size: 6KB }",
    () => whole({ role: "assistant", content: `Here: ![](data:image/png;base64,${image})` }),
  );
  const url = (base64: string) => ({
    type: "image_url",
    image_url: { url: `data:image/png;base64,${base64}` },
  });
  const content = [url(image), url(small), { type: "input_audio", input_audio: { data: image } }];
  const ask = { model: "m", messages: [{ role: "user", content }] };
  const response = await it.app.post("/v1/chat/completions", ask);
  assert.ok((await response.text()).includes(image));
  assert.ok(it.upstream.received[0]?.body.includes(image));
  const marker = `[image/png, 6001 bytes, sha256 ${hash}, not stored]`;
  const row = onlyRow(it.app);
  assert.deepEqual(JSON.parse(String(row.request_data)).messages[0].content, [
    { type: "image_url", image_url: { url: marker } },
    url(small),
    { type: "input_audio", input_audio: { data: marker } },
  ]);
  const { choices } = JSON.parse(String(row.response_data));
  assert.equal(choices[0].message.content, `Here: ![](${marker})`);
  const bytes = await bytesOfLedger(it.app.dir);
  assert.ok(bytes.includes(small.slice(100, 200)) && !bytes.includes(image.slice(100, 200)));
  assert.equal(row.prompt_tokens, 3);
});
