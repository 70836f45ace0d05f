import type { Exchange } from "../types/exchange.ts";
import { openDatabase } from "../store/open_database.ts";
import { StoreError } from "../store/problem.ts";
import { Writer } from "../store/writer.ts";
import { type DemoOptions, exchangesOf } from "./exchanges.ts";

/** How to fill a database; what is not told is as `deno task demo-data` has it. */
export interface FillOptions extends Partial<DemoOptions> {
  exchanges: number;
  /** Hears how many are written, after each batch. */
  onProgress?: (written: number) => void;
}

/** Large batches: nobody waits for a single one of them. */
const BATCH = 2000;
/** Ids of requests are found at random places of their index: it should be in memory. In KiB. */
const CACHE = 256 * 1024;
const DAY_MS = 86_400_000;
const YEAR_MS = 365.25 * DAY_MS;

/**
 * Makes a database, or adds to one, by the writer that the server has: texts are shared, rollups
 * are kept, and payloads are of the day of their exchange. No server may have it open. Memory does
 * not grow with the number.
 *
 * @example A file for a benchmark, at about 10,000 exchanges a second:
 * ```ts
 * await fill(path, { exchanges: 1_000_000, lean: true });
 * ```
 *
 * @throws {StoreError} where the file cannot be opened or the disk refuses
 */
export async function fill(path: string, options: FillOptions): Promise<void> {
  const { until = Date.now(), from = until - 3 * YEAR_MS, seed = 1 } = options;
  const db = await openDatabase({ path });
  let batch: Exchange[] = [];
  const writer = new Writer(db, path, () => batch[0]?.startedAt ?? until);
  let written = 0;
  const write = () => {
    const { refusal } = writer.record(batch);
    if (refusal !== null) throw new StoreError(refusal);
    writer.checkpoints.whenIdle();
    written += batch.length;
    batch = [];
    options.onProgress?.(written);
  };
  try {
    db.exec(`PRAGMA cache_size = -${CACHE}`);
    for (const exchange of exchangesOf({ ...options, until, from, seed })) {
      if (isNextDay(batch[0], exchange) || batch.length === BATCH) write();
      batch.push(exchange);
    }
    if (batch.length > 0) write();
    while (!writer.fillZones(0, until));
  } finally {
    writer.close();
  }
}

/** A batch is stored under one day. */
function isNextDay(first: Exchange | undefined, { startedAt }: Exchange): boolean {
  const dayOf = (at: number) => Math.floor(at / DAY_MS);
  return first !== undefined && dayOf(startedAt) > dayOf(first.startedAt);
}
