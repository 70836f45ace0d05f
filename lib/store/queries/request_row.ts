import type { Outcome } from "../../types/exchange.ts";
import type { Row } from "./select.ts";

/** One exchange in a list. The contract's members come first, ours after `response_data`. */
export interface RequestRow {
  /** ISO 8601 in UTC, without a zone letter. */
  timestamp: string;
  model: string;
  provider: string | null;
  prompt_tokens: number | null;
  completion_tokens: number | null;
  total_tokens: number | null;
  /** USD; `null` when no price is known. */
  cost: number | null;
  duration_ms: number | null;
  /** JSON text. */
  request_data: string | null;
  response_data: string | null;
  /** `null` for one that runs: it has its number from its end on. */
  id: number | null;
  /** `null`, as other members below, for rows of the predecessor. */
  request_id: string | null;
  outcome: Outcome | "running";
  error: string | null;
  status: number | null;
  stream: boolean | null;
  upstream_model: string | null;
  /** How many upstream calls. */
  attempts: number | null;
  first_byte_ms: number | null;
  cache_read_tokens: number | null;
  cache_write_5m_tokens: number | null;
  cache_write_1h_tokens: number | null;
  reasoning_tokens: number | null;
  audio_input_tokens: number | null;
  audio_output_tokens: number | null;
  image_output_tokens: number | null;
  cache_read_audio_tokens: number | null;
  web_searches: number | null;
  usage_estimated: boolean | null;
  price_source: string | null;
  price_date: string | null;
  price_rule: string | null;
  finish_reason: string | null;
  client: string | null;
  project: string | null;
}

/** The members of a request in their order. */
export const REQUEST_COLUMNS: readonly (keyof RequestRow)[] = [
  "timestamp",
  "model",
  "provider",
  "prompt_tokens",
  "completion_tokens",
  "total_tokens",
  "cost",
  "duration_ms",
  "request_data",
  "response_data",
  "id",
  "request_id",
  "outcome",
  "error",
  "status",
  "stream",
  "upstream_model",
  "attempts",
  "first_byte_ms",
  "cache_read_tokens",
  "cache_write_5m_tokens",
  "cache_write_1h_tokens",
  "reasoning_tokens",
  "audio_input_tokens",
  "audio_output_tokens",
  "image_output_tokens",
  "cache_read_audio_tokens",
  "web_searches",
  "usage_estimated",
  "price_source",
  "price_date",
  "price_rule",
  "finish_reason",
  "client",
  "project",
];

const PAYLOADS: readonly string[] = ["request_data", "response_data"];

/** The columns for a SELECT that {@link requestRow} reads; putting payloads together takes long. */
export function listFields(payloads: boolean): string {
  const names = REQUEST_COLUMNS.filter((name) => payloads || !PAYLOADS.includes(name));
  return names.map((name) => `requests.${name}`).join(", ");
}

/** A row of {@link listFields} as the API shows it; the columns' types are those of the schema. */
export function requestRow(row: Row): RequestRow {
  const { stream, usage_estimated, ...rest } = plain(row);
  return {
    ...rest as Omit<RequestRow, "stream" | "usage_estimated">,
    stream: flag(stream),
    usage_estimated: flag(usage_estimated),
  };
}

/** A row with its bigints as numbers, for columns that fit. */
function plain(row: Row): Row {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name,
      typeof value === "bigint" ? Number(value) : value,
    ]),
  );
}

function flag(value: unknown): boolean | null {
  return value === null ? null : value === 1;
}
