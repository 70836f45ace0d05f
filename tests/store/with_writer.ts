import type { DatabaseSync } from "node:sqlite";
import { openDatabase } from "../../lib/store/open_database.ts";
import { Writer } from "../../lib/store/writer.ts";
import { withPath } from "./exchange.ts";

/** Gives `body` the writer of a new database, and its connection. */
export function withWriter(
  body: (writer: Writer, db: DatabaseSync, path: string) => unknown,
): Promise<void> {
  return withPath(async (path) => {
    const db = await openDatabase({ path });
    try {
      await body(new Writer(db, path), db, path);
    } finally {
      db.close();
    }
  });
}
