import type { DatabaseSync } from "node:sqlite";
import type { Retention } from "../../types/retention.ts";
import { giveBack } from "./give_back.ts";
import { dayOf, limitsOf, momentOf } from "./limits.ts";
import { noteRowsGone } from "./note_rows_gone.ts";
import { selectOldTexts } from "./old_texts.ts";
import { bytesOf, INLINE } from "./payload_columns.ts";
import { usedBytes } from "./sizes.ts";

/** What one step takes at most: a commit must not wait for it long. */
const STEP = { exchanges: 100, texts: 500, bytes: 4_000_000, ms: 10 };
/** So many are deleted between two looks at the clock. */
const SLICE = 10;

/** What is deleted. */
export interface Deleted {
  /** Exchanges as a whole. */
  rows: number;
  /** Exchanges that had a payload, those that went as a whole included. */
  payloads: number;
  /** Texts that nobody has any more. */
  texts: number;
  /** Of payloads and texts, in UTF-8. */
  bytes: number;
}

/** Something that can be deleted. */
interface Item {
  id: number;
  bytes: number;
}

/** Deletes what is older than is kept, a little at a time. */
export class Pruner {
  /** What all steps so far have deleted. */
  readonly deleted: Deleted = { rows: 0, payloads: 0, texts: 0, bytes: 0 };
  readonly #db: DatabaseSync;
  readonly #leastPages: number | undefined;
  readonly #stepMs: number;
  /** When a step has taken its time. */
  #deadline = 0;
  #pages = 0;

  /** @param options free pages below which none is given back; how long a step deletes */
  constructor(db: DatabaseSync, options: { leastPages?: number; stepMs?: number } = {}) {
    this.#db = db;
    this.#leastPages = options.leastPages;
    this.#stepMs = options.stepMs ?? STEP.ms;
  }

  /**
   * Does one small step, in one transaction. Returns whether there is more to do.
   *
   * @param now milliseconds since the epoch
   */
  step(retention: Retention, now: number): boolean {
    const db = this.#db;
    const { rows, payloads } = limitsOf(retention, now);
    const before = { ...this.deleted };
    db.exec("BEGIN IMMEDIATE");
    this.#deadline = performance.now() + this.#stepMs;
    try {
      const more = (rows !== null && this.#deleteRows(rows)) ||
        (payloads !== null && this.#deleteBefore(payloads)) ||
        (retention.maxBytes !== null && this.#makeRoom(retention.maxBytes));
      db.exec("COMMIT");
      const given = giveBack(db, this.#leastPages);
      this.#pages += given;
      return given > 0 || more;
    } catch (error) {
      Object.assign(this.deleted, before);
      if (db.isTransaction) db.exec("ROLLBACK");
      throw error;
    }
  }

  /** Pages that the steps so far have given back to the disk. */
  get pagesGivenBack(): number {
    return this.#pages;
  }

  #makeRoom(maxBytes: number): boolean {
    if (usedBytes(this.#db) <= maxBytes) return false;
    const oldest = oldestDay(this.#db);
    // Without any payload nobody has a text.
    if (oldest === null) return this.#deleteTexts(Number.MAX_SAFE_INTEGER);
    // What nobody has any more makes room as well, and first.
    return this.#deleteTexts(oldest) || this.#deleteBefore(oldest + 1);
  }

  #deleteRows(day: number): boolean {
    const items = this.#items(
      `SELECT id, ${bytesOf("p.request", "p.response")} + ${
        bytesOf("request_data", "response_data")
      } AS bytes FROM exchanges LEFT JOIN payloads p ON p.exchange = id
      WHERE timestamp < ? ORDER BY timestamp LIMIT ${STEP.exchanges}`,
      momentOf(day),
    );
    if (items.length === 0) return false;
    const gone = this.#delete("DELETE FROM exchanges WHERE id IN", items);
    noteRowsGone(this.#db);
    this.deleted.rows += gone.length;
    this.deleted.payloads += gone.filter(({ bytes }) => bytes > 0).length;
    return true;
  }

  /** Texts are looked at when there is no payload before the day any more. */
  #deleteBefore(day: number): boolean {
    const stored = this.#items(
      `SELECT exchange AS id, ${bytesOf("request", "response")} AS bytes
      FROM (${OLDEST}) WHERE day < ?`,
      day,
    );
    const inline = this.#items(
      `SELECT id, ${bytesOf("request_data", "response_data")} AS bytes FROM exchanges
      WHERE timestamp < ? AND ${INLINE} ORDER BY timestamp LIMIT ${STEP.exchanges}`,
      momentOf(day),
    );
    if (stored.length + inline.length === 0) return this.#deleteTexts(day);
    const emptied = "UPDATE exchanges SET request_data = NULL, response_data = NULL WHERE id IN";
    const gone = {
      stored: this.#delete("DELETE FROM payloads WHERE exchange IN", stored),
      inline: this.#delete(emptied, inline),
    };
    this.deleted.payloads += gone.stored.length + gone.inline.length;
    this.#noteGone(gone.stored, gone.inline);
    return true;
  }

  /**
   * A text was last stored on the day of the newest payload that has it, or later: once the payloads
   * before a day are gone, so may the texts.
   */
  #deleteTexts(day: number): boolean {
    const rows = selectOldTexts(this.#db, day, {
      columns: "id, octet_length(text) AS bytes",
      end: `LIMIT ${STEP.texts}`,
    });
    const items = withinBytes(
      rows.map(({ id, bytes }) => ({ id: Number(id), bytes: Number(bytes) })),
    );
    this.deleted.texts += this.#delete("DELETE FROM texts WHERE id IN", items).length;
    return items.length > 0;
  }

