import { number, type Row, usd } from "./select.ts";

/** What is summed up, of exchanges that share a model, a provider or a day. */
export interface Sums {
  requests: number;
  /** USD, of the exchanges whose price is known. */
  cost: number;
  /** Exchanges that used tokens but have no known price: `cost` leaves them out. */
  unpriced: number;
}

/** The sums of a row with the measures of rollups; zeros for none. */
export function sumsOf(row: Row | undefined): Sums {
  return {
    requests: number(row?.requests),
    cost: usd(row?.nanos),
    unpriced: number(row?.unpriced),
  };
}
