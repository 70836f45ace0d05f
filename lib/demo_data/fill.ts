import type { Exchange } from "../types/exchange.ts";
import { openDatabase } from "../store/open_database.ts";
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
const YEAR_MS = 365.25 * 86_400_000;

/**
 * Makes a database, or adds to one, by the writer that the server has: texts are shared, rollups
 * are kept. No server may have it open. Memory does not grow with the number.
 *
 * @example A file for a benchmark, at about 10,000 exchanges a second:
 * ```ts
 * await fill(path, { exchanges: 1_000_000, lean: true });
 * ```
 * @throws {StoreError} where the file cannot be opened or the disk refuses
 */
export async function fill(path: string, options: FillOptions): Promise<void> {
  const { until = Date.now(), from = until - 3 * YEAR_MS, seed = 1 } = options;
  const db = await openDatabase({ path });
  const writer = new Writer(db, path);
  let batch: Exchange[] = [];
  let written = 0;
  const write = () => {
    const { refusal } = writer.record(batch);
    if (refusal !== null) throw new Error(refusal);
    writer.checkpoint();
    written += batch.length;
    batch = [];
    options.onProgress?.(written);
  };
  try {
    for (const exchange of exchangesOf({ ...options, until, from, seed })) {
      batch.push(exchange);
      if (batch.length === BATCH) write();
    }
    if (batch.length > 0) write();
  } finally {
    writer.close();
  }
}
