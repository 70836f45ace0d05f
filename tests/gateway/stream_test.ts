import assert from "node:assert/strict";
import type { UpstreamAnswer } from "../../lib/gateway/call.ts";
import { passthrough } from "../../lib/gateway/passthrough.ts";
import { Presences } from "../../lib/gateway/presence.ts";
import { streamBody } from "../../lib/gateway/stream.ts";
import { Trail } from "../../lib/gateway/trail.ts";
import { providerNamed, quirksOf } from "../../lib/providers/table.ts";
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
  next: UpstreamAnswer["next"],
  { idleMs = 60_000, keepAliveMs = 60_000, client = new AbortController() } = {},
) {
  const recorded: Exchange[] = [];
  const aborted = Promise.withResolvers<never>();
  aborted.promise.catch(() => {});
  const trail = new Trail(new Request("http://127.0.0.1/"), "id", {
    config: () => parseConfig("", "config.yaml"),
    secrets: () => undefined,
    ledger: {
      record: (exchange) => Promise.resolve(void recorded.push(exchange)),
      health: () => ({ status: "ok" }),
    },
    limits: { timeoutMs: 1, numRetries: 0 },
    log: () => {},
  });
  const body = streamBody({
    dialect: passthrough({ quirks: QUIRKS, url: "" }),
    answer: {
      headers: new Headers(),
      bytes: null,
      next: () => Promise.race([next(), aborted.promise]),
      abort: (reason) => aborted.reject(reason),
    },
    trail,
    facts: { id: "id", created: 1, choices: 1, wantsUsage: false },
    idleMs,
    keepAliveMs,
    presence: new Presences().follow(client.signal),
  });
  return { body, recorded, aborted: aborted.promise };
}

/** Gives the pieces one by one, then the end. */
function from(...pieces: (string | Uint8Array)[]): UpstreamAnswer["next"] {
  const left = pieces.map((piece) => typeof piece === "string" ? bytes(piece) : piece);
  return () => Promise.resolve(left.shift() ?? null);
}

const pass = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

for (const [name, end] of [["LF", "\n"], ["CR LF", "\r\n"], ["CR", "\r"]]) {
  Deno.test(`a stream with ${name} cut at any byte comes out as the same bytes`, async () => {
    const text = `: hi\n\n${chunk("grüß")}${chunk("☃", "stop")}${USAGE}${DONE}`;
    const whole = bytes(text.replaceAll("\n", end ?? ""));
    const expected = text.replace(USAGE, "").replace(DONE, "").replaceAll("\n", end ?? "") + DONE;
    for (let at = 1; at < whole.length; at++) {
      const { body, recorded } = given(from(whole.subarray(0, at), whole.subarray(at)));
      assert.equal(await new Response(body).text(), expected, `cut at ${at}`);
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
  const { body } = given(from(...[...bytes(text)].map((byte) => new Uint8Array([byte]))));
  assert.equal(await new Response(body).text(), text);
});

Deno.test("a last event without its blank line is given with one", async () => {
  const { body } = given(from(chunk("one", "stop").trimEnd()));
  assert.equal(await new Response(body).text(), chunk("one", "stop") + DONE);
});

Deno.test("a client that reads slowly is not taken for a provider that is dead", async () => {
  const { body, recorded } = given(from(chunk("a"), chunk("b"), chunk("c", "stop"), DONE), {
    idleMs: 30,
  });
  const reader = body.getReader();
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
  const { body } = given(() => {
    reads++;
    if (reads === 2) return silence.promise;
    return reads < 2 ? next() : Promise.resolve(null);
  }, { keepAliveMs: 20 });
  const reader = body.getReader();
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
  const { body, recorded, aborted } = given(() => new Promise(() => {}), { idleMs: 30 });
  const text = await new Response(body).text();
  assert.match(text, /^data: \{"error":\{"message":"The provider fell silent for 0\.03 s\."/);
  assert.ok(text.endsWith(DONE));
  await assert.rejects(aborted);
  assert.deepEqual([recorded[0]?.outcome, recorded[0]?.status], ["failed", 504]);
});

for (const how of ["cancels its body", "is gone"]) {
  Deno.test(`a client that ${how} ends the provider's call and is recorded once`, async () => {
    const client = new AbortController();
    const first = from(chunk("a beginning"));
    let reads = 0;
    const { body, recorded, aborted } = given(
      () => reads++ === 0 ? first() : new Promise(() => {}),
      { client },
    );
    const reader = body.getReader();
    await reader.read();
    if (how === "is gone") client.abort();
    await reader.cancel();
    await assert.rejects(aborted, { name: "ApiError", status: 499 });
    assert.equal(recorded.length, 1);
    assert.equal(recorded[0]?.outcome, "interrupted");
    assert.equal(recorded[0]?.usage?.estimated, true);
  });
}
