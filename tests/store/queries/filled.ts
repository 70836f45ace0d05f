import { DatabaseSync } from "node:sqlite";
import { openDatabase } from "../../../lib/store/open_database.ts";
import { Writer } from "../../../lib/store/writer.ts";
import type { Exchange } from "../../../lib/types/exchange.ts";
import { withPath } from "../exchange.ts";

/** Gives `body` a migrated database that holds `exchanges`, on a connection of its own. */
export function filled(
  exchanges: Exchange[],
  body: (db: DatabaseSync) => unknown,
): Promise<void> {
  return withPath(async (path) => {
    const writer = new Writer(await openDatabase({ path }), path);
    const { refusal, lost } = writer.record(exchanges);
    if (refusal !== null || lost > 0) throw new Error(`not filled: ${refusal}, ${lost} lost`);
    writer.close();
    const db = new DatabaseSync(path);
    try {
      await body(db);
    } finally {
      db.close();
    }
  });
}
