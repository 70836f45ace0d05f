import assert from "node:assert/strict";
import { jsonFields } from "../../lib/import/fields.ts";
import { RowReader } from "../../lib/import/rows.ts";
import { spendLogRow } from "../../lib/import/spend_log.ts";
import type { ImportedRow } from "../../lib/types/imported.ts";
import { pick } from "./pick.ts";

const HASH = "88dc28d0f030c55ed4ab77ed8faf098196cb1c05df778539800c9f1243fe6b4b";

const LOG = {
  request_id: "chatcmpl-7",
  call_type: "acompletion",
  api_key: HASH,
  spend: 1.05e-5,
  total_tokens: 30,
  prompt_tokens: 20,
  completion_tokens: 10,
  startTime: "2026-03-04T12:00:00.500000Z",
  endTime: "2026-03-04T12:00:02.750000Z",
  completionStartTime: "2026-03-04T12:00:00.900000Z",
  model: "anthropic/claude-haiku-4-5",
  model_group: "claude-haiku",
  custom_llm_provider: "anthropic",
  cache_hit: "False",
  user: "default_user_id",
  end_user: "blog",
  metadata: {
    user_api_key: HASH,
    user_api_key_alias: "laptop",
    usage_object: {
      prompt_tokens: 20,
      completion_tokens: 10,
      total_tokens: 30,
      prompt_tokens_details: { cached_tokens: 8 },
      completion_tokens_details: { reasoning_tokens: 4 },
    },
    cost_breakdown: { input_cost: 5e-6, output_cost: 5.5e-6, total_cost: 1.05e-5 },
  },
  request_tags: ["User-Agent: curl", "User-Agent: curl/8.7.1", "nightly"],
  messages: {},
  proxy_server_request: {
    model: "claude-haiku",
    stream: true,
    messages: [{ role: "user", content: "Hi" }],
  },
  response: {
    choices: [{ finish_reason: "stop", message: { role: "assistant", content: "Hello" } }],
  },
  status: "success",
};

const rowOf = (changes: Record<string, unknown> = {}) =>
  spendLogRow(jsonFields(JSON.stringify({ ...LOG, ...changes })));
const columnsOf = (changes: Record<string, unknown>) => rowOf(changes).columns;

Deno.test("a spend log has its names, times, usage, money and caller in the ledger's columns", () => {
  const { columns, request, response, attempts } = rowOf();
  const { usage_raw, cost_detail, notes, ...rest } = columns;
  assert.deepEqual({ ...rest }, {
    timestamp: "2026-03-04T12:00:00.500",
    duration_ms: 2250n,
    first_byte_ms: 400n,
    model: "claude-haiku",
    upstream_model: "claude-haiku-4-5",
    provider: "anthropic",
    prompt_tokens: 20n,
    completion_tokens: 10n,
    total_tokens: 30n,
    cache_read_tokens: 8,
    cache_write_5m_tokens: 0,
    cache_write_1h_tokens: 0,
    reasoning_tokens: 4,
    audio_input_tokens: 0,
    audio_output_tokens: 0,
    image_output_tokens: 0,
    cache_read_audio_tokens: 0,
    web_searches: 0,
    cost: 1.05e-5,
    cost_nanos: 10_500n,
    price_source: "litellm",
    outcome: "ok",
    error: null,
    status: 200,
    request_id: "chatcmpl-7",
    stream: 1n,
    finish_reason: "stop",
    client: "curl/8.7.1",
    project: "blog",
  });
  assert.deepEqual(JSON.parse(String(usage_raw)), LOG.metadata.usage_object);
  assert.deepEqual(JSON.parse(String(cost_detail)), [
    { bucket: "reported", amount: 1, price: "0.0000105", nanos: 10_500 },
  ]);
  assert.deepEqual(JSON.parse(String(notes)), {
    litellm: {
      call_type: "acompletion",
      cache_hit: "False",
      user: "default_user_id",
      request_tags: ["nightly"],
      user_api_key_alias: "laptop",
      cost_breakdown: LOG.metadata.cost_breakdown,
    },
  });
  assert.deepEqual(JSON.parse(request ?? ""), LOG.proxy_server_request);
  assert.deepEqual(JSON.parse(response ?? ""), LOG.response);
  assert.deepEqual(attempts, []);
});

Deno.test("nothing of a spend log holds its key or the key's hash", () => {
  const text = JSON.stringify(
    rowOf(),
    (_, value) => typeof value === "bigint" ? String(value) : value,
  );
  assert.ok(!text.includes(HASH));
});

/** As `\copy "LiteLLM_SpendLogs" to … csv header` prints it. */
function csvOf(log: Record<string, unknown>): string {
  const cells = Object.values(log).map((value) => {
    const text = typeof value === "object" ? JSON.stringify(value) : String(value);
    return `"${text.replaceAll('"', '""')}"`;
  });
  return `${Object.keys(log).join(",")}\n${cells.join(",")}\n`;
}

