import type { DatabaseSync } from "node:sqlite";
import { documentOf } from "./document.ts";
import { Forgetting } from "./forgetting.ts";
import { mayBeKnown, openIndex } from "./index_file.ts";
import { Parts } from "./parts.ts";
import { nextRows } from "./next_rows.ts";
import { facetToken } from "./query.ts";

/** How many exchanges are indexed in one transaction. */
const BATCH = 50;
/** How many exchanges a part of the index has. */
const PART = 1_000_000;

/**
 * The full-text index of the exchanges, in a file of its own: it is made from the ledger, can be
 * deleted at any time, and writing it keeps nobody who writes the ledger waiting.
 */
export class SearchIndex {
  readonly #ledger: DatabaseSync;
  readonly #path: string;
  readonly #partSize: number;
  #db: DatabaseSync;
  #parts: Parts;
  #forgetting: Forgetting;
  #upto: number;

  /** @throws the error of SQLite when the file cannot be written */
  constructor(ledger: DatabaseSync, path: string, partSize = PART) {
    this.#ledger = ledger;
    this.#path = path;
    this.#partSize = partSize;
    [this.#db, this.#parts, this.#forgetting, this.#upto] = this.#open();
  }

  /** Indexes what is new, for so many milliseconds at most. Returns how many exchanges are left. */
  catchUp(ms: number): number {
    this.#renew();
    const end = performance.now() + ms;
    while (performance.now() < end) {
      if (this.#indexBatch() === 0) return 0;
    }
    return this.#lag();
  }

  /**
   * {@link SearchIndex.catchUp}, then takes out what the ledger has no more. Returns how much is left
   * to do, at least.
   */
  step(ms: number): number {
    const end = performance.now() + ms;
    const left = this.catchUp(ms);
    if (left > 0) return left;
    while (this.#forgetting.step()) {
      if (performance.now() >= end) return 1;
    }
    return 0;
  }

  /** The newest exchanges that match, the newest first. */
  find(match: string, most: number): number[] {
    return this.#parts.find(match, most);
  }

  close(): void {
    this.#db.close();
  }

  #open(): [DatabaseSync, Parts, Forgetting, number] {
    const db = openIndex(this.#ledger, this.#path);
    const parts = new Parts(db, this.#partSize);
    return [
      db,
      parts,
      new Forgetting(this.#ledger, db, parts),
      Number(db.prepare("SELECT upto FROM state").get()?.upto),
    ];
  }

  /** After a redaction the index has words that nobody may find any more. */
  #renew() {
    if (mayBeKnown(this.#ledger, this.#db)) return;
    this.#db.close();
    [this.#db, this.#parts, this.#forgetting, this.#upto] = this.#open();
  }

  #lag(): number {
    const row = this.#ledger.prepare("SELECT COUNT(*) AS n FROM exchanges WHERE id > ?")
      .get(this.#upto);
    return Number(row?.n);
  }

  /** Returns 0 when there was nothing new. */
  #indexBatch(): number {
    const { rows, upTo } = nextRows(this.#ledger, this.#upto, BATCH);
    if (upTo === this.#upto) return 0;
    this.#db.exec("BEGIN");
    for (const row of rows) {
      const text = (name: string) => row[name] === null ? null : String(row[name]);
      const { text: words, tools } = documentOf(text("request_data"), text("response_data"));
      const outcome = row.error === null ? "ok" : text("outcome");
      const facets: [string, string | null][] = [
        ["m", text("model")],
        ["m", text("upstream_model")],
        ["p", text("provider")],
        ["j", text("project")],
        ["s", outcome],
        ["s", outcome === "failed" ? "error" : null],
        ["s", text("status")],
        ...tools.map((tool): [string, string] => ["t", tool]),
      ];
      const tokens = facets.flatMap(([letter, value]) =>
        value === null ? [] : [facetToken(letter, value)]
      );
      const said = [text("model"), words, text("error")].filter((part) => part !== null);
      this.#parts.add(Number(row.id), said.join("\n"), tokens.join(" "));
    }
    this.#db.prepare("UPDATE state SET upto = ?").run(upTo);
    this.#db.exec("COMMIT");
    this.#upto = upTo;
    return BATCH;
  }
}
