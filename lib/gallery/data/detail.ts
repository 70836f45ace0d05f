import type { DetailAttempt, RequestDetail } from "../../ui/requests/detail.ts";
import { instantOf } from "../../ui/time.ts";
import { minutesAgo, NOW } from "./base.ts";
import { brief, rich, silence, unreadable } from "./conversation.ts";
import { UNBROKEN } from "./names.ts";
import { row } from "./requests.ts";

const BEGIN = minutesAgo(4);

/** A request that went well, with the given facts different. */
function detail(
  facts: Partial<RequestDetail["request"]> = {},
  more: Partial<RequestDetail> = {},
): RequestDetail {
  return {
    ...{ now: NOW, zone: "UTC" },
    request: {
      ...row({ timestamp: BEGIN }),
      ...{ upstream_model: "orbit-mini", first_byte_ms: 500 },
      ...{ cache_read_tokens: null, reasoning_tokens: null },
      ...{ price_source: "config", price_date: null, price_rule: null, finish_reason: "stop" },
      ...facts,
    },
    costLines: [
      { bucket: "input", amount: 1200, price: "2", nanos: 2_400_000 },
      { bucket: "output", amount: 340, price: "10", nanos: 3_400_000 },
    ],
    attempts: [attempt(1, 10, { duration_ms: 490 })],
    ...{ dropped: [], capture: "full", sizes: { request: 412, response: 2031 } },
    ...{ conversation: brief, locked: false },
    ...more,
  };
}

/** A call that began so many milliseconds after the request. */
function attempt(
  number: number,
  after: number,
  facts: Partial<DetailAttempt> = {},
): DetailAttempt {
  const started_at = new Date(instantOf(BEGIN) + after).toISOString().slice(0, -1);
  return {
    ...{ number, started_at, duration_ms: 600, waited_ms: 0, status: 200, error: null },
    ...facts,
  };
}

const NOTHING_USED = { prompt_tokens: null, completion_tokens: null, total_tokens: null };
const BUSY = "The provider is busy. Try again in 2 s.";

/** Requests of all kinds, each with all that is known of it. */
export const details = {
  plain: detail(),
  "all there can be": detail({
    ...{ cache_read_tokens: 800, reasoning_tokens: 120, cost: 0.098127 },
    ...{ price_source: "genai-prices", price_date: "2026-06-01", price_rule: "above 128k tokens" },
  }, {
    conversation: rich,
    costLines: ["input", "cacheRead", "cacheWrite5m", "audioInput", "output", "reasoning"].map(
      (bucket, place) => ({ bucket, amount: 400, price: "12.5", nanos: 5_000_001 + place }),
    ),
    dropped: ["logit_bias", "seed"],
  }),
  retried: detail({ attempts: 3, duration_ms: 9000, first_byte_ms: 6900 }, {
    attempts: [
      attempt(1, 10, { status: 429, error: BUSY }),
      attempt(2, 2610, { waited_ms: 2000, status: null, error: "The connection was refused." }),
      attempt(3, 6400, { waited_ms: 3100 }),
    ],
  }),
  failed: detail(
    {
      ...{ ...NOTHING_USED, outcome: "failed", status: 429, error: BUSY, cost: null },
      ...{ first_byte_ms: null, finish_reason: null, duration_ms: 612 },
    },
    {
      costLines: null,
      attempts: [attempt(1, 10, { status: 429, error: BUSY })],
      conversation: unreadable,
    },
  ),
  interrupted: detail({
    ...{ outcome: "interrupted", error: "The client left while the answer was on its way." },
    ...{ completion_tokens: 12, usage_estimated: true, finish_reason: null },
  }),
  running: detail({
    ...{ ...NOTHING_USED, id: null, outcome: "running", status: null, duration_ms: null },
    ...{ cost: null, first_byte_ms: null, finish_reason: null },
  }, { costLines: null, attempts: [], sizes: { request: 412, response: null } }),
  unpriced: detail({ cost: null, price_source: null, model: "local", provider: "ollama" }, {
    costLines: null,
  }),
  "only the sum is known": detail({ price_source: "provider" }, { costLines: null }),
  "texts not stored": detail({}, {
    capture: "metadata",
    conversation: { ...silence, parameters: [{ name: "temperature", value: "0" }] },
  }),
  "long names": detail({
    ...{ model: UNBROKEN.alias, provider: UNBROKEN.provider, upstream_model: UNBROKEN.upstream },
    ...{ client: UNBROKEN.upstream, project: UNBROKEN.alias, request_id: UNBROKEN.upstream },
  }),
} satisfies Readonly<Record<string, RequestDetail>>;
