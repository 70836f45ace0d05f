import assert from "node:assert/strict";
import { parseConfig } from "../../lib/config/load.ts";
import { formatProblem } from "../../lib/config/problem.ts";

function lines(text: string): string[] {
  return parseConfig(text, "config.yaml").problems.map(formatProblem);
}

function only(text: string) {
  const config = parseConfig(`model_list:\n${text}`, "config.yaml");
  const [entry] = config.aliases.values();
  assert.ok(entry !== undefined, JSON.stringify(config.problems));
  return { entry, problems: config.problems };
}

Deno.test("parseConfig() reads every key that is interpreted, and passes the others as defaults", () => {
  const { entry, problems } = only(`
  - model_name: haiku
    litellm_params:
      model: anthropic/claude-haiku-4-5
      api_key: os.environ/ANTHROPIC_API_KEY
      api_base: https://example.org/v1
      api_version: "2026-01-01"
      organization: org-1
      timeout: "30"
      stream_timeout: 2.5
      num_retries: 0
      drop_params: yes
      extra_headers: {X-Team: blue, X-Number: 7}
      extra_body: {top_k: 5}
      input_cost_per_token: "1e-06"
      cache_read_input_token_cost: 1e-7
      cache_creation_input_token_cost_above_1hr: 0.000002
      temperature: 0
      stop: [a, b]
      nothing:
    model_info: {base_model: claude-haiku, mode: chat, output_cost_per_token: 0.000005}
  `);
  assert.deepEqual(problems, []);
  assert.deepEqual(entry, {
    alias: "haiku",
    enabled: true,
    model: "anthropic/claude-haiku-4-5",
    apiKey: "os.environ/ANTHROPIC_API_KEY",
    apiBase: "https://example.org/v1",
    apiVersion: "2026-01-01",
    organization: "org-1",
    timeout: 30,
    streamTimeout: 2.5,
    numRetries: 0,
    dropParams: true,
    extraHeaders: { "X-Team": "blue", "X-Number": "7" },
    extraBody: { top_k: 5 },
    defaults: { temperature: 0, stop: ["a", "b"] },
    prices: {
      inputCostPerToken: 1e-6,
      outputCostPerToken: 5e-6,
      cacheReadInputTokenCost: 1e-7,
      cacheCreationInputTokenCostAbove1hr: 2e-6,
    },
    baseModel: "claude-haiku",
    mode: "chat",
    line: 3,
    column: 5,
  });
});

Deno.test("parseConfig() reads enabled from the entry, litellm_params or model_info", () => {
  for (
    const text of [
      "- {model_name: a, enabled: false, litellm_params: {model: x}}",
      "- {model_name: a, litellm_params: {model: x, enabled: no}}",
      '- {model_name: a, litellm_params: {model: x}, model_info: {enabled: "off"}}',
    ]
  ) {
    const { entry } = only(text);
    assert.equal(entry.enabled, false, text);
    assert.deepEqual(entry.defaults, {}, text);
  }
});

Deno.test("parseConfig() takes base_url for api_base and says which counts when they differ", () => {
  assert.equal(
    only("- {model_name: a, litellm_params: {model: x, base_url: u}}").entry.apiBase,
    "u",
  );
  const { entry, problems } = only(
    "- {model_name: a, litellm_params: {model: x, base_url: u, api_base: v}}",
  );
  assert.equal(entry.apiBase, "v");
  assert.match(problems[0]?.message ?? "", /base_url differs from api_base/);
});

Deno.test("parseConfig() follows anchors, aliases and merge keys, templates included, without a warning", () => {
  const text = `
defaults: &defaults
  api_key: os.environ/KEY
  timeout: 30
model_list:
  - model_name: a
    litellm_params:
      <<: *defaults
      model: openai/a
      timeout: 5
  - model_name: b
    litellm_params: &b {<<: [*defaults], model: openai/b}
  - {model_name: c, litellm_params: *b}
`;
  const config = parseConfig(text, "config.yaml");
  assert.deepEqual(lines(text), []);
  const seen = [...config.aliases.values()].map(({ alias, model, apiKey, timeout }) => [
    alias,
    model,
    apiKey,
    timeout,
  ]);
  assert.deepEqual(seen, [
    ["a", "openai/a", "os.environ/KEY", 5],
    ["b", "openai/b", "os.environ/KEY", 30],
    ["c", "openai/b", "os.environ/KEY", 30],
  ]);
});

