import assert from "node:assert/strict";
import { encode, refusal } from "./fixtures.ts";

const HI = [{ role: "user", content: [{ type: "text", text: "Hi" }] }];

Deno.test("the least request has a model, messages and the limit that Anthropic requires", () => {
  assert.deepEqual(encode({}), {
    body: { model: "claude-sonnet-4-5", messages: HI, max_tokens: 64_000 },
    dropped: [],
  });
});

Deno.test("max_completion_tokens wins over max_tokens, and both over the model's limit", () => {
  assert.equal(encode({ max_tokens: 5 }).body.max_tokens, 5);
  assert.equal(encode({ max_tokens: 5, max_completion_tokens: 6 }).body.max_tokens, 6);
  assert.equal(encode({ max_tokens: null }, "claude-3-haiku-20240307").body.max_tokens, 4096);
});

Deno.test("the limit that we set lies above the client's budget for thinking", () => {
  const thinking = { type: "enabled", budget_tokens: 20_000 };
  assert.equal(encode({ thinking }, "another-maker").body.max_tokens, 28_192);
  assert.equal(encode({ thinking }).body.max_tokens, 64_000);
});

Deno.test("stream is sent only where it is on, and stream_options never", () => {
  const stream_options = { include_usage: true };
  assert.equal(encode({ stream: true, stream_options }).body.stream, true);
  assert.ok(!("stream" in encode({ stream: false }).body));
  assert.ok(!("stream_options" in encode({ stream: true, stream_options }).body));
});

Deno.test("fields that nobody here knows arrive untouched, in depth too", () => {
  const fields = {
    mcp_servers: [{ type: "url", url: "https://mcp.example", name: "x", token: null }],
    cache_control: { type: "ephemeral", ttl: "1h" },
    container: "box-1",
    speed: "fast",
  };
  const { body, dropped } = encode(fields);
  assert.deepEqual({ ...body, ...fields }, body);
  assert.deepEqual(dropped, []);
});

Deno.test("a field that is null is not sent", () => {
  const nulls = { temperature: null, stop: null, tools: null, user: null, n: null, new: null };
  assert.deepEqual(encode(nulls), encode({}));
});

const REFUSED = {
  n: 2,
  logprobs: true,
  top_logprobs: 3,
  logit_bias: { "50256": -100 },
  frequency_penalty: 0.5,
  presence_penalty: -1,
  seed: 7,
  modalities: ["text", "audio"],
  audio: { voice: "alloy" },
  verbosity: "low",
};

for (const [field, value] of Object.entries(REFUSED)) {
  Deno.test(`${field} cannot be expressed: a 400 that names it, or left out and named`, () => {
    assert.throws(() => encode({ [field]: value }), refusal(field));
    const { body, dropped } = encode({ [field]: value }, undefined, true);
    assert.deepEqual(dropped, [field]);
    assert.ok(!(field in body));
  });
}

Deno.test("values that ask for nothing are left out without a word", () => {
  const neutral = {
    n: 1,
    logprobs: false,
    top_logprobs: 0,
    logit_bias: {},
    frequency_penalty: 0,
    presence_penalty: 0,
    modalities: ["text"],
  };
  assert.deepEqual(encode(neutral), encode({}));
});

Deno.test("hints for caching and tracking are left out and named", () => {
  const { body, dropped } = encode({ store: true, prompt_cache_key: "k", prediction: {} });
  assert.deepEqual(body, encode({}).body);
  assert.deepEqual(dropped, ["store", "prompt_cache_key", "prediction"]);
});

Deno.test("stop becomes stop_sequences, one or several", () => {
  assert.deepEqual(encode({ stop: "END" }).body.stop_sequences, ["END"]);
  assert.deepEqual(encode({ stop: ["a", null, "b"] }).body.stop_sequences, ["a", "b"]);
  assert.deepEqual(encode({ stop: "x", stop_sequences: ["y"] }).body.stop_sequences, ["y", "x"]);
  assert.ok(!("stop_sequences" in encode({ stop: [] }).body));
});

Deno.test("a stop sequence of white space is refused, as Anthropic does", () => {
  assert.throws(() => encode({ stop: ["\n", "END"] }), refusal("stop"));
  const { body, dropped } = encode({ stop: ["\n", "END"] }, undefined, true);
  assert.deepEqual(body.stop_sequences, ["END"]);
  assert.deepEqual(dropped, ["stop"]);
});

Deno.test("user becomes metadata.user_id, unless it looks personal", () => {
  assert.deepEqual(encode({ user: "u-17" }).body.metadata, { user_id: "u-17" });
  for (const user of ["jo@sea.example", "+49 4841 123456"]) {
    const { body, dropped } = encode({ user });
    assert.ok(!("metadata" in body));
    assert.deepEqual(dropped, ["user"]);
  }
});

Deno.test("of metadata only user_id is sent; other labels are named", () => {
  const { body, dropped } = encode({ metadata: { user_id: "u-1", project: "dyke" }, user: "u-2" });
  assert.deepEqual(body.metadata, { user_id: "u-1" });
  assert.deepEqual(dropped, ["metadata.project"]);
});

Deno.test("service tiers are translated, and those of OpenAI alone refused", () => {
  assert.equal(encode({ service_tier: "auto" }).body.service_tier, "auto");
  assert.equal(encode({ service_tier: "default" }).body.service_tier, "standard_only");
  assert.equal(encode({ service_tier: "standard_only" }).body.service_tier, "standard_only");
  assert.throws(() => encode({ service_tier: "flex" }), refusal("service_tier"));
});

Deno.test("a system prompt in Anthropic's own shape comes before system messages", () => {
  const messages = [{ role: "system", content: "Two." }, { role: "user", content: "Hi" }];
  const two = { type: "text", text: "Two." };
  assert.deepEqual(encode({ messages, system: "One." }).body.system, [
    { type: "text", text: "One." },
    two,
  ]);
  const one = { type: "text", text: "One.", cache_control: { type: "ephemeral" } };
  assert.deepEqual(encode({ messages, system: [one] }).body.system, [one, two]);
});

Deno.test("nulls inside of Anthropic's own fields ask for nothing", () => {
  const system = [{ type: "text", text: "One.", cache_control: null }, { type: "text", text: " " }];
  const thinking = { type: "enabled", budget_tokens: 2000, display: null };
  const output_config = { effort: null, format: null };
  const response_format = { type: "json_schema", json_schema: { schema: { type: "object" } } };
  const { body } = encode({ system, thinking, output_config, response_format });
  assert.deepEqual(body.system, [{ type: "text", text: "One." }]);
  assert.deepEqual(body.thinking, { type: "enabled", budget_tokens: 2000 });
  const schema = { type: "object", additionalProperties: false };
  assert.deepEqual(body.output_config, { format: { type: "json_schema", schema } });
});

Deno.test("the client's own output_config wins over what we make of other fields", () => {
  const output_config = { effort: "max", task_budget: { type: "tokens", total: 9 } };
  const { body } = encode({ reasoning_effort: "low", output_config }, "claude-opus-4-8");
  assert.deepEqual(body.output_config, output_config);
});
