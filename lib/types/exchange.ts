import type { JsonValue } from "./json.ts";
import type { PayloadRule } from "./payloads.ts";
import type { Usage } from "./usage.ts";

/** One priced part of an exchange: `tokens × usdPerMillion = nanos`. */
export interface CostLine {
  /**
   * The usage bucket (`input`, `cacheRead`, `cacheWrite5m`, `cacheWrite1h`, `audioInput`, `output`,
   * `audioOutput`, `webSearches`); `cacheReadAudio`, `reasoning` and `imageOutput` where they have a
   * price of their own; `requests` for a fee per call, or `reported` for a sum that the provider named.
   */
  bucket: string;
  /** Tokens, or calls where the bucket counts calls. */
  amount: number;
  /** USD per million tokens (per thousand for `webSearches` and `requests`, the sum for `reported`), as an exact decimal string. */
  price: string;
  /** The product in integer nano-dollars (10⁻⁹ USD). */
  nanos: number;
  /** The number of an earlier attempt that failed and was charged all the same. */
  attempt?: number;
}

/** What an exchange cost and why. `null` in place of a cost means that no price is known. */
export interface Cost {
  /** The total in integer nano-dollars (10⁻⁹ USD). */
  nanos: number;
  lines: CostLine[];
  /** Where the price comes from: `config`, `overrides`, `genai-prices`, `provider` (reported by it) or `free`. */
  source: string;
  /** Date of the price data (YYYY-MM-DD), where the source has one. */
  date: string | null;
  /** The rule that chose among several prices (tier, time of day, service tier), where one did. */
  rule: string | null;
  /**
   * Nano-dollars that the prompt cache saved: what was read from it at the price of fresh input, less
   * its own price, less what writing it cost more than fresh input. Below zero where more was written
   * than read; absent where nothing was cached or a price is not known.
   */
  cacheSaved?: number;
}

/** One upstream call of an exchange. */
export interface Attempt {
  /** 1 for the first call. */
  number: number;
  /** Milliseconds since the epoch. */
  startedAt: number;
  durationMs: number;
  /** Milliseconds waited before this attempt began (backoff), 0 for the first. */
  waitedMs: number;
  /** The upstream's HTTP status; `null` when no answer came. */
  status: number | null;
  /** One sentence; `null` when the attempt succeeded. */
  error: string | null;
}

/** How an exchange ended. */
export type Outcome = "ok" | "failed" | "interrupted";

/** What is known of an exchange when its provider is called: this much survives a crash. */
export interface Beginning {
  /** Names the exchange until it is recorded; unique in this process. */
  run: number;
  requestId: string;
  startedAt: number;
  alias: string;
  provider: string;
  upstreamModel: string;
  stream: boolean;
  client: string | null;
  project: string | null;
  request: string;
  /** As in its {@link Exchange}. */
  payload?: PayloadRule;
}

/** One logged request with its attempts, response, usage and cost. */
export interface Exchange {
  /** As in its {@link Beginning}. */
  run: number;
  /** The `x-request-id` of the response. */
  requestId: string;
  /** Milliseconds since the epoch, when the request arrived. */
  startedAt: number;
  /** The alias that the client named (or what it sent as `model`). */
  alias: string;
  /** The provider, `null` when the request never resolved to one. */
  provider: string | null;
  /** The model name sent upstream. */
  upstreamModel: string | null;
  outcome: Outcome;
  /** The HTTP status that the client got. */
  status: number;
  stream: boolean;
  durationMs: number;
  /** From arrival to the first byte of the answer from upstream; `null` when none came. */
  firstByteMs: number | null;
  attempts: Attempt[];
  usage: Usage | null;
  cost: Cost | null;
  /** The service tier that the answer named beside its usage; prices depend on it. */
  serviceTier?: string | null;
  /** OpenAI's finish reason of the first choice. */
  finishReason: string | null;
  /** The client's User-Agent. */
  client: string | null;
  /** The project that it belongs to. */
  project: string | null;
  /** The request body as the client sent it (JSON text), secrets already redacted. */
  request: string;
  /** The answer in OpenAI's format (JSON text), for a stream the assembled completion; `null` when none came. */
  response: string | null;
  /** One sentence; `null` when the outcome is `ok`. */
  error: string | null;
  /** Facts kept for later without a column of their own (warnings, dropped parameters …). */
  notes: JsonValue;
  /** What of it may be stored; all of it when absent. */
  payload?: PayloadRule;
}
