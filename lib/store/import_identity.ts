import { createHash } from "node:crypto";
import type { DatabaseSync, StatementSync } from "node:sqlite";
import type { ColumnValue, ImportedRow } from "../types/imported.ts";

/** The facts that tell rows apart, beside their time. Costs may have been computed again since. */
const FACTS = [
  "model",
  "provider",
  "prompt_tokens",
  "completion_tokens",
  "duration_ms",
];

/** Where a row of an import stands: in the ledger already, or under which request id it is to come. */
export type Place = "there" | { requestId: string | null };

/**
 * Recognises rows that the ledger has. With a request id it is the one of that id and those facts.
 * The predecessor's rows have none: of those that are alike in all facts, a file's first is
 * the ledger's first, its second the second. So a file that is imported again adds nothing, rows that
 * were migrated in place are not doubled, and a file with two equal rows brings both.
 */
export class ImportIdentity {
  readonly #see: StatementSync;
  readonly #count: StatementSync;
  readonly #named: StatementSync;
  readonly #taken: StatementSync;
  readonly #isTrial: boolean;

  /**
   * Needs a table of its own, which SQLite keeps outside of the database and drops at the end.
   *
   * @param isTrial whether the rows are only counted and not added
   */
  constructor(db: DatabaseSync, isTrial: boolean) {
    this.#isTrial = isTrial;
    db.exec("CREATE TEMP TABLE seen (facts BLOB PRIMARY KEY, times INTEGER) WITHOUT ROWID");
    this.#see = db.prepare(
      "INSERT INTO seen VALUES (?, 1) ON CONFLICT DO UPDATE SET times = times + 1 RETURNING times",
    );
    // The index on timestamps finds a handful, that on request ids all rows of the predecessor.
    this.#count = db.prepare(
      `SELECT COUNT(*) AS n FROM exchanges WHERE timestamp = ? AND +request_id IS NULL
      AND (error IS NULL) = ? AND ${FACTS.map((name) => `${name} IS ?`).join(" AND ")}`,
    );
    this.#named = db.prepare(
      `SELECT 1 FROM exchanges
      WHERE (request_id = ?1 OR request_id BETWEEN ?1 || '~' AND ?1 || '~~') AND timestamp = ?2
      AND (error IS NULL) = ?3 AND ${
        FACTS.map((name, place) => `${name} IS ?${place + 4}`).join(" AND ")
      }`,
    );
    this.#taken = db.prepare("SELECT 1 FROM exchanges WHERE request_id = ?");
  }

  /** Call it once for each row of a file, in its order, within the transaction that adds the row. */
  placeOf({ columns }: ImportedRow): Place {
    const { timestamp, error = null } = columns;
    const id = columns.request_id ?? null;
    const facts = FACTS.map((name) => columns[name] ?? null);
    const isOk = error === null ? 1 : 0;
    const all = [timestamp, isOk, ...facts];
    if (typeof id === "string") return this.#placeOfNamed(id, all);
    const times = this.#timesOf(all);
    const there = Number(this.#count.get(...all)?.n);
    return there >= times ? "there" : { requestId: null };
  }

  #placeOfNamed(id: string, facts: readonly ColumnValue[]): Place {
    if (this.#named.get(id, ...facts) !== undefined) return "there";
    if (this.#isTrial && this.#timesOf([id, ...facts]) > 1) return "there";
    if (this.#taken.get(id) === undefined) return { requestId: id };
    // Another exchange of that id: as for the server's, but by its facts, so that it is found again.
    return { requestId: `${id}~${digestOf(facts).toString("hex").slice(0, 8)}` };
  }

  /** How often these facts have come by now. */
  #timesOf(facts: readonly ColumnValue[]): number {
    return Number(this.#see.get(digestOf(facts))?.times);
  }
}

function digestOf(facts: readonly ColumnValue[]) {
  return createHash("sha256").update(facts.map(String).join("\0")).digest().subarray(0, 16);
}
