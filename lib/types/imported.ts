import type { Outcome } from "./exchange.ts";

/** A value of a column; whole numbers are bigints, so that none loses a digit. */
export type ColumnValue = string | number | bigint | null;

/** The columns of `exchanges` by name, `id` and payloads apart; one that is absent is NULL. */
export interface ImportedColumns {
  [name: string]: ColumnValue;
  /** ISO 8601 in UTC without a zone letter. */
  timestamp: string;
  model: string;
  outcome: Outcome;
}

/** An upstream call, as the table `attempts` has it. */
export interface ImportedAttempt {
  number: number;
  started_at: string;
  duration_ms: number;
  waited_ms: number;
  status: number | null;
  error: string | null;
}

/** What an exchange was booked with before, as the table `cost_history` has it. */
export interface ImportedCost {
  changed_at: string;
  /** Nano-dollars. */
  cost_nanos: number | null;
  price_source: string | null;
  price_date: string | null;
  price_rule: string | null;
  /** JSON text. */
  cost_detail: string | null;
}

/** A row of another log, ready for the ledger. */
export interface ImportedRow {
  columns: ImportedColumns;
  /** JSON text. */
  request: string | null;
  /** JSON text. */
  response: string | null;
  attempts: readonly ImportedAttempt[];
  costHistory: readonly ImportedCost[];
}
