/** The worker that reads for the dashboard, so that no report ever holds up a stream. */
import type { DatabaseSync } from "node:sqlite";
import { openForReading } from "./open_database.ts";
import { StoreError } from "./problem.ts";
import { QUERIES } from "./queries/mod.ts";
import type { QueryTypes } from "./queries/types.ts";
import { answerCalls } from "./worker_port.ts";

let db: DatabaseSync | null = null;

answerCalls((op, args) => {
  if (op === "open") return void (db = openForReading((args as { path: string }).path));
  if (op === "close") return db?.close();
  return run(op as keyof QueryTypes, args as QueryTypes[keyof QueryTypes]["params"]);
});

function run<Name extends keyof QueryTypes>(
  name: Name,
  params: QueryTypes[Name]["params"],
): QueryTypes[Name]["result"] {
  if (db === null) throw new StoreError("The database is not open.");
  return QUERIES[name](db, params);
}
