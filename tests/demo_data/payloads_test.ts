import assert from "node:assert/strict";
import type { Exchange } from "../../lib/types/exchange.ts";
import { isObject, type JsonObject } from "../../lib/types/json.ts";
import { counts, made, objectIn } from "./made.ts";

const EXCHANGES = made({ exchanges: 6000 });

/** The messages of a request. */
function messagesOf({ request }: Exchange): JsonObject[] {
  const { messages } = objectIn(request);
  assert.ok(Array.isArray(messages));
  return messages.filter(isObject);
}

Deno.test("payloads are JSON that names what the row names", () => {
  for (const exchange of EXCHANGES) {
    const request = objectIn(exchange.request);
    assert.equal(request.model, exchange.alias);
    assert.equal(request.stream ?? false, exchange.stream);
    assert.ok(messagesOf(exchange).length > 0);
    if (exchange.response === null) continue;
    const { model, choices, usage } = objectIn(exchange.response);
    assert.equal(model, exchange.upstreamModel);
    assert.ok(Array.isArray(choices) && isObject(choices[0]));
    assert.equal(choices[0].finish_reason, exchange.finishReason);
    assert.equal(usage === undefined, exchange.usage?.estimated);
  }
});

Deno.test("tool results answer the calls before them, and calls are of tools that were offered", () => {
  let results = 0;
  for (const exchange of EXCHANGES) {
    const names = JSON.stringify(objectIn(exchange.request).tools ?? []);
    let pending: unknown = null;
    for (const { role, tool_calls, tool_call_id } of messagesOf(exchange)) {
      assert.equal(role === "tool", pending !== null);
      if (role === "tool") {
        assert.equal(tool_call_id, pending);
        results++;
      }
      const [call] = Array.isArray(tool_calls) ? tool_calls.filter(isObject) : [];
      pending = call?.id ?? null;
      const name = isObject(call?.function) ? call.function.name : undefined;
      if (call) assert.ok(names.includes(`"name":"${name}"`), String(name));
    }
  }
  assert.ok(results > 1000, String(results));
});

Deno.test("agents resend their history, letter for letter, with each turn", () => {
  const requests = EXCHANGES.filter(({ project, client }) =>
    project === "harbor-api" && client?.startsWith("opencode")
  );
  let grown = 0;
  let longest = 0;
  for (const exchange of requests) {
    const messages = messagesOf(exchange).map((message) => JSON.stringify(message));
    longest = Math.max(longest, messages.length);
    const before = messages.slice(0, -2).join(",");
    const isContinued = messages.length > 3 &&
      requests.some((other) => other !== exchange && other.request.includes(`[${before}]`));
    if (isContinued) grown++;
  }
  assert.ok(grown > 0.6 * requests.length, `${grown} of ${requests.length}`);
  assert.ok(longest > 12, String(longest));
});

Deno.test("who got no answer asks the same once more, and then gives up", () => {
  const asked = new Map<string, number>();
  for (const exchange of EXCHANGES.filter(({ outcome }) => outcome === "failed")) {
    const messages = JSON.stringify(messagesOf(exchange));
    // Shorter ones may be the same by chance.
    if (messages.length > 600) asked.set(messages, (asked.get(messages) ?? 0) + 1);
  }
  const times = counts([...asked.values()]);
  assert.ok((times.get(2) ?? 0) > 2, "again");
  assert.equal(Math.max(...times.keys()), 2);
});

Deno.test("pictures, tables, code, tools and many scripts are among the payloads", () => {
  const all = EXCHANGES.map(({ request, response }) => request + (response ?? "")).join("\n");
  const wanted = ["data:image/png;base64,", "| --- |", "```ts", "tool_calls", "reasoning_content"];
  for (const part of wanted) assert.ok(all.includes(part), part);
  for (const script of ["Han", "Hangul", "Arabic", "Hebrew", "Cyrillic"]) {
    assert.match(all, new RegExp(`\\p{Script=${script}}`, "u"));
  }
  assert.match(all, /\p{Emoji_Presentation}/u);
});
