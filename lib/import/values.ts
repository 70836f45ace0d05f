import { nanos } from "../pricing/decimal.ts";
import { type Fields, RefusedRow } from "./fields.ts";

const MOST = 2n ** 63n - 1n;

/** A whole number that SQLite can hold; `null` for none. Throws {@link RefusedRow}. */
export function integerOf(fields: Fields, name: string): bigint | null {
  const text = fields.text(name);
  if (text === null) return null;
  // Some write 12.0, and floating-point programs 1e3.
  const isWhole = /^-?\d{1,20}$/.test(text) || Number.isSafeInteger(Number(text));
  if (text.trim() === "" || !isWhole) throw new RefusedRow(`has a ${name} that is no whole number`);
  const value = /^-?\d+$/.test(text) ? BigInt(text) : BigInt(Number(text));
  if (value > MOST || value < -MOST) throw new RefusedRow(`has a ${name} that is too large`);
  return value;
}

/** A switch as SQLite has it, 0 or 1; `null` for none. Throws {@link RefusedRow}. */
export function flagOf(fields: Fields, name: string): bigint | null {
  const text = fields.text(name)?.toLowerCase();
  if (text === undefined) return null;
  if (["1", "true", "t"].includes(text)) return 1n;
  if (["0", "false", "f"].includes(text)) return 0n;
  throw new RefusedRow(`has a ${name} that is neither true nor false`);
}

/** An amount of USD in nano-dollars, exactly from its decimals. Throws {@link RefusedRow}. */
export function nanosOf(fields: Fields, name: string): bigint | null {
  const text = fields.text(name);
  if (text === null) return null;
  try {
    const amount = nanos(1, text, 1);
    if (Number.isSafeInteger(amount)) return BigInt(amount);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new RefusedRow(`has a ${name} that is no amount of USD`);
  }
  throw new RefusedRow(`has a ${name} that is too large`);
}

const MOMENT = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d)(\.\d{1,9})?\s?(Z|UTC|[+-]\d\d(?::?\d\d)?)?$/;

/**
 * A moment as the ledger has it: ISO 8601 in UTC without a zone letter, its fraction as it was
 * written. One without a zone is in UTC. `null` for none. Throws {@link RefusedRow}.
 */
export function momentOf(fields: Fields, name: string): string | null {
  const text = fields.text(name);
  if (text === null) return null;
  const [, date = "", time = "", fraction = "", zone = "Z"] = MOMENT.exec(text.trim()) ?? [];
  const local = `${date}T${time}`;
  const ms = Date.parse(`${local}Z`);
  // 31 February is a day of March to Date.
  if (Number.isNaN(ms) || !new Date(ms).toISOString().startsWith(local)) {
    throw new RefusedRow(`has a ${name} that is no moment like 2026-01-31T23:59:59.999`);
  }
  return new Date(ms - offsetOf(zone)).toISOString().slice(0, 19) + fraction;
}

/** Milliseconds that a zone is ahead of UTC. */
function offsetOf(zone: string): number {
  const [, sign, hours = "0", minutes = "0"] = /^([+-])(\d\d):?(\d\d)?$/.exec(zone) ?? [];
  return (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
}
