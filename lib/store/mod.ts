import type { Beginning, Exchange } from "../types/exchange.ts";
import { Beginnings } from "./beginnings.ts";
import { realPathOf, storeFiles } from "./files.ts";
import type { QueryTypes } from "./queries/types.ts";
import { Rescue } from "./rescue.ts";
import { localOffsets, ZoneKeeper } from "./zone_keeper.ts";
import type { Retention } from "../types/retention.ts";
import { Cleaning } from "./cleaning.ts";
import { Indexing } from "./indexing.ts";
import { WorkerLink } from "./worker_link.ts";
import { type StoreHealth, WriteQueue } from "./write_queue.ts";
import type { Clearing } from "./clear_errors.ts";
import type { Batch, Committed } from "./writer.ts";

export { realPathOf, storeFiles } from "./files.ts";
export { exportLines } from "./export_lines.ts";
export type { ExportFormat } from "./export_lines.ts";
export { countExport, exportRows } from "./export_rows.ts";
export { openForCommand } from "./open_database.ts";
export { openForImport } from "./open_for_import.ts";
export { openImportSource } from "./import_source.ts";
export { ImportWriter } from "./import_writer.ts";
export type { Imported } from "./import_writer.ts";
export { StoreError } from "./problem.ts";
export { redactLedger } from "./erasure/redaction.ts";
export type { Redacted } from "./erasure/redaction.ts";
export { planPruning } from "./retention/plan.ts";
export { prune } from "./retention/pruning.ts";
export type { Pruned } from "./retention/pruning.ts";
export type { Deleted } from "./retention/pruner.ts";
export { applyCosts, countUsed, usedExchanges } from "./recosting.ts";
export type { UsedExchange } from "./recosting.ts";
export { BadQuery } from "./queries/bad_query.ts";

/** The ledger of all exchanges: one SQLite file, a worker that writes it and one that reads it. */
export interface Store {
  /** Notes an exchange whose provider is being called, so that a crash does not hide it. */
  begin(beginning: Beginning): void;
  /**
   * Resolves when the row is committed, or when it waits in memory because the disk refused it
   * (then {@link Store.health} is `degraded`). Never rejects.
   */
  record(exchange: Exchange): Promise<void>;
  /** How the writing goes. */
  health(): StoreHealth;
  /**
   * A report. The first one starts the worker that reads.
   *
   * @throws {BadQuery} when the parameters make no sense; its message is for the client
   * @throws {StoreError} when the database cannot be read
   */
  read<Name extends keyof QueryTypes>(
    name: Name,
    params: QueryTypes[Name]["params"],
  ): Promise<QueryTypes[Name]["result"]>;
  /**
   * Clears the list of errors: deletes failed exchanges but for those that cost money.
   *
   * @returns how many errors it took away
   * @throws {StoreError} when the disk refuses
   */
  deleteErrors(): Promise<number>;
  /** Writes what waits, puts everything into the main file and ends the workers. */
  close(): Promise<void>;
}

/** How to open a store. */
export interface StoreOptions {
  /** The SQLite file; made if absent. */
  path: string;
  /** Bytes of exchanges that may wait in memory while the disk refuses. Default 256 MiB. */
  maxWaitingBytes?: number;
  /** Milliseconds between tries while the disk refuses. Default 1000. */
  retryMs?: number;
  /** The most pages (of 4 KiB) that the file may have. Default: no limit. */
  maxPageCount?: number;
  /** How long what is kept, asked for at each look. Default: for ever. */
  retention?: () => Retention;
  /** Hears what the user should know: the disk refuses, exchanges are lost. */
  onProblem?: (message: string) => void;
  /** Hears what is well: the file was brought up to date, requests that were cut off are booked, the disk is back. */
  onNotice?: (message: string) => void;
}

/**
 * Opens the ledger at `path`, migrating it where needed (a predecessor's file is copied to
 * `<path>.backup-v0` first). Needs read and write permission for `storeFiles(path).all`.
 *
 * @throws {StoreError} with the mend: another server has it, not a database, read-only …
 */
