import assert from "node:assert/strict";
import { AnswerStream } from "../../lib/gateway/answer_stream.ts";
import { passthrough } from "../../lib/gateway/passthrough.ts";
import { Presences } from "../../lib/gateway/presence.ts";
import type { Next } from "../../lib/gateway/read.ts";
import { respondStream } from "../../lib/gateway/respond.ts";
import { Trail } from "../../lib/gateway/trail.ts";
import { providerNamed, quirksOf } from "../../lib/providers/table.ts";
import { ApiError } from "../../lib/http/error.ts";
import type { Exchange } from "../../lib/types/exchange.ts";
import { parseConfig } from "../../lib/config/load.ts";

const chunk = (content: string, finish: string | null = null) =>
  `data: ${
    JSON.stringify({
      id: "c",
      object: "chat.completion.chunk",
      created: 1,
      model: "up",
      choices: [{ index: 0, delta: { content }, finish_reason: finish }],
    })
  }\n\n`;
const USAGE = `data: {"id":"c","object":"chat.completion.chunk","created":1,"model":"up",` +
  `"choices":[],"usage":{"prompt_tokens":3,"completion_tokens":2,"total_tokens":5}}\n\n`;
const DONE = "data: [DONE]\n\n";
const bytes = (text: string) => new TextEncoder().encode(text);

const row = providerNamed("openai");
assert.ok(row);
const QUIRKS = quirksOf(row, "gpt-4o-mini");

/** The answer that goes to a client, and the exchange that was recorded. */
function given(
  read: Next,
  { idleMs = 60_000, keepAliveMs = 60_000, client = new AbortController() } = {},
) {
  const recorded: Exchange[] = [];
  const trail = new Trail(new Request("http://127.0.0.1/"), "id", {
    config: () => parseConfig("", "config.yaml"),
    secrets: () => undefined,
    ledger: {
      begin: () => {},
      record: (exchange) => Promise.resolve(void recorded.push(exchange)),
      health: () => ({ status: "ok" }),
    },
    limits: { timeoutMs: 1, numRetries: 0 },
    log: () => {},
  });
  const presence = new Presences().follow(client.signal);
  const aborted = new Promise<never>((_, reject) =>
    presence.signal.addEventListener("abort", () => reject(presence.signal.reason))
  );
  aborted.catch(() => {});
  const { createStreamReader } = passthrough({ quirks: QUIRKS, url: "" });
  const reader = createStreamReader({ id: "id", created: 1, choices: 1, wantsUsage: false });
  const stream = new AnswerStream(() => Promise.race([read(), aborted]), reader, () => {});
  const opened = stream.begin().then(() => ({ headers: new Headers(), stream }));
  const response = respondStream(opened, { trail, idleMs, keepAliveMs, presence });
  return { response, recorded, aborted };
}

function bodyOf({ body }: Response): ReadableStream<Uint8Array> {
  assert.ok(body);
  return body;
}

/** Gives the pieces one by one, then the end. */
function from(...pieces: (string | Uint8Array)[]): Next {
  const left = pieces.map((piece) => typeof piece === "string" ? bytes(piece) : piece);
  return () => Promise.resolve(left.shift() ?? null);
}

/** Gives the pieces one by one, then nothing any more. */
function thenSilence(...pieces: string[]): Next {
  const read = from(...pieces);
  return async () => await read() ?? await new Promise<never>(() => {});
}

const pass = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

for (const [name, end] of [["LF", "\n"], ["CR LF", "\r\n"], ["CR", "\r"]]) {
  Deno.test(`a stream with ${name} cut at any byte comes out as the same bytes`, async () => {
    const text = `: hi\n\n${chunk("grüß")}${chunk("☃", "stop")}${USAGE}${DONE}`;
    const whole = bytes(text.replaceAll("\n", end ?? ""));
    const expected = text.replace(USAGE, "").replace(DONE, "").replaceAll("\n", end ?? "") + DONE;
    for (let at = 1; at < whole.length; at++) {
      const { response, recorded } = given(from(whole.subarray(0, at), whole.subarray(at)));
      assert.equal(await (await response).text(), expected, `cut at ${at}`);
      assert.deepEqual([recorded.length, recorded[0]?.outcome, recorded[0]?.usage?.input], [
        1,
        "ok",
        3,
      ]);
    }
  });
}

Deno.test("a stream byte by byte comes out as the same bytes", async () => {
  const text = chunk("one") + chunk("two", "stop") + DONE;
  const { response } = given(from(...[...bytes(text)].map((byte) => new Uint8Array([byte]))));
  assert.equal(await (await response).text(), text);
});

Deno.test("a last event without its blank line is given with one", async () => {
  const { response } = given(from(chunk("one", "stop").trimEnd()));
  assert.equal(await (await response).text(), chunk("one", "stop") + DONE);
});

