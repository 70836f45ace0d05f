import type { ImportedRow } from "../types/imported.ts";
import { cellsOf, CsvSplitter } from "./csv.ts";
import type { Container } from "./container.ts";
import { ElementSplitter } from "./elements.ts";
import { cellFields, type Fields, jsonFields, RefusedRow } from "./fields.ts";
import { LEDGER_NAMES, ledgerRow } from "./ledger_row.ts";
import { LineSplitter } from "./lines.ts";
import type { RawRecord, Splitter } from "./record_bytes.ts";
import { spendLogRow } from "./spend_log.ts";

/** A row of a file, or why a record of it is none: "line 7 …" goes before the problem. */
export type ReadRow = { line: number; row: ImportedRow } | { line: number; problem: string };

/** The head of a table names no columns that a log has: none of its rows can be one. */
export class NoLog extends Error {}

/** Reads the rows of a text file that comes in chunks. Throws {@link NoLog}. */
export class RowReader {
  readonly #splitter: Splitter;
  readonly #fieldsOf: (text: string) => Fields | null;
  /** Names of columns that no row here has. */
  readonly unknown = new Set<string>();

  constructor(container: Exclude<Container, "sqlite">) {
    this.#splitter = container === "csv"
      ? new CsvSplitter()
      : container === "json"
      ? new ElementSplitter()
      : new LineSplitter();
    this.#fieldsOf = container === "csv" ? csvFields() : jsonFields;
  }

  /** The rows that end in this chunk. */
  *push(chunk: Uint8Array): Generator<ReadRow> {
    for (const record of this.#splitter.push(chunk)) yield* this.#read(record);
  }

  /** The row that the file's end ends. */
  *end(): Generator<ReadRow> {
    for (const record of this.#splitter.end()) yield* this.#read(record);
  }

  *#read(record: RawRecord): Generator<ReadRow> {
    if ("problem" in record) return yield record;
    const { line, text } = record;
    try {
      const fields = this.#fieldsOf(text);
      if (fields !== null) yield { line, row: rowOf(fields, this.unknown) };
    } catch (error) {
      if (!(error instanceof RefusedRow)) throw error;
      yield { line, problem: error.message };
    }
  }
}

/**
 * The row that some fields are, told by their names.
 *
 * @param unknown gets the names of those that our ledger has no column for
 * @throws {RefusedRow}
 */
export function rowOf(fields: Fields, unknown: Set<string>): ImportedRow {
  const kind = kindOf(fields.names);
  if (kind === "spend log") return spendLogRow(fields);
  if (kind === null) {
    throw new RefusedRow("is no row of Apantli's log nor of LiteLLM's spend logs");
  }
  for (const name of fields.names) if (!LEDGER_NAMES.has(name)) unknown.add(name);
  return ledgerRow(fields);
}

/** `null` for LiteLLM's sums by day as well: they have a `startTime`, but no request. */
function kindOf(names: readonly string[]): "ledger" | "spend log" | null {
  const has = (...some: string[]) => some.every((name) => names.includes(name));
  if (has("timestamp", "model")) return "ledger";
  return has("startTime", "spend", "model") ? "spend log" : null;
}

/** The cells of each record by the names that stand in the first one. */
function csvFields(): (text: string) => Fields | null {
  let names: string[] | null = null;
  let isOurs = false;
  return (text) => {
    const cells = cellsOf(text);
    if (cells === null) throw new RefusedRow("has something behind a closing quote");
    if (names !== null) return cellFields(names, cells.map((cell) => valueOf(cell, isOurs)));
    names = cells.map((name) => name.trim());
    if (kindOf(names) === null) throw new NoLog();
    isOurs = names.includes("outcome");
    return null;
  };
}

/** An empty cell is NULL; the `'` before a formula is the export's own. */
function valueOf(cell: string, isOurs: boolean): string | null {
  if (cell === "") return null;
  return isOurs && /^''*[=+\-@\t\r]/.test(cell) ? cell.slice(1) : cell;
}
