/** The worker that owns the connection which writes, and the lock on the database. */
import type { Beginning, Exchange } from "../types/exchange.ts";
import type { Retention } from "../types/retention.ts";
import { lockDatabase } from "./lock.ts";
import { type DatabaseOptions, openDatabase } from "./open_database.ts";
import { hasPatterns, Redaction } from "./payload/redaction.ts";
import { Scrubber } from "./payload/scrubber.ts";
import { StoreError } from "./problem.ts";
import { recoverRunning } from "./running.ts";
import { answerCalls } from "./worker_port.ts";
import { type Committed, Writer } from "./writer.ts";

let writer: Writer | null = null;
let lock: Deno.FsFile | null = null;
let lastAt = 0;
/** What the user should know, told with the next commit. */
let problems: string[] = [];
const scrubber = new Scrubber(spawnScrubber, (problem) => problems.push(problem));
const redaction = new Redaction(scrubber);
let idle: ReturnType<typeof setTimeout> | undefined;

/** So long without an exchange is an idle moment, in milliseconds. */
const IDLE_MS = 50;

const HANDLERS: Readonly<Record<string, (args: unknown) => unknown>> = {
  open: (args) => open(args as DatabaseOptions),
  begin: (args) => begin(args as Beginning[]),
  record: (args) => record(args as Exchange[]),
  prune: (args) => opened().prune(args as Retention, Date.now()),
  fillZones: (args) => opened().fillZones(args as number, Date.now()),
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

/** Where there are no patterns nothing waits for another worker. */
function begin(beginnings: Beginning[]): void | Promise<void> {
  if (!beginnings.some(hasPatterns)) return opened().begin(beginnings);
  return inTurn(beginnings, (one) => redaction.begin(one)).then((redacted) =>
    opened().begin(redacted)
  );
}

function record(exchanges: Exchange[]): Committed | Promise<Committed> {
  lastAt = performance.now();
  idle ??= setTimeout(look, IDLE_MS);
  if (!exchanges.some(hasPatterns)) return opened().record(exchanges);
  return inTurn(exchanges, (one) => redaction.record(one)).then((redacted) => {
    const committed = opened().record(redacted);
    const told = problems;
    problems = [];
    return { ...committed, problems: told };
  });
}

async function inTurn<T>(items: T[], step: (item: T) => Promise<T>): Promise<T[]> {
  const results: T[] = [];
  for (const item of items) results.push(await step(item));
  return results;
}

function spawnScrubber(): Worker {
  return new Worker(new URL("./payload/scrub_worker.ts", import.meta.url), { type: "module" });
}

/** One timer that looks at the clock costs less than one for each exchange. */
function look() {
  const isIdle = performance.now() - lastAt >= IDLE_MS;
  idle = isIdle ? undefined : setTimeout(look, IDLE_MS);
  if (isIdle) writer?.checkpoint();
}

function close() {
  clearTimeout(idle);
  scrubber.close();
  writer?.close();
  lock?.close();
}
