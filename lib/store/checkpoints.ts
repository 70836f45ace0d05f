import type { DatabaseSync, StatementSync } from "node:sqlite";

/** WAL pages after which moving them into the main file is worth its sync, in an idle moment. */
const IDLE_PAGES = 1000;
/** … and while exchanges come, by another thread. */
const BUSY_PAGES = 12_000;

/**
 * Moves the WAL into the main file. Inside of a commit, where SQLite would do it, requests wait for the
 * disk's sync: it is done when nobody asks, or else by a worker while commits go on beside it. What was
 * committed meanwhile is little, and the writer moves it itself: only with all of it moved can the WAL
 * be written from its start again.
 */
export class Checkpoints {
  readonly #db: DatabaseSync;
  readonly #path: string;
  readonly #spawn: () => Worker;
  readonly #state: StatementSync;
  #worker: Worker | null = null;
  #isBusy = false;

  /** @param spawn starts the worker; its first call is the first load */
  constructor(db: DatabaseSync, path: string, spawn: () => Worker = spawnWorker) {
    this.#db = db;
    this.#path = path;
    this.#spawn = spawn;
    this.#state = db.prepare("PRAGMA wal_checkpoint(NOOP)");
  }

  /** Nobody asks: the writer has time. */
  whenIdle(): void {
    if (!this.#isBusy && this.#waiting() >= IDLE_PAGES) this.#move();
  }

  /** Exchanges come without a pause. */
  underLoad(): void {
    if (this.#isBusy || this.#waiting() < BUSY_PAGES) return;
    this.#isBusy = true;
    this.#helper().postMessage(this.#path);
  }

  /** Ends the worker. */
  close(): void {
    this.#worker?.terminate();
    this.#worker = null;
  }

  #helper(): Worker {
    if (this.#worker !== null) return this.#worker;
    const worker = this.#spawn();
    worker.onmessage = () => {
      this.#isBusy = false;
      this.#move();
    };
    worker.onerror = (event) => {
      event.preventDefault();
      this.#isBusy = false;
      this.close();
    };
    return this.#worker = worker;
  }

  /** Pages that are in the WAL alone. */
  #waiting(): number {
    const { log, checkpointed } = this.#state.get() ?? {};
    return Number(log) - Number(checkpointed);
  }

  #move() {
    try {
      this.#db.exec("PRAGMA wal_checkpoint(PASSIVE)");
    } catch {
      // The WAL keeps everything, and if the disk has trouble the next commit tells.
    }
  }
}

function spawnWorker(): Worker {
  return new Worker(new URL("./checkpoint_worker.ts", import.meta.url), { type: "module" });
}
