import type { DatabaseSync } from "node:sqlite";
import type { Retention } from "../../types/retention.ts";
import { dayOf, limitsOf, momentOf } from "./limits.ts";
import { selectOldTexts } from "./old_texts.ts";
import { bytesOf, INLINE } from "./payload_columns.ts";
import type { Deleted } from "./pruner.ts";
import { usedBytes } from "./sizes.ts";

/**
 * What a {@link Pruner} would delete now. Exact for what goes by its age; what has to make room is
 * counted by whole days.
 *
 * @param now milliseconds since the epoch
 */
export function planPruning(db: DatabaseSync, retention: Retention, now: number): Deleted {
  const { rows, payloads } = limitsOf(retention, now);
  const aged = sum([rowsBefore(db, rows), payloadsBefore(db, rows, payloads)]);
  if (retention.maxBytes === null) return aged;
  const excess = usedBytes(db) - aged.bytes - retention.maxBytes;
  return sum([aged, excess <= 0 ? NOTHING : toMakeRoom(db, payloads ?? 0, excess)]);
}

const NOTHING: Deleted = { rows: 0, payloads: 0, texts: 0, bytes: 0 };

function sum(parts: readonly Partial<Deleted>[]): Deleted {
  return parts.reduce<Deleted>((total, part) => ({
    rows: total.rows + (part.rows ?? 0),
    payloads: total.payloads + (part.payloads ?? 0),
    texts: total.texts + (part.texts ?? 0),
    bytes: total.bytes + (part.bytes ?? 0),
  }), NOTHING);
}

function rowsBefore(db: DatabaseSync, day: number | null): Partial<Deleted> {
  if (day === null) return {};
  const row = db.prepare("SELECT COUNT(*) AS n FROM exchanges WHERE timestamp < ?")
    .get(momentOf(day));
  return { rows: Number(row?.n) };
}

function payloadsBefore(
  db: DatabaseSync,
  rows: number | null,
  payloads: number | null,
): Deleted {
  if (payloads === null) return NOTHING;
  const stored = db.prepare(
    `SELECT COUNT(*) AS n, TOTAL(${bytesOf("p.request", "p.response")}) AS bytes
    FROM payloads p LEFT JOIN exchanges e ON e.id = p.exchange WHERE p.day < ? OR e.timestamp < ?`,
  ).get(payloads, rows === null ? "" : momentOf(rows));
  const inline = db.prepare(
    `SELECT COUNT(*) AS n, TOTAL(${INLINE_BYTES}) AS bytes FROM exchanges
    WHERE timestamp < ? AND ${INLINE}`,
  ).get(momentOf(payloads));
  const [texts] = selectOldTexts(db, payloads, { columns: COUNTED });
  return sum([
    { payloads: Number(stored?.n), bytes: Number(stored?.bytes) },
    { payloads: Number(inline?.n), bytes: Number(inline?.bytes) },
    { texts: Number(texts?.n), bytes: Number(texts?.bytes) },
  ]);
}

const INLINE_BYTES = bytesOf("request_data", "response_data");
const COUNTED = "COUNT(*) AS n, TOTAL(octet_length(text)) AS bytes";

/** Day after day from the oldest, until there is room for so many bytes. */
function toMakeRoom(db: DatabaseSync, from: number, excess: number): Deleted {
  const payloads = payloadsByDay(db, from);
  const texts = textsByDay(db, from);
  let total = NOTHING;
  const take = (byDay: Map<number, Deleted>, before: number) => {
    for (const [day, part] of byDay) {
      if (day >= before || total.bytes >= excess) continue;
      total = sum([total, part]);
      byDay.delete(day);
    }
  };
  for (const day of [...payloads.keys()].sort((a, b) => a - b)) {
    take(texts, day);
    take(payloads, day + 1);
  }
  if (payloads.size === 0) take(texts, Infinity);
  return total;
}

function payloadsByDay(db: DatabaseSync, from: number): Map<number, Deleted> {
  const days = new Map<number, Deleted>();
  const add = (day: number, n: unknown, bytes: unknown) => {
    const part = { payloads: Number(n), bytes: Number(bytes) };
    days.set(day, sum([days.get(day) ?? NOTHING, part]));
  };
  const stored = db.prepare(
    `SELECT day, COUNT(*) AS n, TOTAL(${bytesOf("request", "response")}) AS bytes
    FROM payloads WHERE day >= ? GROUP BY day`,
  ).all(from);
  for (const { day, n, bytes } of stored) add(Number(day), n, bytes);
  const inline = db.prepare(
    `SELECT substr(timestamp, 1, 10) AS day, COUNT(*) AS n, TOTAL(${INLINE_BYTES}) AS bytes
    FROM exchanges WHERE timestamp >= ? AND ${INLINE} GROUP BY 1`,
  ).all(momentOf(from));
  for (const { day, n, bytes } of inline) add(dayOf(String(day)), n, bytes);
  return days;
}

/** In the order of days. */
function textsByDay(db: DatabaseSync, from: number): Map<number, Deleted> {
  const rows = selectOldTexts(db, Number.MAX_SAFE_INTEGER, {
    columns: `used_on AS day, ${COUNTED}`,
    end: `AND used_on >= ${Math.trunc(from)} GROUP BY used_on ORDER BY used_on`,
  });
  return new Map(rows.map(({ day, n, bytes }) => [
    Number(day),
    sum([{ texts: Number(n), bytes: Number(bytes) }]),
  ]));
}
