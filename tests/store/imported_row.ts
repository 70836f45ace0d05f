import { DatabaseSync } from "node:sqlite";
import { ImportWriter } from "../../lib/store/import_writer.ts";
import { openDatabase } from "../../lib/store/open_database.ts";
import type { ImportedColumns, ImportedRow } from "../../lib/types/imported.ts";
import { DEFAULT_PAYLOADS } from "../../lib/types/payloads.ts";
import { withPath } from "./exchange.ts";

/** A row of another log. */
export function importedRow(
  columns: Partial<ImportedColumns> = {},
  rest: Partial<Omit<ImportedRow, "columns">> = {},
): ImportedRow {
  return {
    columns: {
      timestamp: "2025-10-04T09:30:00.123456",
      model: "old",
      outcome: "ok",
      provider: "acme",
      prompt_tokens: 10n,
      completion_tokens: 5n,
      total_tokens: 15n,
      duration_ms: 900n,
      ...columns,
    },
    request: null,
    response: null,
    attempts: [],
    costHistory: [],
    ...rest,
  };
}

/** An import into the ledger at `path`; without payload rules. */
export function writerOf(
  db: DatabaseSync,
  path: string,
  options: Partial<ConstructorParameters<typeof ImportWriter>[1]> = {},
): ImportWriter {
  return new ImportWriter(db, {
    path,
    ruleOf: () => DEFAULT_PAYLOADS,
    redact: [],
    isTrial: false,
    ...options,
  });
}

/** Runs `body` with an empty ledger; `connect` opens it once more, as each command does. */
export async function withLedger(
  body: (db: DatabaseSync, connect: () => DatabaseSync, path: string) => unknown,
): Promise<void> {
  await withPath(async (path) => {
    const db = await openDatabase({ path });
    const others: DatabaseSync[] = [];
    const connect = () => {
      const other = new DatabaseSync(path);
      others.push(other);
      return other;
    };
    try {
      await body(db, connect, path);
    } finally {
      for (const each of [...others, db]) each.close();
    }
  });
}

/** The first column of all rows. */
export function values(db: DatabaseSync, sql: string): unknown[] {
  return db.prepare(sql).all().map((row) => Object.values(row)[0]);
}
