import type { DatabaseSync, StatementSync } from "node:sqlite";

/**
 * Notices that another connection has written. Asked inside of a transaction that writes it is exact,
 * for nobody else can write then; it takes half a microsecond.
 * https://sqlite.org/pragma.html#pragma_data_version
 */
export class ForeignWrites {
  readonly #version: StatementSync;
  #last: unknown;

  constructor(db: DatabaseSync) {
    this.#version = db.prepare("PRAGMA data_version");
  }

  /** Whether another connection has committed since this was asked last; at first: yes. */
  happened(): boolean {
    const version = this.#version.get()?.data_version;
    const differs = version !== this.#last;
    this.#last = version;
    return differs;
  }
}
