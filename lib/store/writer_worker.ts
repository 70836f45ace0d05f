/** The worker that owns the connection which writes, and the lock on the database. */
import type { DatabaseSync } from "node:sqlite";
import type { Retention } from "../types/retention.ts";
import type { Exchange } from "../types/exchange.ts";
import { pruneCarefully } from "./careful_pruning.ts";
import type { Clearing } from "./clear_errors.ts";
import { isThere, storeFiles } from "./files.ts";
import { ledgerClock } from "./ledger_clock.ts";
import { lockDatabase } from "./lock.ts";
import { type DatabaseOptions, openDatabase } from "./open_database.ts";
import { hasPatterns, Redaction } from "./payload/redaction.ts";
import { Scrubber } from "./payload/scrubber.ts";
import { explain, StoreError } from "./problem.ts";
import { recoverRunning } from "./running.ts";
import type { TrustedClock } from "./trusted_clock.ts";
import { answerCalls } from "./worker_port.ts";
import { type Batch, type Committed, Writer } from "./writer.ts";

let writer: Writer | null = null;
let lock: Deno.FsFile | null = null;
let path = "";
let main: DatabaseSync | null = null;
let clock: TrustedClock | null = null;
let rescuer: Writer | null = null;
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
  write: (args) => write(args as Batch),
  rescue: (args) => rescue(args as Exchange[]),
  prune: (args) => clock !== null && pruneCarefully(opened(), clock, args as Retention),
  fillZones: (args) => opened().fillZones(args as number, Date.now()),
  clearErrors: (args) => opened().clearErrors(args as Clearing | null),
  close,
};

answerCalls((op, args) => HANDLERS[op]?.(args));

/** Returns what the user should know. */
async function open(options: DatabaseOptions): Promise<string[]> {
  const notices: string[] = [];
  path = options.path;
  lock = lockDatabase(path);
  try {
    const { rescue } = storeFiles(path);
    const db = await openDatabase({ ...options, rescue }, (notice) => notices.push(notice));
    const interrupted = recoverRunning(db);
    if (interrupted > 0) {
      notices.push(
        interrupted === 1
          ? "1 request ran when Apantli ended; it is booked as interrupted."
          : `${interrupted} requests ran when Apantli ended; they are booked as interrupted.`,
      );
    }
    writer = new Writer(db, path);
    idle = setTimeout(look, IDLE_MS);
    main = db;
    clock = ledgerClock(db);
    if (isThere(rescue)) {
      notices.push(
        `${rescue} holds requests of a time when ${path} was damaged. Add them with ` +
          `"deno task import ${rescue}", then remove it.`,
      );
    }
  } catch (error) {
    lock.close();
    throw new StoreError(explain(error, path));
  }
  return notices;
}

function opened(): Writer {
  if (writer === null) throw new StoreError("The database is not open.");
  return writer;
}

/** Where there are no patterns nothing waits for another worker. */
function write(batch: Batch): Committed | Promise<Committed> {
  lastAt = performance.now();
  idle ??= setTimeout(look, IDLE_MS);
  const { beginnings, exchanges } = batch;
  if (![...beginnings, ...exchanges].some(hasPatterns)) return opened().write(batch);
  return redacted(batch).then((batch) => {
    const committed = opened().write(batch);
    const told = problems;
    problems = [];
    return { ...committed, problems: told };
  });
}

/** Writes exchanges that the damaged database cannot take to a ledger of their own. */
async function rescue(exchanges: readonly Exchange[]): Promise<Committed> {
  if (rescuer === null) {
    const { rescue } = storeFiles(path);
    rescuer = new Writer(await openDatabase({ path: rescue }), rescue);
  }
  const whole = exchanges.some(hasPatterns)
    ? (await redacted({ beginnings: [], exchanges })).exchanges
    : exchanges;
  const committed = rescuer.record(whole);
  if (committed.refusal === null) forgetRunning(exchanges);
  return committed;
}

/** What has ended is not to be booked as interrupted by the next start, if that can be helped. */
function forgetRunning(exchanges: readonly Exchange[]) {
  for (const { run } of exchanges) {
    try {
      main?.prepare("DELETE FROM running WHERE id = ?").run(run);
    } catch {
      // The page is one of the damaged ones.
    }
  }
}

async function redacted({ beginnings, exchanges }: Batch): Promise<Batch> {
  return {
    beginnings: await inTurn(beginnings, (one) => redaction.begin(one)),
    exchanges: await inTurn(exchanges, (one) => redaction.record(one)),
  };
}

async function inTurn<T>(items: readonly T[], step: (item: T) => Promise<T>): Promise<T[]> {
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
  const isDone = isIdle && writer?.checkpoints.whenIdle() !== true;
  if (!isIdle) writer?.checkpoints.underLoad();
  idle = isDone ? undefined : setTimeout(look, IDLE_MS);
}

function close() {
  clearTimeout(idle);
  scrubber.close();
  rescuer?.close();
  writer?.close();
  lock?.close();
}