export async function openStore(options: StoreOptions): Promise<Store> {
  const path = realPathOf(options.path);
  const writer = new WorkerLink(spawnWriter, {
    path,
    ...(options.maxPageCount === undefined ? {} : { maxPageCount: options.maxPageCount }),
  });
  const reader = new WorkerLink(spawnReader, { path });
  const beginnings = new Beginnings(() => writer.starts);
  const rescue = new Rescue({
    path: storeFiles(path).rescue,
    write: async (exchanges) => await writer.call("rescue", exchanges) as Committed,
    onProblem: options.onProblem ?? (() => {}),
  });
  /** The runs of those whose writer ended without telling what became of them. */
  const unsure = new Set<number>();
  const write = async (batch: Exchange[]) => {
    const begun = beginnings.take();
    // The writer has the request from the exchange's beginning: sent again it would only take time.
    const brief = (exchange: Exchange) =>
      beginnings.isSent(exchange.run) ? { ...exchange, request: "" } : exchange;
    const runs = batch.map(({ run }) => run);
    const args: Batch = {
      beginnings: begun,
      exchanges: batch.map(brief),
      unsure: runs.filter((run) => unsure.has(run)),
    };
    const committed = await writer.call("write", args).catch((error) => {
      runs.forEach((run) => unsure.add(run));
      throw error;
    }) as Committed;
    if (unsure.size > 0) runs.forEach((run) => unsure.delete(run));
    committed.problems?.forEach((problem) => options.onProblem?.(problem));
    if (committed.refusal === null) { for (const { run } of batch) beginnings.forget(run); }
    return committed;
  };
  const queue = new WriteQueue({
    commit: (batch) => {
      // Where exchanges are kept for the time being, only whole ones are.
      if (rescue.isOn) beginnings.take();
      return rescue.commit(batch, () => write(batch));
    },
    hasMore: () => beginnings.areWaiting,
    maxWaitingBytes: options.maxWaitingBytes ?? 256 * 1024 * 1024,
    retryMs: options.retryMs ?? 1000,
    onProblem: options.onProblem ?? (() => {}),
    onNotice: options.onNotice ?? (() => {}),
  });
  const cleaning = options.retention === undefined ? null : new Cleaning(
    async (retention) => await writer.call("prune", retention) as boolean,
    options.retention,
  );
  const indexing = new Indexing(async () => await reader.call("index", null) as number);
  const zones = new ZoneKeeper(async (offset) => await writer.call("fillZones", offset) as boolean);
  for (const notice of await writer.open() as string[]) options.onNotice?.(notice);
  for (const offset of [0, ...localOffsets(new Date().getFullYear())]) {
    void zones.want(offset, performance.now());
  }
  return {
    begin: (beginning) => {
      beginnings.add(beginning);
      void queue.drain();
    },
    record: (exchange) => {
      beginnings.drop(exchange.run);
      indexing.soon();
      return queue.add(exchange);
    },
    health: () => rescue.health(queue.health()),
    async read<Name extends keyof QueryTypes>(name: Name, params: QueryTypes[Name]["params"]) {
      const result = await reader.call(name, params) as QueryTypes[Name]["result"];
      if (result !== null && "search_lag" in result) indexing.soon();
      const offset = "timezoneOffset" in params ? params.timezoneOffset : undefined;
      void zones.want(offset ?? 0, performance.now());
      return result;
    },
    async deleteErrors() {
      let all = 0;
      // One step at a time: exchanges are committed in between.
      for (let step: Clearing | null = null;;) {
        const next = await writer.call("clearErrors", step) as Clearing;
        if (next.cleared === 0) return all;
        all += next.cleared;
        step = next;
      }
    },
    async close() {
      indexing.stop();
      cleaning?.stop();
      await queue.close();
      await reader.close();
      await writer.close();
    },
  };
}

function spawnWriter(): Worker {
  return new Worker(new URL("./writer_worker.ts", import.meta.url), { type: "module" });
}

function spawnReader(): Worker {
  return new Worker(new URL("./reader_worker.ts", import.meta.url), { type: "module" });
}
