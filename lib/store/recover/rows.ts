import { hash } from "node:crypto";
import { Buffer } from "node:buffer";
import type { DatabaseSync, StatementSync } from "node:sqlite";
import type { Layout } from "./layouts.ts";
import type { Value } from "./record.ts";

/** Columns without which an exchange is worth keeping: its payloads, and what explains its cost. */
const MAY_LACK = new Set([
  ...["cost_detail", "usage_raw", "notes", "request_data", "response_data", "project"],
  ...["image_output_tokens", "cache_read_audio_tokens", "error"],
]);
const EXCHANGES = new Set(["exchanges", "requests"]);
/** An exchange that failed must not look like one that went well. */
const LOST_ERROR = "The text of this error was lost with a damaged page.";

/** What became of a row: it is in, it was there already or breaks a constraint, or it is damaged. */
export type Fate = { added: boolean; lacks: readonly string[] } | "damaged";

/** Puts rows of one table into the new file. */
export class RowWriter {
  readonly #db: DatabaseSync;
  readonly #layout: Layout;
  readonly #statements = new Map<string, StatementSync>();

  constructor(db: DatabaseSync, layout: Layout) {
    this.#db = db;
    this.#layout = layout;
  }

  /** Adds a row with all of its values that can be read. */
  add(rowid: number, values: readonly Value[]): Fate {
    const { name: table, columns, kind } = this.#layout;
    const names: string[] = [];
    const given: Exclude<Value, undefined>[] = [];
    const lacks: string[] = [];
    const put = (name: string, value: Exclude<Value, undefined>) => {
      names.push(name);
      given.push(value);
    };
    // SQLite has its own rows in there already: which ones count is seen at the end.
    const isNumbered = kind === "table" && table !== "sqlite_sequence";
    if (isNumbered && !columns.some(({ isRowid }) => isRowid)) put("rowid", rowid);
    for (const [index, { name, isRowid }] of columns.entries()) {
      // What later schemas added, older records do not have: it is what its column says.
      if (index >= values.length) break;
      const value = values[index];
      if (isRowid) put(name, rowid);
      else if (value !== undefined) put(name, value);
      else if (name === "error" && EXCHANGES.has(table)) put(name, LOST_ERROR);
      else lacks.push(name);
      if (value === undefined && !isRowid && !this.#mayLack(name)) return "damaged";
    }
    if (table === "texts" && !isItself(names, given)) return "damaged";
    const added = this.#statement(names).run(...given).changes === 1;
    return { added, lacks };
  }

  #mayLack(name: string): boolean {
    return EXCHANGES.has(this.#layout.name) && MAY_LACK.has(name);
  }

  #statement(names: readonly string[]): StatementSync {
    const list = names.map(quote).join(", ");
    const known = this.#statements.get(list);
    if (known) return known;
    const made = this.#db.prepare(
      `INSERT OR IGNORE INTO ${quote(this.#layout.name)} (${list})
      VALUES (${names.map(() => "?").join(", ")})`,
    );
    this.#statements.set(list, made);
    return made;
  }
}

/** Whether a text is the one that its hash was made of. */
function isItself(names: readonly string[], values: readonly Value[]): boolean {
  const text = values[names.indexOf("text")];
  const stored = values[names.indexOf("hash")];
  if (typeof text !== "string" || !(stored instanceof Uint8Array)) return false;
  return Buffer.from(hash("sha256", text, "base64"), "base64").subarray(0, 16).equals(stored);
}

/** A name as SQL. */
export function quote(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
