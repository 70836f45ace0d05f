import { StoreError } from "./problem.ts";
import { BadQuery } from "./queries/bad_query.ts";
import type { Call, Reply } from "./worker_port.ts";

interface Pending {
  resolve(value: unknown): void;
  reject(error: Error): void;
}

/** The near end of a worker that answers calls. A worker that died is started again by the next call. */
export class WorkerLink {
  readonly #spawn: () => Worker;
  readonly #openArgs: unknown;
  readonly #pending = new Map<number, Pending>();
  #worker: Worker | null = null;
  #lastId = 0;
  #starts = 0;
  #closed = false;

  /**
   * @param spawn starts the worker
   * @param openArgs what its first call, `open`, gets
   */
  constructor(spawn: () => Worker, openArgs: unknown) {
    this.#spawn = spawn;
    this.#openArgs = openArgs;
  }

  /**
   * Starts the worker and opens its connection. Resolves to what its `open` returned.
   *
   * @throws {StoreError} with the reason why it cannot
   */
  async open(): Promise<unknown> {
    const worker = this.#spawn();
    this.#starts++;
    this.#worker = worker;
    worker.onmessage = ({ data }: MessageEvent<Reply>) => this.#settle(data);
    worker.onerror = (event) => {
      // Unhandled, it would end the whole server.
      event.preventDefault();
      this.#drop(new StoreError(`The database worker stopped: ${event.message}.`));
    };
    try {
      return await this.#post("open", this.#openArgs);
    } catch (error) {
      this.#drop(error instanceof Error ? error : new StoreError(String(error)));
      throw error;
    }
  }

  /** How often the worker was started: what an earlier one knew, this one does not. */
  get starts(): number {
    return this.#starts;
  }

  /**
   * Calls `op` in the worker; the call is posted before this returns.
   *
   * @throws {StoreError} when it fails there or the worker stops
   * @throws {BadQuery} when the query's parameters are wrong
   */
  call(op: string, args: unknown): Promise<unknown> {
    if (this.#closed) return Promise.reject(new StoreError("The store is closed."));
    // Calls queue up behind `open`, and fail by themselves should it fail.
    if (this.#worker === null) this.open().catch(() => {});
    return this.#post(op, args);
  }

  /** Closes the worker's connection and ends the worker. Nothing happens when none runs. */
  async close(): Promise<void> {
    this.#closed = true;
    if (this.#worker === null) return;
    try {
      await this.#post("close", null);
    } finally {
      this.#drop(new StoreError("The store is closed."));
    }
  }

  #post(op: string, args: unknown): Promise<unknown> {
    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
      this.#pending.set(id, { resolve, reject });
      this.#worker?.postMessage({ id, op, args } satisfies Call);
    });
  }

  #settle(reply: Reply) {
    const pending = this.#pending.get(reply.id);
    this.#pending.delete(reply.id);
    if ("value" in reply) pending?.resolve(reply.value);
    else pending?.reject(new (reply.badQuery ? BadQuery : StoreError)(reply.problem));
  }

  #drop(reason: Error) {
    this.#worker?.terminate();
    this.#worker = null;
    const pending = [...this.#pending.values()];
    this.#pending.clear();
    for (const { reject } of pending) reject(reason);
  }
}