  #items(sql: string, bound: string | number): Item[] {
    const rows = this.#db.prepare(sql).all(bound);
    return withinBytes(rows.map(({ id, bytes }) => ({ id: Number(id), bytes: Number(bytes) })));
  }

  /** As many of them from the first as there is time for; some in any case. Gives these. */
  #delete(sql: string, items: readonly Item[]): readonly Item[] {
    const statement = this.#db.prepare(`${sql} (SELECT value FROM json_each(?))`);
    let done = 0;
    do {
      const slice = items.slice(done, done + SLICE);
      statement.run(JSON.stringify(slice.map(({ id }) => id)));
      this.deleted.bytes += slice.reduce((sum, { bytes }) => sum + bytes, 0);
      done += slice.length;
    } while (done < items.length && performance.now() < this.#deadline);
    return items.slice(0, done);
  }

  /** The search forgets what stood in payloads up to the last one that is gone. */
  #noteGone(stored: readonly Item[], inline: readonly Item[]) {
    const { first } = this.#db.prepare("SELECT MIN(exchange) AS first FROM payloads").get() ?? {};
    // A script may have written old moments into new rows: newer ones must not go with them.
    const old = inline.filter(({ id }) => typeof first !== "number" || id < first);
    const last = Math.max(...[...stored, ...old].map(({ id }) => id));
    if (!Number.isFinite(last)) return;
    this.#db.prepare(
      `INSERT INTO versions VALUES ('payloads_gone', ?)
      ON CONFLICT DO UPDATE SET version = MAX(version, excluded.version)`,
    ).run(last);
  }
}

/** Days do not go back from one payload to the next: the oldest stand first. */
const OLDEST = `SELECT * FROM payloads ORDER BY exchange LIMIT ${STEP.exchanges}`;

function oldestDay(db: DatabaseSync): number | null {
  const stored = db.prepare("SELECT day FROM payloads ORDER BY exchange LIMIT 1").get();
  const inline = db.prepare(
    `SELECT timestamp FROM exchanges WHERE ${INLINE} ORDER BY timestamp LIMIT 1`,
  ).get();
  const days = [stored && Number(stored.day), inline && dayOf(String(inline.timestamp))]
    .filter((day) => day !== undefined);
  return days.length === 0 ? null : Math.min(...days);
}

/** As many of them as a step may delete, at least one. */
function withinBytes(items: readonly Item[]): Item[] {
  let sum = 0;
  return items.filter(({ bytes }, index) => {
    sum += bytes;
    return index === 0 || sum <= STEP.bytes;
  });
}
