import { number, type Row, usd } from "./select.ts";

/** What is summed up, of exchanges that share a model, a provider or a day. */
export interface Sums {
  requests: number;
  /** USD, of the exchanges whose price is known. */
  cost: number;
  /** Exchanges that used tokens but have no known price: `cost` leaves them out. */
  unpriced: number;
}

/** The sums as SQL. A failure that used nothing has no price and needs none. */
export const SUMS = `
  COUNT(*) AS requests,
  COALESCE(SUM(cost_nanos), 0) AS nanos,
  COALESCE(SUM(cost_nanos IS NULL AND (error IS NULL OR total_tokens > 0)), 0) AS unpriced,
  COALESCE(SUM(total_tokens), 0) AS tokens`;

/** The sums that {@link SUMS} selected. */
export function sumsOf(row: Row | undefined): Sums {
  return {
    requests: number(row?.requests),
    cost: usd(row?.nanos),
    unpriced: number(row?.unpriced),
  };
}