Deno.test("parseConfig() skips a broken entry, names its place, alias and mend, and serves the rest", () => {
  const text = `model_list:
  - model_name: slow
    litellm_params:
      model: openai/x
      timeout: 30s
      num_retries: 1.5
  - model_name: bare
  - litellm_params: {model: openai/y}
  - model_name: 4
    litellm_params: {model: openai/y}
  - model_name: all
    litellm_params: {model: "openai/*"}
  - model_name: env
    litellm_params: {model: x, timeout: os.environ/T}
  - words
  - model_name: inf
    litellm_params: {model: x, temperature: .inf}
  - model_name: good
    litellm_params: {model: openai/z}
`;
  assert.deepEqual([...parseConfig(text, "c").aliases.keys()], ["good"]);
  assert.deepEqual(lines(text), [
    'config.yaml:5:7: error: slow: litellm_params.timeout is "30s". Write a number.',
    "config.yaml:6:7: error: slow: litellm_params.num_retries must be a whole number, for example 3.",
    "config.yaml:7:5: error: bare: litellm_params is missing. Add litellm_params with at least a model.",
    "config.yaml:8:5: error: model_name is missing. Add model_name: the name that clients send.",
    "config.yaml:9:5: error: model_name must be text. Put it in quotes.",
    "config.yaml:12:22: error: all: litellm_params.model is a wildcard, which is not supported. " +
    "Write one entry for each model.",
    "config.yaml:14:32: error: env: litellm_params.timeout is read from a variable, " +
    "which works in text only. Write a number.",
    "config.yaml:15:5: error: The entry must be a map with model_name and litellm_params.",
    "config.yaml:17:32: error: inf: litellm_params.temperature is no finite number. Write a number.",
  ]);
});

Deno.test("parseConfig() names in a warning whatever it does not interpret, and does not send it", () => {
  const text = `model_list:
  - model_name: a
    litellm_params:
      model: openai/x
      rpm: 5
      input_cost_per_token_above_200k_tokens: 1
      __proto__: {x: 1}
    model_info: {id: one, supports_vision: true}
    tpm: 9
  - model_name: b
    litellm_params: {model: x}
    model_info: {id: two, note: hi}
litellm_settings: {callbacks: [x], num_retries: 3, request_timeout: "60", drop_params: true}
general_settings: {database_url: secret, master_key: k, allowed_origins: [https://example.org]}
router_settings: {routing_strategy: simple}
`;
  const config = parseConfig(text, "config.yaml");
  assert.deepEqual(Object.keys(config.aliases.get("a")?.defaults ?? {}), ["__proto__"]);
  assert.deepEqual(config.settings, { numRetries: 3, requestTimeout: 60, dropParams: true });
  assert.equal(config.masterKey, "k");
  assert.deepEqual(config.allowedOrigins, ["https://example.org"]);
  const starts = [
    "config.yaml:9:5: warning: a: tpm is not used",
    "config.yaml:5:7: warning: a: litellm_params.rpm is not supported and not sent. Remove it",
    "config.yaml:6:7: warning: a: litellm_params.input_cost_per_token_above_200k_tokens is a price",
    "config.yaml:8:5: warning: model_info holds what is not used, here or in later entries: " +
    "id, supports_vision, note",
    "config.yaml:13:20: warning: litellm_settings.callbacks is not used here",
    "config.yaml:14:20: warning: general_settings.database_url is not used here",
    "config.yaml:15:1: warning: router_settings is not used here",
  ];
  assert.deepEqual(lines(text).map((line, i) => line.slice(0, starts[i]?.length)), starts);
});
