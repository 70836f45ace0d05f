import type { DatabaseSync, StatementSync } from "node:sqlite";

/** WAL pages after which moving them into the main file is worth its sync, in an idle moment. */
const IDLE_PAGES = 1000;
/** … and while exchanges come, by another thread. */
const BUSY_PAGES = 12_000;
/** … and at which SQLite does it inside of a commit, should nobody else have got to it. */
const BOUND = 50_000;
/** What the log may keep of its size, in bytes. */
const MOST_BYTES = 64 * 1024 * 1024;

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
    this.#bound(BOUND);
    // What a killed server has left may be a gigabyte: the first commit must not wait for that.
    this.underLoad();
  }

  /**
   * Nobody asks: the writer has time, though not for very much. Returns whether there is more to do in
   * the next idle moment.
   */
  whenIdle(): boolean {
    if (this.#isBusy) return true;
    const waiting = this.#waiting();
    if (waiting >= BOUND) {
      this.underLoad();
      return true;
    }
    if (waiting >= IDLE_PAGES) this.#move("PASSIVE");
    if (sizeOf(`${this.#path}-wal`) <= MOST_BYTES) return false;
    // Cutting a gigabyte off takes a while, and a log that is written from its start is no harm.
    this.#cutOff();
    return true;
  }

  /** Exchanges come without a pause. */
  underLoad(): void {
    if (this.#isBusy || this.#waiting() < BUSY_PAGES) return;
    this.#isBusy = true;
    this.#bound(0);
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
      this.#bound(BOUND);
      this.#move("PASSIVE");
    };
    worker.onerror = (event) => {
      event.preventDefault();
      this.#isBusy = false;
      this.#bound(BOUND);
      this.close();
    };
    return this.#worker = worker;
  }

  /** Pages that are in the WAL alone. */
  #waiting(): number {
    const { log, checkpointed } = this.#state.get() ?? {};
    return Number(log) - Number(checkpointed);
  }

  /** While a worker moves the WAL no commit does. */
  #bound(pages: number) {
    this.#db.exec(`PRAGMA wal_autocheckpoint = ${pages}`);
  }

  /** A report that still reads the log prevents it: nobody waits for that, the next moment will do. */
  #cutOff() {
    const before = this.#db.prepare("PRAGMA busy_timeout").get()?.timeout;
    this.#db.exec("PRAGMA busy_timeout = 0");
    this.#move("TRUNCATE");
    this.#db.exec(`PRAGMA busy_timeout = ${Number(before)}`);
  }

  #move(how: "PASSIVE" | "TRUNCATE") {
    try {
      this.#db.exec(`PRAGMA wal_checkpoint(${how})`);
    } catch {
      // The WAL keeps everything, and if the disk has trouble the next commit tells.
    }
  }
}

function sizeOf(path: string): number {
  try {
    return Deno.statSync(path).size;
  } catch {
    return 0;
  }
}

function spawnWorker(): Worker {
  return new Worker(new URL("./checkpoint_worker.ts", import.meta.url), { type: "module" });
}
