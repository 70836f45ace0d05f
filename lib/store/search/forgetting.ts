import type { DatabaseSync } from "node:sqlite";
import type { Parts } from "./parts.ts";
import { versionOf } from "./versions.ts";

/** How many exchanges are forgotten, or looked at, in one step. */
const BATCH = { forgotten: 50, seen: 500 };

/** Takes out of an index what the ledger has no more. */
export class Forgetting {
  readonly #ledger: DatabaseSync;
  readonly #db: DatabaseSync;
  readonly #parts: Parts;
  /** How far the index has been looked through, and for which deletions. */
  #sweep = { version: 0, upTo: 0 };

  constructor(ledger: DatabaseSync, db: DatabaseSync, parts: Parts) {
    this.#ledger = ledger;
    this.#db = db;
    this.#parts = parts;
  }

  /** Does one small step. Returns whether there may be more to do. */
  step(): boolean {
    return this.#forgetPayloads() || this.#sweepRows();
  }

  /** Retention deletes payloads from the oldest. */
  #forgetPayloads(): boolean {
    const gone = versionOf(this.#ledger, "payloads_gone");
    if (gone === 0) return false;
    const ids = this.#parts.after(0, BATCH.forgotten).filter((id) => id <= gone);
    this.#parts.forget(ids);
    return ids.length > 0;
  }

  /** Rows go by their moment, and imported ones have old moments and new ids: all are looked at. */
  #sweepRows(): boolean {
    const version = versionOf(this.#ledger, "rows_gone");
    const swept = Number(this.#db.prepare("SELECT swept FROM state").get()?.swept);
    if (version === swept) return false;
    if (this.#sweep.upTo === 0) this.#sweep.version = version;
    const ids = this.#parts.after(this.#sweep.upTo, BATCH.seen);
    if (ids.length === 0) {
      this.#db.prepare("UPDATE state SET swept = ?").run(this.#sweep.version);
      this.#sweep.upTo = 0;
      return this.#sweep.version !== version;
    }
    const gone = this.#ledger.prepare(
      `SELECT value AS id FROM json_each(?)
      WHERE NOT EXISTS (SELECT 1 FROM exchanges WHERE exchanges.id = value)`,
    ).all(JSON.stringify(ids)).map(({ id }) => Number(id));
    this.#parts.forget(gone);
    this.#sweep.upTo = ids.at(-1) ?? 0;
    return true;
  }
}
