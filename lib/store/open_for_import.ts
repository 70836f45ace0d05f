import { DatabaseSync } from "node:sqlite";
import { isThere } from "./files.ts";
import { lockDatabase } from "./lock.ts";
import { migrate } from "./migrate.ts";
import { openDatabase, openForCommand } from "./open_database.ts";

/**
 * Opens the database for an import, beside a server or without one; makes it where there is none.
 *
 * @param isTrial whether nothing is to be written: where there is no database, an empty one in memory
 * @throws {StoreError} with the mend
 */
export async function openForImport(path: string, isTrial: boolean): Promise<DatabaseSync> {
  if (isThere(path)) return openForCommand(path);
  if (isTrial) {
    const empty = new DatabaseSync(":memory:");
    await migrate(empty, path);
    return empty;
  }
  const lock = lockDatabase(path);
  try {
    (await openDatabase({ path })).close();
  } finally {
    lock.close();
  }
  return openForCommand(path);
}
