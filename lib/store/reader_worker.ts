/** The worker that reads for the dashboard, and indexes what is searched, so that neither holds up a stream. */
import type { DatabaseSync } from "node:sqlite";
import { haveSumsMended } from "./derived.ts";
import { storeFiles } from "./files.ts";
import { openForReading } from "./open_database.ts";
import { isDamage, StoreError } from "./problem.ts";
import { QUERIES } from "./queries/mod.ts";
import type { Steps } from "./queries/steps.ts";
import type { QueryTypes } from "./queries/types.ts";
import { LastingIndex } from "./search/lasting_index.ts";
import { searcherOf } from "./search/searcher.ts";
import { answerCalls } from "./worker_port.ts";

/** How long a report may have to wait for the index, in milliseconds. */
const STEP_MS = 10;

let path = "";
let db: DatabaseSync | null = null;
/** Known once a report has met a damaged page. */
let sumsAreDamaged: boolean | null = null;
let index: LastingIndex | null = null;

const HANDLERS: Readonly<Record<string, (args: unknown) => unknown>> = {
  open: (args) => {
    path = (args as { path: string }).path;
    db = openForReading(path);
  },
  index: () => searchIndex().use((index) => index.step(STEP_MS)),
  close: () => {
    index?.close();
    db?.close();
  },
};

answerCalls((op, args) => {
  const handle = HANDLERS[op];
  if (handle) return handle(args);
  return run(op as keyof QueryTypes, args as QueryTypes[keyof QueryTypes]["params"]);
});

function opened(): DatabaseSync {
  if (db === null) throw new StoreError("The database is not open.");
  return db;
}

/** Made with the first exchange or search: reports work without it. */
function searchIndex(): LastingIndex {
  return index ??= new LastingIndex(opened(), storeFiles(path).search);
}

function run<Name extends keyof QueryTypes>(
  name: Name,
  params: QueryTypes[Name]["params"],
): QueryTypes[Name]["result"] | Steps<QueryTypes[Name]["result"]> {
  try {
    return query(name, params);
  } catch (error) {
    if (!isDamage(error)) throw error;
    sumsAreDamaged ??= haveSumsMended(path);
    throw sumsAreDamaged
      ? new StoreError("The sums over requests are damaged. Restart Apantli: it makes them anew.")
      : error;
  }
}

function query<Name extends keyof QueryTypes>(
  name: Name,
  params: QueryTypes[Name]["params"],
): QueryTypes[Name]["result"] | Steps<QueryTypes[Name]["result"]> {
  return QUERIES[name](
    opened(),
    params,
    (search, quick) => searchIndex().use((index) => searcherOf(index)(search, quick)),
  );
}