Deno.test("a client that reads slowly is not taken for a provider that is dead", async () => {
  const { response, recorded } = given(from(chunk("a"), chunk("b"), chunk("c", "stop"), DONE), {
    idleMs: 30,
  });
  const reader = bodyOf(await response).getReader();
  let text = "";
  for (let got = await reader.read(); !got.done; got = await reader.read()) {
    text += new TextDecoder().decode(got.value);
    await pass(60);
  }
  assert.equal(text, chunk("a") + chunk("b") + chunk("c", "stop") + DONE);
  assert.equal(recorded[0]?.outcome, "ok");
});

Deno.test("a client hears that the connection lives while the provider is silent", async () => {
  const silence = Promise.withResolvers<Uint8Array>();
  const next = from(chunk("a"));
  let reads = 0;
  const { response } = given(() => {
    reads++;
    if (reads === 2) return silence.promise;
    return reads < 2 ? next() : Promise.resolve(null);
  }, { keepAliveMs: 20 });
  const reader = bodyOf(await response).getReader();
  const read = async () => new TextDecoder().decode((await reader.read()).value);
  assert.equal(await read(), chunk("a"));
  assert.equal(await read(), ": keep-alive\n\n");
  assert.equal(await read(), ": keep-alive\n\n");
  silence.resolve(bytes(chunk("b", "stop") + DONE));
  let rest = "";
  for (let got = await reader.read(); !got.done; got = await reader.read()) {
    rest += new TextDecoder().decode(got.value);
  }
  assert.equal(rest.replaceAll(": keep-alive\n\n", ""), chunk("b", "stop") + DONE);
});

Deno.test("a provider that falls silent ends the stream with an error, and its call", async () => {
  const { response, recorded, aborted } = given(thenSilence(chunk("a")), { idleMs: 30 });
  const text = await (await response).text();
  assert.ok(text.startsWith(chunk("a")));
  assert.match(text, /data: \{"error":\{"message":"The provider fell silent for 0\.03 s\."/);
  assert.ok(text.endsWith(DONE));
  await assert.rejects(aborted);
  assert.deepEqual([recorded[0]?.outcome, recorded[0]?.status], ["failed", 504]);
});

for (const how of ["cancels its body", "is gone"]) {
  Deno.test(`a client that ${how} ends the provider's call and is recorded once`, async () => {
    const client = new AbortController();
    const { response, recorded, aborted } = given(thenSilence(chunk("a beginning")), { client });
    const reader = bodyOf(await response).getReader();
    await reader.read();
    if (how === "is gone") client.abort();
    await reader.cancel();
    await assert.rejects(aborted, { name: "ApiError", status: 499 });
    assert.equal(recorded.length, 1);
    assert.equal(recorded[0]?.outcome, "interrupted");
    assert.equal(recorded[0]?.usage?.estimated, true);
  });
}

Deno.test("a client that waits for long gets its headers and a comment, then the answer", async () => {
  const begins = Promise.withResolvers<void>();
  const read = from(chunk("late"), chunk("er", "stop"), DONE);
  const { response, recorded } = given(async () => {
    await begins.promise;
    return read();
  }, { keepAliveMs: 20, idleMs: 60_000 });
  const { status, headers, body } = await response;
  assert.deepEqual([status, headers.get("content-type")], [
    200,
    "text/event-stream; charset=utf-8",
  ]);
  assert.ok(body);
  const [one, all] = body.tee();
  const reader = one.getReader();
  const words = async () => new TextDecoder().decode((await reader.read()).value);
  assert.equal(await words(), ": keep-alive\n\n");
  assert.equal(await words(), ": keep-alive\n\n");
  begins.resolve();
  const text = await new Response(all).text();
  assert.equal(
    text.replaceAll(": keep-alive\n\n", ""),
    chunk("late") + chunk("er", "stop") + DONE,
  );
  assert.equal(recorded[0]?.outcome, "ok");
});

Deno.test("a client that has its headers already is told an error as an event", async () => {
  const fails = Promise.withResolvers<never>();
  const { response, recorded } = given(() => fails.promise, { keepAliveMs: 20 });
  const body = (await response).text();
  fails.reject(new ApiError("Too many.", { status: 429, type: "rate_limit_error", code: "c" }));
  const text = (await body).replaceAll(": keep-alive\n\n", "");
  assert.match(text, /^data: \{"error":\{"message":"Too many\."/);
  assert.ok(text.endsWith(DONE));
  assert.deepEqual([recorded.length, recorded[0]?.status], [1, 429]);
});

Deno.test("an error before the client has its headers is the response", async () => {
  const error = new ApiError("Too many.", { status: 429, type: "rate_limit_error", code: "c" });
  const { response } = given(() => Promise.reject(error));
  await assert.rejects(response, error);
});

for (const how of ["cancels its body", "is gone"]) {
  Deno.test(`a client that ${how} before the answer begins ends the provider's call`, async () => {
    const client = new AbortController();
    const { response, recorded, aborted } = given(thenSilence(), { client, keepAliveMs: 20 });
    const body = bodyOf(await response);
    if (how === "is gone") client.abort();
    else await body.cancel();
    await assert.rejects(aborted, { name: "ApiError", status: 499 });
    await pass(0);
    assert.deepEqual(recorded.map(({ outcome, usage }) => [outcome, usage]), [[
      "interrupted",
      null,
    ]]);
  });
}
