import type { View } from "../page.ts";

/** How a request ended, or that it runs. */
export type RowOutcome = "ok" | "failed" | "interrupted" | "running";

/** A request in the list. */
export interface Row {
  /** `null` while it runs. */
  id: number | null;
  request_id: string | null;
  /** ISO 8601 in UTC, without a zone letter. */
  timestamp: string;
  model: string;
  provider: string | null;
  outcome: RowOutcome;
  status: number | null;
  error: string | null;
  stream: boolean | null;
  attempts: number | null;
  prompt_tokens: number | null;
  completion_tokens: number | null;
  total_tokens: number | null;
  /** USD; `null` when no price is known. */
  cost: number | null;
  duration_ms: number | null;
  usage_estimated: boolean | null;
  client: string | null;
  project: string | null;
  /** The words that were searched for, in their surroundings. */
  snippet?: { text: string; hit: boolean }[];
}

/** Sums over all that match. */
export interface ListTotals {
  total: number;
  total_tokens: number;
  /** USD. */
  total_cost: number;
  avg_cost: number;
  unpriced: number;
  /** Not all were counted yet: these are the least that there are. */
  total_capped?: boolean;
}

/** What the page Requests shows. */
export interface RequestsPage {
  view: View;
  /** Those that run first, on the first page. */
  rows: Row[];
  totals: ListTotals;
  /** For `after` of the next page. */
  next: string | null;
  /** For `before` of the page before. */
  previous: string | null;
  /** The page ended before it was full: what matches is rare, and `next` looks further. */
  partial: boolean;
  /** A search found more than is looked at. */
  searchCapped: boolean;
  /** Requests that a search did not look at yet. */
  searchLag: number;
  /** What there is to filter by, the most used first. */
  names: { providers: string[]; models: string[]; projects: string[] };
  /** Why there is no list: what is wrong with a filter. */
  problem: string | null;
  /** The line to try, while the log is empty. */
  firstSteps: { origin: string; alias: string } | null;
}

/** Tells a request apart from all others, and stays the same when it ends. */
export function rowKey({ request_id, id, timestamp }: Row): string {
  return `${request_id ?? id}@${timestamp}`;
}

/** What `open=` and `/requests/…` take. */
export function rowName({ request_id, id }: { request_id: string | null; id: number | null }) {
  return String(id ?? request_id ?? "");
}
