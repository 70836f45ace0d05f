import assert from "node:assert/strict";
import { encode, refusal } from "./fixtures.ts";

const tools = [{ type: "function", function: { name: "tide", parameters: { type: "object" } } }];
const forced = { tools, tool_choice: "required" };

Deno.test("thinking passes through as it is", () => {
  const thinking = { type: "enabled", budget_tokens: 4000, display: "omitted" };
  assert.deepEqual(encode({ thinking }).body.thinking, thinking);
  assert.deepEqual(encode({ thinking }, "claude-opus-4-8").body.thinking, thinking);
});

const BUDGETS: readonly [effort: string, max: number, budget: number][] = [
  ["minimal", 64_000, 1024],
  ["low", 64_000, 2048],
  ["medium", 64_000, 8192],
  ["high", 64_000, 16_384],
  ["xhigh", 64_000, 32_000],
  ["high", 5000, 2500],
  ["high", 1500, 1024],
];

for (const [effort, max_tokens, budget_tokens] of BUDGETS) {
  Deno.test(`effort "${effort}" within ${max_tokens} tokens is a budget of ${budget_tokens}`, () => {
    const { body, dropped } = encode({ reasoning_effort: effort, max_tokens });
    assert.deepEqual(body.thinking, { type: "enabled", budget_tokens });
    assert.ok(!("output_config" in body));
    assert.deepEqual(dropped, []);
  });
}

Deno.test("an effort for which there is no room is left out and named", () => {
  const { body, dropped } = encode({ reasoning_effort: "low", max_tokens: 1024 });
  assert.ok(!("thinking" in body));
  assert.deepEqual(dropped, ["reasoning_effort"]);
});

const EFFORTS: readonly [model: string, effort: string, sent: string][] = [
  ["claude-sonnet-4-6", "minimal", "low"],
  ["claude-sonnet-4-6", "medium", "medium"],
  ["claude-opus-4-6", "xhigh", "high"],
  ["claude-opus-4-6", "max", "max"],
  ["claude-sonnet-5", "xhigh", "xhigh"],
  ["claude-fable-5", "low", "low"],
];

for (const [model, effort, sent] of EFFORTS) {
  Deno.test(`${model} thinks adaptively at effort "${sent}" when asked for "${effort}"`, () => {
    const { body } = encode({ reasoning_effort: effort }, model);
    assert.deepEqual(body.output_config, { effort: sent });
    const display = model.endsWith("4-6") ? {} : { display: "summarized" };
    assert.deepEqual(body.thinking, { type: "adaptive", ...display });
  });
}

Deno.test("effort none turns thinking off where it is on by default and can be", () => {
  const none = { reasoning_effort: "none" };
  assert.deepEqual(encode(none, "claude-sonnet-5").body.thinking, { type: "disabled" });
  assert.ok(!("thinking" in encode(none, "claude-sonnet-4-5").body));
  assert.throws(() => encode(none, "claude-fable-5"), refusal("reasoning_effort"));
});

Deno.test("an unknown effort is a 400, and so is one for a model that does not think", () => {
  assert.throws(() => encode({ reasoning_effort: "huge" }), refusal("reasoning_effort"));
  assert.throws(() => encode({ reasoning_effort: 3 }), refusal("reasoning_effort"));
  const low = { reasoning_effort: "low" };
  assert.throws(() => encode(low, "claude-3-haiku-20240307"), refusal("reasoning_effort"));
});

Deno.test("forced tools exclude thinking: the effort alone is sent, or named as left out", () => {
  const adaptive = encode({ reasoning_effort: "high", ...forced }, "claude-sonnet-5");
  assert.deepEqual(adaptive.body.output_config, { effort: "high" });
  assert.ok(!("thinking" in adaptive.body));
  const budget = encode({ reasoning_effort: "high", ...forced });
  assert.ok(!("thinking" in budget.body));
  assert.deepEqual(budget.dropped, ["reasoning_effort"]);
});

Deno.test("a tool loop without the model's thoughts goes on without thinking", () => {
  const call = { id: "c1", type: "function", function: { name: "tide", arguments: "{}" } };
  const loop = (extra: Record<string, { [key: string]: string }[]>) => ({
    reasoning_effort: "low",
    tools,
    messages: [
      { role: "user", content: "When?" },
      { role: "assistant", content: null, tool_calls: [call], ...extra },
      { role: "tool", tool_call_id: "c1", content: "14:20" },
    ],
  });
  assert.deepEqual(encode(loop({})).dropped, ["reasoning_effort"]);
  assert.ok(!("thinking" in encode(loop({})).body));
  const thinking_blocks = [{ type: "thinking", thinking: "Hm.", signature: "c2ln" }];
  assert.ok("thinking" in encode(loop({ thinking_blocks })).body);
  assert.ok("thinking" in encode(loop({}), "claude-sonnet-4-6").body);
});

Deno.test("beside the client's own thinking, the effort is sent only where models know it", () => {
  const thinking = { type: "adaptive" };
  const known = encode({ thinking, reasoning_effort: "low" }, "claude-opus-4-7");
  assert.deepEqual(known.body.thinking, thinking);
  assert.deepEqual(known.body.output_config, { effort: "low" });
  const own = { type: "enabled", budget_tokens: 3000 };
  const other = encode({ thinking: own, reasoning_effort: "low" });
  assert.deepEqual(other.body.thinking, own);
  assert.deepEqual(other.dropped, ["reasoning_effort"]);
});
