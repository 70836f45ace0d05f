import type { Retention } from "../../types/retention.ts";
import { toTimestamp } from "../timestamp.ts";

const DAY_MS = 86_400_000;

/** Before which days what goes for its age; days count from the epoch, `null` is never. */
export interface Limits {
  /** Exchanges as a whole. */
  rows: number | null;
  /** Payloads and texts; those of exchanges that go are among them. */
  payloads: number | null;
}

/** @param now milliseconds since the epoch */
export function limitsOf({ payloadDays, rowDays }: Retention, now: number): Limits {
  const today = Math.floor(now / DAY_MS);
  const ages = [payloadDays, rowDays].filter((days) => days !== null);
  return {
    rows: rowDays === null ? null : today - rowDays,
    payloads: ages.length === 0 ? null : today - Math.min(...ages),
  };
}

/** The beginning of a day, as the timestamps of that day begin. */
export function momentOf(day: number): string {
  return toTimestamp(day * DAY_MS).slice(0, 10);
}

/** The day of a timestamp of the ledger; 0 for what a script wrote in another way. */
export function dayOf(timestamp: string): number {
  const moment = Date.parse(`${timestamp.slice(0, 10)}T00:00:00Z`);
  return Number.isNaN(moment) ? 0 : moment / DAY_MS;
}
