import type { View } from "../page.ts";

/** What the days of the calendar show. */
export type Show = "cost" | "requests" | "tokens";

/** One day; all are sums over successful requests but for `failed`. */
export interface Day {
  /** `YYYY-MM-DD` in the viewer's zone. */
  date: string;
  requests: number;
  /** USD. */
  cost: number;
  unpriced: number;
  tokens: number;
  failed: number;
}

/** What somebody or something was used for. */
export interface Use {
  name: string;
  provider: string | null;
  requests: number;
  /** USD. */
  cost: number;
  unpriced: number;
}

/** The day that is open. */
export interface OpenDay extends Day {
  /** 24 of them: what each provider was used for. */
  hours: { hour: number; byProvider: Use[] }[];
  providers: Use[];
  models: Use[];
  /** The dearest requests. */
  top: {
    id: number;
    timestamp: string;
    model: string;
    provider: string | null;
    /** USD; `null` when no price is known. */
    cost: number | null;
    tokens: number | null;
  }[];
}

/** What the page Calendar shows. */
export interface CalendarPage {
  view: View;
  /** `2026-11` for a month, `2026` for a year. */
  period: string;
  show: Show;
  /** The date of the oldest request; `null` when there is none. */
  oldest: string | null;
  /** All days of the period, in order. */
  days: Day[];
  open: OpenDay | null;
  /** What there is to narrow the page to. */
  projects: string[];
  /** The line to try, while the log is empty. */
  firstSteps: { origin: string; alias: string } | null;
}
