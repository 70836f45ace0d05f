import type { DatabaseSync } from "node:sqlite";
import { versionOf } from "./versions.ts";

/** How many exchanges are forgotten, or looked at, in one step. */
const BATCH = { forgotten: 50, seen: 500 };

/** Takes out of an index what the ledger has no more. */
export class Forgetting {
  readonly #ledger: DatabaseSync;
  readonly #db: DatabaseSync;
  /** How far the index has been looked through, and for which deletions. */
  #sweep = { version: 0, upTo: 0 };

  constructor(ledger: DatabaseSync, db: DatabaseSync) {
    this.#ledger = ledger;
    this.#db = db;
  }

  /** Does one small step. Returns whether there may be more to do. */
  step(): boolean {
    return this.#forgetPayloads() || this.#sweepRows();
  }

  /** Retention deletes payloads from the oldest. */
  #forgetPayloads(): boolean {
    const gone = versionOf(this.#ledger, "payloads_gone");
    if (gone === 0) return false;
    return this.#db.prepare(
      `DELETE FROM found WHERE rowid IN
        (SELECT rowid FROM found WHERE rowid <= ? LIMIT ${BATCH.forgotten})`,
    ).run(gone).changes > 0;
  }

  /** Rows go by their moment, and imported ones have old moments and new ids: all are looked at. */
  #sweepRows(): boolean {
    const version = versionOf(this.#ledger, "rows_gone");
    const swept = Number(this.#db.prepare("SELECT swept FROM state").get()?.swept);
    if (version === swept) return false;
    if (this.#sweep.upTo === 0) this.#sweep.version = version;
    const rows = this.#db.prepare(
      `SELECT rowid AS id FROM found WHERE rowid > ? ORDER BY rowid LIMIT ${BATCH.seen}`,
    ).all(this.#sweep.upTo);
    if (rows.length === 0) {
      this.#db.prepare("UPDATE state SET swept = ?").run(this.#sweep.version);
      this.#sweep.upTo = 0;
      return this.#sweep.version !== version;
    }
    const ids = rows.map(({ id }) => Number(id));
    const gone = this.#ledger.prepare(
      `SELECT value AS id FROM json_each(?)
      WHERE NOT EXISTS (SELECT 1 FROM exchanges WHERE exchanges.id = value)`,
    ).all(JSON.stringify(ids)).map(({ id }) => Number(id));
    this.#db.prepare("DELETE FROM found WHERE rowid IN (SELECT value FROM json_each(?))")
      .run(JSON.stringify(gone));
    this.#sweep.upTo = ids.at(-1) ?? 0;
    return true;
  }
}
