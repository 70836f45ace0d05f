import { DatabaseSync, type StatementSync } from "node:sqlite";
import { select } from "../queries/select.ts";
import { documentOf } from "./document.ts";
import { facetToken } from "./query.ts";

/** Raise it when documents or tokens change: an index of another version is made anew. */
const VERSION = 1;
/** How many exchanges are indexed in one transaction. */
const BATCH = 50;
/** More matches than this are not counted. */
export const MOST_MATCHES = 10_000;

const SCHEMA = `
  CREATE VIRTUAL TABLE found USING fts5(
    text, facets, content = '', contentless_delete = 1,
    tokenize = "unicode61 remove_diacritics 2", prefix = '2 3'
  );
  CREATE TABLE state (upto INTEGER NOT NULL, first TEXT);
  INSERT INTO state VALUES (0, NULL);
`;

/**
 * The full-text index of the exchanges, in a file of its own: it is made from the ledger, can be
 * deleted at any time, and writing it keeps nobody who writes the ledger waiting.
 */
export class SearchIndex {
  readonly #ledger: DatabaseSync;
  readonly #db: DatabaseSync;
  readonly #add: StatementSync;
  #upto: number;

  /** @throws the error of SQLite when the file cannot be written */
  constructor(ledger: DatabaseSync, path: string) {
    this.#ledger = ledger;
    this.#db = openIndex(path, firstOf(ledger));
    this.#add = this.#db.prepare("INSERT INTO found (rowid, text, facets) VALUES (?, ?, ?)");
    this.#upto = Number(this.#db.prepare("SELECT upto FROM state").get()?.upto);
  }

  /** Indexes what is new, for so many milliseconds at most. Returns how many exchanges are left. */
  catchUp(ms: number): number {
    const end = performance.now() + ms;
    while (performance.now() < end) {
      if (this.#indexBatch() === 0) return this.#forgetBatch();
    }
    return this.#lag();
  }

  /** The newest exchanges that match, the newest first; one more than {@link MOST_MATCHES} at most. */
  find(match: string): number[] {
    return this.#db.prepare(
      `SELECT rowid AS id FROM found WHERE found MATCH ? ORDER BY rowid DESC LIMIT ${
        MOST_MATCHES + 1
      }`,
    ).all(match).map(({ id }) => Number(id));
  }

  close(): void {
    this.#db.close();
  }

  /** Forgets texts whose payloads retention has deleted. Returns how many went: there may be more. */
  #forgetBatch(): number {
    const gone = this.#ledger.prepare("SELECT version FROM versions WHERE name = 'payloads_gone'")
      .get()?.version;
    if (gone === undefined) return 0;
    const { changes } = this.#db.prepare(
      `DELETE FROM found WHERE rowid IN (SELECT rowid FROM found WHERE rowid <= ? LIMIT ${BATCH})`,
    ).run(gone);
    return Number(changes);
  }

  #lag(): number {
    const row = this.#ledger.prepare("SELECT COUNT(*) AS n FROM exchanges WHERE id > ?")
      .get(this.#upto);
    return Number(row?.n);
  }

  #indexBatch(): number {
    const rows = select(
      this.#ledger,
      `SELECT id, model, upstream_model, provider, project, outcome, error, status, request_data,
        response_data FROM requests WHERE id > ? ORDER BY id LIMIT ${BATCH}`,
      [this.#upto],
    );
    const last = rows.at(-1);
    if (last === undefined) return 0;
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
      this.#add.run(Number(row.id), said.join("\n"), tokens.join(" "));
    }
    this.#db.prepare("UPDATE state SET upto = ?").run(Number(last.id));
    this.#db.exec("COMMIT");
    this.#upto = Number(last.id);
    return rows.length;
  }
}

/** Tells ledgers apart: an index must not answer for another file that was put in its place. */
function firstOf(ledger: DatabaseSync): string | null {
  const row = ledger.prepare("SELECT id, timestamp FROM exchanges ORDER BY id LIMIT 1").get();
  return row ? `${row.id} ${row.timestamp}` : null;
}

function openIndex(path: string, first: string | null): DatabaseSync {
  const db = new DatabaseSync(path);
  db.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF");
  const version = Number(db.prepare("PRAGMA user_version").get()?.user_version);
  const known = version === VERSION ? db.prepare("SELECT upto, first FROM state").get() : undefined;
  // The first row may have been deleted since; what matters is that ids still mean the same.
  const isOurs = known !== undefined && (known.first === null || known.first === first);
  if (isOurs) {
    db.prepare("UPDATE state SET first = ?").run(first);
    return db;
  }
  db.exec(`DROP TABLE IF EXISTS found; DROP TABLE IF EXISTS state; ${SCHEMA}
    PRAGMA user_version = ${VERSION}`);
  db.prepare("UPDATE state SET first = ?").run(first);
  return db;
}
