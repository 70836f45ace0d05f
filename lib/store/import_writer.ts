import type { DatabaseSync, StatementSync } from "node:sqlite";
import type { ColumnValue, ImportedRow } from "../types/imported.ts";
import type { PayloadRule } from "../types/payloads.ts";
import { ForeignWrites } from "./foreign_writes.ts";
import { ImportIdentity } from "./import_identity.ts";
import { LedgerDay } from "./ledger_day.ts";
import { Scrub } from "./payload/scrub.ts";
import { payloadText } from "./payload/text.ts";
import { TextStore } from "./payload/texts.ts";
import { withhold } from "./payload/withhold.ts";
import { explain, isPassing, StoreError } from "./problem.ts";
import { redactSecrets } from "./redact.ts";

/** How rows are imported. */
export interface ImportOptions {
  path: string;
  /** What of an alias's payloads may be stored. */
  ruleOf: (alias: string) => PayloadRule;
  /** Regular expressions; what they match becomes `[redacted]`. */
  redact: readonly string[];
  /** Rows are only looked at: nothing is written. */
  isTrial: boolean;
}

/** What became of a row; `refused` says why. */
export type Imported = "added" | "there" | { refused: string };

/** Columns that may hold a secret. */
const REDACTED = new Set(["error", "client", "project", "usage_raw", "notes"]);

/** Adds rows of other logs to the ledger, also beside a server that writes to it. */
export class ImportWriter {
  readonly #db: DatabaseSync;
  readonly #options: ImportOptions;
  readonly #scrub: Scrub | null;
  readonly #names: string[];
  readonly #identity: ImportIdentity;
  readonly #row: StatementSync;
  readonly #payload: StatementSync;
  readonly #attempt: StatementSync;
  readonly #cost: StatementSync;
  readonly #day: LedgerDay;
  readonly #texts: TextStore;
  readonly #foreign: ForeignWrites;
  #hasCompany = false;

  /** @param db a connection of its own */
  constructor(db: DatabaseSync, options: ImportOptions) {
    this.#db = db;
    this.#options = options;
    this.#scrub = options.redact.length === 0 ? null : new Scrub(options.redact);
    // An import that is cut off by the power is imported again.
    db.exec("PRAGMA synchronous = NORMAL");
    this.#names = db.prepare("SELECT name FROM pragma_table_info('exchanges')").all()
      .map(({ name }) => String(name))
      .filter((name) => !["id", "request_data", "response_data"].includes(name));
    this.#identity = new ImportIdentity(db, options.isTrial);
    this.#row = db.prepare(
      `INSERT INTO exchanges (${this.#names.join(", ")})
      VALUES (${this.#names.map(() => "?").join(", ")})`,
    );
    this.#payload = db.prepare("INSERT INTO payloads VALUES (?, ?, ?, ?)");
    this.#attempt = db.prepare("INSERT INTO attempts VALUES (?, ?, ?, ?, ?, ?, ?)");
    this.#cost = db.prepare("INSERT INTO cost_history VALUES (?, ?, ?, ?, ?, ?, ?)");
    this.#foreign = new ForeignWrites(db);
    this.#foreign.happened();
    this.#day = new LedgerDay(db);
    this.#texts = new TextStore(db, this.#day);
  }

  /**
   * Adds rows in one transaction; tells in their order what became of them. Few at a time: a server
   * waits meanwhile.
   *
   * @throws {StoreError} when the disk refuses; none of them is in then
   */
  add(rows: readonly ImportedRow[]): Imported[] {
    try {
      return this.#transaction(() => rows.map((row) => this.#add(row)));
    } catch (error) {
      if (isPassing(error)) throw new StoreError(explain(error, this.#options.path));
      if (rows.length > 1) return rows.flatMap((row) => this.add([row]));
      return [{
        refused: `is refused by SQLite: ${error instanceof Error ? error.message : error}`,
      }];
    }
  }

  /** Whether another program has written between the last two transactions. */
  get hasCompany(): boolean {
    return this.#hasCompany;
  }

  #add(row: ImportedRow): Imported {
    const place = this.#identity.placeOf(row);
    if (place === "there") return "there";
    if (this.#options.isTrial) return "added";
    const rule = this.#options.ruleOf(row.columns.model);
    const { columns, request, response, attempts, costHistory } = withhold(row, rule, this.#scrub);
    const values = this.#names.map((name) =>
      name === "request_id" ? place.requestId : valueOf(name, columns[name])
    );
    const id = this.#row.run(...values).lastInsertRowid;
    const put = (json: string | null) => {
      const text = json === null ? null : payloadText(json, false, rule);
      return text === null ? null : this.#texts.put(text);
    };
    const recipes = [put(request), put(response)] as const;
    if (recipes[0] ?? recipes[1]) this.#payload.run(id, ...recipes, this.#day.today());
    for (const { number, started_at, duration_ms, waited_ms, status, error } of attempts) {
      const why = error && redactSecrets(error);
      this.#attempt.run(id, number, started_at, duration_ms, waited_ms, status, why);
    }
    for (const { changed_at, cost_nanos, ...cost } of costHistory) {
      const { price_source, price_date, price_rule, cost_detail } = cost;
      const why = [price_source, price_date, price_rule, cost_detail];
      this.#cost.run(id, changed_at, cost_nanos, ...why);
    }
    return "added";
  }

  #transaction<T>(work: () => T): T {
    this.#db.exec(this.#options.isTrial ? "BEGIN" : "BEGIN IMMEDIATE");
    try {
      this.#lookAround();
      const result = work();
      this.#db.exec("COMMIT");
      this.#texts.keep();
      return result;
    } catch (error) {
      this.#texts.forget();
      if (this.#db.isTransaction) this.#db.exec("ROLLBACK");
      throw error;
    }
  }

  /** Where another program has written: texts may be gone, and the last payload be of a later day. */
  #lookAround() {
    this.#hasCompany = this.#foreign.happened();
    if (!this.#hasCompany) return;
    this.#day.lookAgain();
    this.#texts.distrust();
  }
}

function valueOf(name: string, value: ColumnValue = null): ColumnValue {
  if (name === "cleared") return value ?? 0;
  return REDACTED.has(name) && typeof value === "string" ? redactSecrets(value) : value;
}
