import type { Outcome } from "../types/exchange.ts";
import type { ColumnValue, ImportedRow } from "../types/imported.ts";
import { attemptsOf, costHistoryOf } from "./lists.ts";
import { type Fields, RefusedRow, unwrapped } from "./fields.ts";
import { flagOf, integerOf, momentOf, nanosOf } from "./values.ts";

type Read = (fields: Fields, name: string) => ColumnValue;

const text: Read = (fields, name) => fields.text(name);
const json: Read = (fields, name) => fields.json(name);

/** The columns of `exchanges` that need no look at others. */
const COLUMNS: Readonly<Record<string, Read>> = {
  provider: text,
  prompt_tokens: integerOf,
  completion_tokens: integerOf,
  total_tokens: integerOf,
  duration_ms: integerOf,
  request_id: text,
  status: integerOf,
  stream: flagOf,
  upstream_model: text,
  attempts: integerOf,
  first_byte_ms: integerOf,
  cache_read_tokens: integerOf,
  cache_write_5m_tokens: integerOf,
  cache_write_1h_tokens: integerOf,
  reasoning_tokens: integerOf,
  audio_input_tokens: integerOf,
  audio_output_tokens: integerOf,
  image_output_tokens: integerOf,
  cache_read_audio_tokens: integerOf,
  web_searches: integerOf,
  usage_estimated: flagOf,
  price_source: text,
  price_date: text,
  price_rule: text,
  service_tier: text,
  cache_saved_nanos: integerOf,
  finish_reason: text,
  client: text,
  project: text,
  cleared: flagOf,
  cost_detail: json,
  usage_raw: json,
  notes: json,
};

/** Every name that a row of the ledger or of an export of it may have. */
export const LEDGER_NAMES: ReadonlySet<string> = new Set([
  ...Object.keys(COLUMNS),
  ...["id", "timestamp", "model", "cost", "cost_nanos", "outcome", "error"],
  ...["request_data", "response_data", "attempt_list", "cost_history"],
]);

/** A row of our own ledger, of an export of it, or of the predecessor's. Throws {@link RefusedRow}. */
export function ledgerRow(fields: Fields): ImportedRow {
  const timestamp = momentOf(fields, "timestamp");
  if (timestamp === null) throw new RefusedRow("has no timestamp");
  const read = Object.entries(COLUMNS).map(([name, read]): [string, ColumnValue] => [
    name,
    read(fields, name),
  ]);
  const payloadOf = (name: string) => {
    const json = fields.json(name);
    // Other exports of the table (`sqlite3 -json`) have JSON in strings; in ours a string is meant.
    return fields.names.includes("cost_history") ? json : unwrapped(json);
  };
  return {
    columns: {
      ...Object.fromEntries(read),
      ...moneyOf(fields),
      ...outcomeOf(fields),
      timestamp,
      // What a client sent without a model has the empty one.
      model: fields.text("model") ?? "",
    },
    request: payloadOf("request_data"),
    response: payloadOf("response_data"),
    attempts: attemptsOf(fields.json("attempt_list")),
    costHistory: costHistoryOf(fields.json("cost_history")),
  };
}

/** Nano-dollars are the truth; `cost` is the same in USD, as it was written where it agrees. */
function moneyOf(fields: Fields): Record<string, ColumnValue> {
  const stated = integerOf(fields, "cost_nanos");
  const written = nanosOf(fields, "cost");
  const nanos = stated ?? written;
  if (nanos === null) return { cost: null, cost_nanos: null };
  const agrees = written !== null && written - nanos <= 1n && nanos - written <= 1n;
  const isOld = !fields.names.includes("price_source");
  return {
    cost: agrees ? Number(fields.text("cost")) : Number(nanos) / 1e9,
    cost_nanos: nanos,
    ...(isOld ? { price_source: "predecessor" } : {}),
  };
}

/** `error` is NULL exactly for `ok`; the predecessor has no outcomes. */
function outcomeOf(fields: Fields): { outcome: Outcome; error: string | null } {
  const error = fields.text("error");
  const stated = fields.text("outcome");
  if (stated === null || stated === "ok") {
    return { outcome: error === null ? "ok" : "failed", error };
  }
  if (stated !== "failed" && stated !== "interrupted") {
    throw new RefusedRow("has an outcome that is none of ok, failed and interrupted");
  }
  return { outcome: stated, error: error ?? stated };
}
