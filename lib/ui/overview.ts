/** Sums over the successful requests of a time range, as `GET /stats` gives them. */
export interface Totals {
  requests: number;
  /** USD over the requests whose price is known; `null` when no price is known at all. */
  cost: number | null;
  prompt_tokens: number;
  completion_tokens: number;
  avg_duration_ms: number;
  /** Requests without a known price; absent where the server does not count them. */
  unpriced?: number;
  /** What clients left before the answer was complete; absent where the server does not count it. */
  interrupted?: { requests: number };
}

/** What one model was used for. */
export interface ModelUse {
  model: string;
  provider: string | null;
  requests: number;
  /** USD; `null` when no price is known. */
  cost: number | null;
  /** Requests without a known price; absent where the server does not count them. */
  unpriced?: number;
  tokens: number;
}

/** A request as the table shows it: a part of what `GET /requests` gives. */
export interface RecentRequest {
  /** ISO 8601, UTC. */
  timestamp: string;
  model: string;
  provider: string | null;
  total_tokens: number | null;
  /** USD; `null` when no price is known. */
  cost: number | null;
  duration_ms: number | null;
}

/** A failed request. */
export interface RecentError {
  timestamp: string;
  model: string;
  error: string;
}

/** All that the start page shows, so that the first paint has its numbers in it. */
export interface Overview {
  /** The last so many hours, or `null` for all time. */
  hours: number | null;
  /** When these numbers were read: milliseconds since the epoch. */
  now: number;
  /** The alias that the empty page suggests to try. */
  alias: string;
  totals: Totals;
  by_model: ModelUse[];
  recent_errors: RecentError[];
  requests: RecentRequest[];
}

/** The time ranges that the page offers, in hours. */
export const RANGES: readonly { label: string; hours: number | null }[] = [
  { label: "24 hours", hours: 24 },
  { label: "7 days", hours: 24 * 7 },
  { label: "30 days", hours: 24 * 30 },
  { label: "All time", hours: null },
];

/** The range that a page's `?hours=` asks for; anything that is no offered range is all time. */
export function readRange(text: string | null): number | null {
  return RANGES.find(({ hours }) => String(hours) === text)?.hours ?? null;
}

/** The numbers of the start page, from the answers of `GET /stats` and `GET /requests`. */
export function toOverview(
  before: Pick<Overview, "hours" | "alias">,
  stats: Pick<Overview, "totals" | "by_model" | "recent_errors">,
  requests: readonly RecentRequest[],
  now: number,
): Overview {
  return {
    hours: before.hours,
    now,
    alias: before.alias,
    totals: stats.totals,
    by_model: stats.by_model,
    recent_errors: stats.recent_errors,
    // Only what is shown: the bodies of the requests have no business in the page.
    requests: requests.map(({ timestamp, model, provider, total_tokens, cost, duration_ms }) => ({
      timestamp,
      model,
      provider,
      total_tokens,
      cost,
      duration_ms,
    })),
  };
}
