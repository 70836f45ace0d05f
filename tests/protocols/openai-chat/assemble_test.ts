import assert from "node:assert/strict";
import { CompletionAssembler } from "../../../lib/protocols/openai-chat/assemble.ts";
import type { JsonObject } from "../../../lib/types/json.ts";

function assembled(...chunks: JsonObject[]): CompletionAssembler {
  const assembler = new CompletionAssembler();
  for (const chunk of chunks) assembler.add(chunk);
  return assembler;
}

const chunk = (delta: JsonObject, finish: string | null = null, index = 0): JsonObject => ({
  id: "c1",
  object: "chat.completion.chunk",
  created: 7,
  model: "m",
  choices: [{ index, delta, finish_reason: finish }],
});

Deno.test("CompletionAssembler puts text, reasoning and finish reason together", () => {
  const all = assembled(
    chunk({ role: "assistant", content: "" }),
    chunk({ reasoning_content: "h" }),
    chunk({ reasoning_content: "m" }),
    chunk({ content: "Hel" }),
    chunk({ content: "lo" }, "stop"),
    { id: "c1", choices: [], usage: { total_tokens: 3 } },
  );
  assert.deepEqual(all.completion(), {
    id: "c1",
    object: "chat.completion",
    created: 7,
    model: "m",
    choices: [{
      index: 0,
      message: { role: "assistant", content: "Hello", reasoning_content: "hm" },
      finish_reason: "stop",
    }],
    usage: { total_tokens: 3 },
  });
  assert.equal(all.finished(1), true);
  assert.equal(all.finishReason, "stop");
});

Deno.test("CompletionAssembler puts parallel tool calls together by their index", () => {
  const call = (index: number, id: string | undefined, name: string, args: string) => ({
    index,
    ...(id ? { id, type: "function" } : {}),
    function: { ...(name ? { name } : {}), arguments: args },
  });
  const all = assembled(
    chunk({ tool_calls: [call(0, "a", "f", ""), call(1, "b", "g", "{")] }),
    chunk({ tool_calls: [call(1, undefined, "", "}")] }),
    chunk({ tool_calls: [call(0, undefined, "", "{}")] }, "tool_calls"),
  );
  const [choice] = all.completion()?.choices as JsonObject[];
  assert.deepEqual((choice?.message as JsonObject).tool_calls, [
    { id: "a", type: "function", function: { name: "f", arguments: "{}" } },
    { id: "b", type: "function", function: { name: "g", arguments: "{}" } },
  ]);
  assert.match(all.producedText, /f\{\}g\{\}/);
});

Deno.test("CompletionAssembler keeps what the provider says beside its choices, the last of each", () => {
  const all = assembled(
    { ...chunk({ content: "a" }), system_fingerprint: "fp_1", obfuscation: "xyz", x_new: 1 },
    { ...chunk({}, "stop"), system_fingerprint: null, x_new: 2 },
  );
  const { system_fingerprint, obfuscation, x_new } = all.completion() ?? {};
  assert.deepEqual({ system_fingerprint, obfuscation, x_new }, {
    system_fingerprint: "fp_1",
    obfuscation: undefined,
    x_new: 2,
  });
});

Deno.test("CompletionAssembler is finished only when every choice is", () => {
  const all = assembled(chunk({ content: "a" }, "stop", 0), chunk({ content: "b" }, null, 1));
  assert.equal(all.finished(2), false);
  all.add(chunk({}, "length", 1));
  assert.equal(all.finished(1), true);
  assert.equal((all.completion()?.choices as JsonObject[]).length, 2);
});

Deno.test("CompletionAssembler does not take an empty finish reason for one", () => {
  assert.equal(assembled(chunk({ content: "a" }, "")).finished(1), false);
});

Deno.test("CompletionAssembler takes its id from the first chunk that has one", () => {
  const all = assembled(
    { id: "", choices: [], prompt_filter_results: [] },
    chunk({ content: "a" }),
  );
  assert.equal(all.completion()?.id, "c1");
});

Deno.test("CompletionAssembler has no completion before the first chunk", () => {
  assert.equal(new CompletionAssembler().completion(), null);
});
