import type { Conversation } from "../../types/conversation.ts";
import type { CostLine } from "../../types/exchange.ts";
import type { Row } from "./page.ts";

/** One upstream call. */
export interface DetailAttempt {
  number: number;
  /** ISO 8601 in UTC, without a zone letter. */
  started_at: string;
  duration_ms: number;
  waited_ms: number;
  status: number | null;
  error: string | null;
}

/** Everything about one request, to be shown. */
export interface RequestDetail {
  /** Milliseconds since the epoch, when this was read. */
  now: number;
  /** The viewer's. */
  zone: string;
  request: Row & {
    upstream_model: string | null;
    first_byte_ms: number | null;
    cache_read_tokens: number | null;
    reasoning_tokens: number | null;
    price_source: string | null;
    price_date: string | null;
    price_rule: string | null;
    finish_reason: string | null;
  };
  /** `null` when no price is known, or when only the sum is. */
  costLines: CostLine[] | null;
  attempts: DetailAttempt[];
  /** Parameters that the provider does not take and that were left out. */
  dropped: string[];
  /** How much of the payloads is stored. */
  capture: "full" | "metadata" | "off";
  /** Characters of what is stored; `null` where nothing is. */
  sizes: { request: number | null; response: number | null };
  conversation: Conversation;
  /** Whether callers need a key. */
  locked: boolean;
}
