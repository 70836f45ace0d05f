import assert from "node:assert/strict";
import { Repairer } from "../../../lib/protocols/openai-chat/repair.ts";
import type { JsonObject } from "../../../lib/types/json.ts";

const repaired = (body: JsonObject, repairer = new Repairer()) => repairer.repair(body);
const message = (message: JsonObject): JsonObject => ({ choices: [{ index: 0, message }] });
const delta = (delta: JsonObject): JsonObject => ({
  choices: [{ index: 0, delta: { role: "assistant", ...delta } }],
});

Deno.test("repaired() leaves OpenAI's shape alone", () => {
  assert.equal(repaired(message({ content: "hi" })), null);
  assert.equal(repaired({ choices: [] }), null);
  assert.equal(repaired({ object: "x" }), null);
  const call = { id: "c", type: "function", function: { name: "f", arguments: "{}" } };
  assert.equal(repaired(message({ content: null, tool_calls: [call] })), null);
  assert.equal(repaired(delta({ tool_calls: [{ ...call, index: 0 }] })), null);
});

Deno.test("repaired() makes a text of a content list and shows its thinking", () => {
  const content = [
    { type: "thinking", thinking: [{ type: "text", text: "hm" }, { type: "text", text: "m" }] },
    { type: "text", text: "an" },
    "swer",
    { type: "reference", reference_ids: [1] },
  ];
  assert.deepEqual(
    repaired(message({ role: "assistant", content })),
    message({ role: "assistant", content: "answer", reasoning_content: "hmm" }),
  );
  assert.deepEqual(repaired(delta({ content: [] })), delta({ content: "" }));
});

Deno.test("repaired() gives tool calls a type and their arguments as text", () => {
  const sent = { id: "c", function: { name: "f", arguments: { a: 1 } } };
  assert.deepEqual(
    repaired(message({ tool_calls: [sent] })),
    message({
      tool_calls: [{ id: "c", type: "function", function: { name: "f", arguments: `{"a":1}` } }],
    }),
  );
});

Deno.test("repaired() numbers tool calls through a whole stream", () => {
  const repairer = new Repairer();
  const indexes = (calls: JsonObject[]) => {
    const chunk: JsonObject = repaired(delta({ tool_calls: calls }), repairer) ?? {};
    return JSON.stringify(chunk).match(/"index":\d,"(id|function)/g)?.map((hit) => hit.at(8));
  };
  const call = (id: string | null) => ({
    ...(id === null ? {} : { id }),
    function: { name: "f", arguments: "" },
  });
  assert.deepEqual(indexes([call("a"), call("b")]), ["0", "1"]);
  assert.deepEqual(indexes([call("c")]), ["2"]);
  assert.deepEqual(indexes([call("a")]), ["0"]);
  assert.deepEqual(indexes([call(null)]), ["2"]);
});

Deno.test("Repairer lets a finish reason stand only once", () => {
  const repairer = new Repairer();
  const chunk = (index: number, finish_reason: string | null): JsonObject => ({
    choices: [{ index, delta: { role: "assistant" }, finish_reason }],
  });
  assert.equal(repairer.repair(chunk(0, null)), null);
  assert.equal(repairer.repair(chunk(0, "stop")), null);
  assert.equal(repairer.repair(chunk(1, "stop")), null);
  assert.deepEqual(repairer.repair(chunk(0, "stop")), chunk(0, null));
});

Deno.test("Repairer shows Mistral's cached tokens where clients look for them", () => {
  const usage = { prompt_tokens: 9, num_cached_tokens: 4 };
  assert.deepEqual(repaired({ choices: [], usage }), {
    choices: [],
    usage: { ...usage, prompt_tokens_details: { cached_tokens: 4 } },
  });
  assert.equal(repaired({ choices: [], usage: { num_cached_tokens: 0 } }), null);
});

Deno.test("Repairer names the role once where a stream does not", () => {
  const repairer = new Repairer();
  const chunk = (delta: JsonObject): JsonObject => ({ choices: [{ index: 0, delta }] });
  assert.deepEqual(
    repairer.repair(chunk({ content: "a" })),
    chunk({ role: "assistant", content: "a" }),
  );
  assert.equal(repairer.repair(chunk({ content: "b" })), null);
});
