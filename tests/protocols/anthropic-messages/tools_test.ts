import assert from "node:assert/strict";
import type { JsonValue } from "../../../lib/types/json.ts";
import { encode, refusal } from "./fixtures.ts";

const parameters = { type: "object", properties: { harbour: { type: "string", minLength: 2 } } };
const tide = { type: "function", function: { name: "tide", description: "Tides.", parameters } };
const clock = { type: "function", function: { name: "clock" } };
const tools = [tide, clock];

Deno.test("functions become tools with a schema that is an object", () => {
  assert.deepEqual(encode({ tools }).body.tools, [
    { name: "tide", description: "Tides.", input_schema: parameters },
    { name: "clock", input_schema: { type: "object", properties: {} } },
  ]);
});

Deno.test("Anthropic's own members of a tool stay, nulls do not", () => {
  const tool = {
    ...tide,
    cache_control: { type: "ephemeral" },
    defer_loading: true,
    input_examples: null,
  };
  assert.deepEqual(encode({ tools: [tool] }).body.tools, [{
    name: "tide",
    description: "Tides.",
    input_schema: parameters,
    cache_control: { type: "ephemeral" },
    defer_loading: true,
  }]);
});

Deno.test("a strict tool gets a schema that strict decoding takes, where the model has it", () => {
  const strict = { type: "function", function: { name: "tide", parameters, strict: true } };
  assert.deepEqual(encode({ tools: [strict] }).body.tools, [{
    name: "tide",
    input_schema: {
      type: "object",
      properties: { harbour: { type: "string", description: "{minLength: 2}" } },
      additionalProperties: false,
    },
    strict: true,
  }]);
  const old = encode({ tools: [strict] }, "claude-3-haiku-20240307");
  assert.deepEqual(old.body.tools, [{ name: "tide", input_schema: parameters }]);
  assert.deepEqual(old.dropped, ["tools[0].function.strict"]);
});

Deno.test("Anthropic's own tools go through, OpenAI's free-form ones cannot", () => {
  const bash = { type: "bash_20250124", name: "bash" };
  assert.deepEqual(encode({ tools: [bash] }).body.tools, [bash]);
  const custom = { type: "custom", custom: { name: "sql" } };
  assert.throws(() => encode({ tools: [custom] }), refusal("tools[0]"));
  assert.deepEqual(encode({ tools: [custom, bash] }, undefined, true).body.tools, [bash]);
});

Deno.test("a tool without a name, or no tool at all, is a 400", () => {
  assert.throws(
    () => encode({ tools: [{ type: "function", function: {} }] }),
    (error) => refusal("tools[0].function.name")(error),
  );
  assert.throws(() => encode({ tools: ["tide"] }), refusal("tools[0]"));
  assert.throws(() => encode({ tools: "tide" }), refusal("tools"));
});

Deno.test("web_search_options offers the search that Anthropic runs", () => {
  const approximate = { city: "Husum", country: "DE", region: null };
  const web_search_options = {
    user_location: { type: "approximate", approximate },
    search_context_size: "low",
  };
  const { body, dropped } = encode({ web_search_options, tools: [clock] });
  assert.deepEqual(Array.isArray(body.tools) ? body.tools[1] : null, {
    type: "web_search_20250305",
    name: "web_search",
    user_location: { type: "approximate", city: "Husum", country: "DE" },
  });
  assert.deepEqual(dropped, ["web_search_options.search_context_size"]);
});

const CHOICES: readonly [wanted: JsonValue, sent: JsonValue][] = [
  ["auto", { type: "auto" }],
  ["none", { type: "none" }],
  ["required", { type: "any" }],
  [{ type: "function", function: { name: "clock" } }, { type: "tool", name: "clock" }],
  [{ type: "any" }, { type: "any" }],
  [{ type: "tool", name: "tide" }, { type: "tool", name: "tide" }],
];

for (const [wanted, sent] of CHOICES) {
  Deno.test(`tool_choice ${JSON.stringify(wanted)} becomes ${JSON.stringify(sent)}`, () => {
    assert.deepEqual(encode({ tools, tool_choice: wanted }).body.tool_choice, sent);
  });
}

Deno.test("calls one at a time are a member of the choice", () => {
  const serial = { tools, parallel_tool_calls: false };
  const choice = (tool_choice: JsonValue) => encode({ ...serial, tool_choice }).body.tool_choice;
  assert.deepEqual(choice(null), { type: "auto", disable_parallel_tool_use: true });
  assert.deepEqual(choice("required"), { type: "any", disable_parallel_tool_use: true });
  assert.deepEqual(choice("none"), { type: "none" });
  assert.ok(!("tool_choice" in encode({ tools, parallel_tool_calls: true }).body));
});

Deno.test("without tools there is no choice", () => {
  assert.deepEqual(encode({ tool_choice: "auto", parallel_tool_calls: false }), encode({}));
});

Deno.test("of allowed tools, the others are not offered", () => {
  const tool_choice = {
    type: "allowed_tools",
    allowed_tools: {
      mode: "required",
      tools: [{ type: "function", function: { name: "clock" } }],
    },
  };
  const { body } = encode({ tools, tool_choice });
  assert.deepEqual(body.tools, [{
    name: "clock",
    input_schema: { type: "object", properties: {} },
  }]);
  assert.deepEqual(body.tool_choice, { type: "any" });
});

Deno.test("a choice that nobody knows is a 400", () => {
  assert.throws(() => encode({ tools, tool_choice: "maybe" }), refusal("tool_choice"));
});

Deno.test("the older functions and function_call mean the same", () => {
  const functions = [tide.function];
  const { body } = encode({ functions, function_call: { name: "tide" } });
  assert.deepEqual(body.tools, encode({ tools: [tide] }).body.tools);
  assert.deepEqual(body.tool_choice, { type: "tool", name: "tide" });
  assert.deepEqual(encode({ functions, function_call: "none" }).body.tool_choice, { type: "none" });
});
