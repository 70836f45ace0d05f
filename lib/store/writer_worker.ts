/** The worker that owns the connection which writes, and the lock on the database. */
import type { Beginning, Exchange } from "../types/exchange.ts";
import type { Retention } from "../types/retention.ts";
import { lockDatabase } from "./lock.ts";
import { type DatabaseOptions, openDatabase } from "./open_database.ts";
import { StoreError } from "./problem.ts";
import { recoverRunning } from "./running.ts";
import { answerCalls } from "./worker_port.ts";
import { Writer } from "./writer.ts";

let writer: Writer | null = null;
let lock: Deno.FsFile | null = null;
let lastAt = 0;
let idle: ReturnType<typeof setTimeout> | undefined;

/** So long without an exchange is an idle moment, in milliseconds. */
const IDLE_MS = 50;

const HANDLERS: Readonly<Record<string, (args: unknown) => unknown>> = {
  open: (args) => open(args as DatabaseOptions),
  begin: (args) => opened().begin(args as Beginning[]),
  record,
  prune: (args) => opened().prune(args as Retention, Date.now()),
  fillZone: (args) => opened().fillZone(args as number),
  deleteErrors: () => opened().deleteErrors(),
  close,
};

answerCalls((op, args) => HANDLERS[op]?.(args));

/** Returns what the user should know. */
async function open(options: DatabaseOptions): Promise<string[]> {
  const notices: string[] = [];
  lock = lockDatabase(options.path);
  try {
    const db = await openDatabase(options, (notice) => notices.push(notice));
    const interrupted = recoverRunning(db);
    if (interrupted > 0) {
      notices.push(
        `${interrupted} requests ran when Apantli ended; they are booked as interrupted.`,
      );
    }
    writer = new Writer(db, options.path);
  } catch (error) {
    lock.close();
    throw error;
  }
  return notices;
}

function opened(): Writer {
  if (writer === null) throw new StoreError("The database is not open.");
  return writer;
}

function record(args: unknown) {
  lastAt = performance.now();
  idle ??= setTimeout(look, IDLE_MS);
  return opened().record(args as Exchange[]);
}

/** One timer that looks at the clock costs less than one for each exchange. */
function look() {
  const isIdle = performance.now() - lastAt >= IDLE_MS;
  idle = isIdle ? undefined : setTimeout(look, IDLE_MS);
  if (isIdle) writer?.checkpoint();
}

function close() {
  clearTimeout(idle);
  writer?.close();
  lock?.close();
}
