import type { DatabaseSync } from "node:sqlite";
import { ImportWriter } from "../store/mod.ts";
import type { ImportedRow } from "../types/imported.ts";
import type { PayloadRules } from "./import_payloads.ts";
import { ImportTally } from "./import_tally.ts";

/** One transaction: a server that wants to write waits for it. */
const MOST = { rows: 20, characters: 250_000 };

/** While a server writes as well, in milliseconds; beside what the transaction took. */
const LEAST_PAUSE_MS = 3;

/** How a file is imported. */
export interface ImportSettings extends PayloadRules {
  path: string;
  isTrial: boolean;
  /** For rows that have none. */
  project: string | undefined;
}

/** One import: gathers rows into transactions and counts what became of them. */
export class Importing {
  readonly #settings: ImportSettings;
  readonly #writer: ImportWriter;
  readonly #tally = new ImportTally();
  #waiting: { where: string; row: ImportedRow }[] = [];
  #characters = 0;
  #withheld = false;
  #unknown: ReadonlySet<string> = new Set();

  constructor(db: DatabaseSync, settings: ImportSettings) {
    this.#settings = settings;
    this.#writer = new ImportWriter(db, settings);
  }

  /** The next record of the file. `where` names its place: "line 7". */
  async take(where: string, read: { row: ImportedRow } | { problem: string }): Promise<void> {
    if ("problem" in read) return this.#tally.refused(where, read.problem);
    const row = this.#withProject(read.row);
    this.#waiting.push({ where, row });
    this.#characters += (row.request?.length ?? 0) + (row.response?.length ?? 0);
    const isFull = this.#waiting.length >= MOST.rows || this.#characters >= MOST.characters;
    if (isFull) await this.#flush();
  }

  /** The file has come to its end. */
  async end(unknown: ReadonlySet<string>): Promise<void> {
    this.#unknown = unknown;
    await this.#flush();
  }

  /** Whether every record was a row. */
  get isClean(): boolean {
    return this.#tally.isClean;
  }

  /** What happened, for people. */
  lines(): string[] {
    const unknown = [...this.#unknown].join(", ");
    return [
      ...this.#tally.lines(this.#settings.isTrial),
      ...(unknown === "" ? [] : [`Left out, for the ledger has no such column: ${unknown}.`]),
      ...(this.#withheld ? ["Payloads are stored as general_settings.payloads says."] : []),
      ...(this.#settings.isTrial ? ["Nothing was written."] : []),
    ];
  }

  #withProject(row: ImportedRow): ImportedRow {
    const { project } = this.#settings;
    if (project === undefined || (row.columns.project ?? null) !== null) return row;
    return { ...row, columns: { ...row.columns, project } };
  }

  async #flush(): Promise<void> {
    const waiting = this.#waiting;
    this.#waiting = [];
    this.#characters = 0;
    if (waiting.length === 0) return;
    const began = performance.now();
    const imported = this.#writer.add(waiting.map(({ row }) => row));
    const took = performance.now() - began;
    for (const [place, { where, row }] of waiting.entries()) {
      this.#tally.row(where, row, imported[place] ?? "there");
      const { capture, redact } = this.#settings.ruleOf(row.columns.model);
      this.#withheld ||= imported[place] === "added" && (capture !== "full" || redact.length > 0);
    }
    // A server that waits for the lock looks only now and then whether it is free.
    const pause = this.#writer.hasCompany ? took + LEAST_PAUSE_MS : 0;
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}