Deno.test("the table as CSV gives the row that JSON gives", () => {
  const reader = new RowReader("csv");
  const times = {
    startTime: "2026-03-04 12:00:00.5",
    endTime: "2026-03-04 12:00:02.75",
    completionStartTime: "2026-03-04 12:00:00.9",
  };
  const [read] = [...reader.push(new TextEncoder().encode(csvOf({ ...LOG, ...times })))];
  assert.deepEqual(read, { line: 2, row: rowOf() });
});

Deno.test("JSON that stands as a string in JSON is read like JSON", () => {
  const wrapped = Object.fromEntries(
    (["metadata", "request_tags", "proxy_server_request", "response", "messages"] as const)
      .map((name) => [name, JSON.stringify(LOG[name])]),
  );
  assert.deepEqual(rowOf(wrapped), rowOf());
});

type Change = readonly [
  what: string,
  changes: Record<string, unknown>,
  columns: Partial<ImportedRow["columns"]>,
];

const free = { model_map_value: { input_cost_per_token: 0, output_cost_per_token: 0 } };
const failure = {
  status: "failure",
  error_information: {
    error_code: "429",
    error_class: "RateLimitError",
    error_message: "slow down",
  },
};

const CHANGES: readonly Change[] = [
  ["a spend of 0 is no known price", { spend: 0 }, {
    cost_nanos: undefined,
    price_source: undefined,
  }],
  ["a spend of 0 from the cache is free", { spend: 0, cache_hit: "True" }, {
    cost_nanos: 0n,
    cost: 0,
  }],
  ["a spend of 0 of a free model is free", {
    spend: 0.0,
    metadata: { model_map_information: free },
  }, {
    cost_nanos: 0n,
    price_source: "litellm",
  }],
  ["no spend is no known price", { spend: null }, { cost_nanos: undefined }],
  ["a failure has its error and status", { status: null, metadata: failure }, {
    outcome: "failed",
    error: "RateLimitError: slow down",
    status: 429,
  }],
  ["a failure without a reason", { status: "failure", metadata: {} }, {
    outcome: "failed",
    error: "failed",
    status: null,
  }],
  ["a whole answer has no first byte", { completionStartTime: LOG.endTime }, {
    first_byte_ms: null,
  }],
  ["no end: the stated duration", { endTime: null, request_duration_ms: 2250 }, {
    duration_ms: 2250n,
  }],
  ["no group: the model is the alias", { model_group: "" }, {
    model: "anthropic/claude-haiku-4-5",
  }],
  ["the provider's name is ours", { custom_llm_provider: "fireworks", model: "m" }, {
    provider: "fireworks_ai",
    upstream_model: "m",
  }],
  ["a provider that we do not know keeps its name", { custom_llm_provider: "bolt" }, {
    provider: "bolt",
  }],
  ["no provider", { custom_llm_provider: "" }, { provider: null }],
  ["no end user is no project", { end_user: " " }, { project: null }],
  ["no usage object: the totals", { metadata: null }, {
    prompt_tokens: 20n,
    cache_read_tokens: undefined,
    usage_raw: undefined,
  }],
  ["no payloads: no stream is known", { proxy_server_request: "{}", response: "{}" }, {
    stream: null,
    finish_reason: null,
  }],
];

for (const [what, changes, expected] of CHANGES) {
  Deno.test(`of a spend log, ${what}`, () => {
    const columns = columnsOf(changes);
    const names = Object.keys(expected);
    assert.deepEqual(
      Object.fromEntries(names.map((name) => [name, columns[name]])),
      { ...expected },
    );
  });
}

Deno.test("of a spend log that stores messages alone, they are the request", () => {
  const messages = [{ role: "user", content: "Hi" }];
  const { request, response } = rowOf({ proxy_server_request: {}, messages, response: "" });
  assert.deepEqual(JSON.parse(request ?? ""), { model: "claude-haiku", messages });
  assert.equal(response, null);
  assert.equal(rowOf({ proxy_server_request: {} }).request, null);
});

Deno.test("spend logs in a list, in an answer and in lines are the same rows", () => {
  const logs = [LOG, { ...LOG, request_id: "chatcmpl-8" }];
  const files = [
    ["json", JSON.stringify(logs)],
    ["json", JSON.stringify({ data: logs, total: 2, page: 1 }, null, 2)],
    ["jsonl", logs.map((log) => JSON.stringify(log)).join("\n")],
  ] as const;
  for (const [container, text] of files) {
    const reader = new RowReader(container);
    const read = [...reader.push(new TextEncoder().encode(text)), ...reader.end()];
    const ids = read.map((one) => "row" in one ? one.row.columns.request_id : one.problem);
    assert.deepEqual(ids, ["chatcmpl-7", "chatcmpl-8"]);
    assert.deepEqual([...reader.unknown], []);
  }
});

Deno.test("LiteLLM's sums by day are no requests", () => {
  const reader = new RowReader("json");
  const sum = { startTime: "2026-03-04", spend: 1.5, users: {}, models: {} };
  const read = [...reader.push(new TextEncoder().encode(JSON.stringify([sum])))];
  assert.deepEqual(pick(read[0] ?? {}, "line", "problem"), {
    line: 1,
    problem: "is no row of Apantli's log nor of LiteLLM's spend logs",
  });
});
