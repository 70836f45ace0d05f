import { DatabaseSync } from "node:sqlite";
import { isDamage } from "../problem.ts";
import { removeFile } from "../remove_file.ts";
import { BadQuery } from "../queries/bad_query.ts";
import { SearchIndex } from "./index.ts";

/** The index of a ledger, made when it is used first, and made anew when its file is damaged. */
export class LastingIndex {
  readonly #ledger: DatabaseSync;
  readonly #path: string;
  #index: SearchIndex | null = null;
  /** What is damaged then is the ledger: looking again and again would take its time. */
  #isSound = false;

  constructor(ledger: DatabaseSync, path: string) {
    this.#ledger = ledger;
    this.#path = path;
  }

  /** Works with the index; a second time with a new one when the file of the first is damaged. */
  use<T>(work: (index: SearchIndex) => T): T {
    try {
      return work(this.#opened());
    } catch (error) {
      if (error instanceof BadQuery) throw error;
      // A transaction may have been left in the middle.
      this.close();
      if (!isCorrupt(error) || this.#isSound) throw error;
    }
    this.#isSound = isSound(this.#path);
    if (!this.#isSound) { for (const end of ["", "-wal", "-shm"]) removeFile(this.#path + end); }
    return work(this.#opened());
  }

  close(): void {
    this.#index?.close();
    this.#index = null;
  }

  #opened(): SearchIndex {
    return this.#index ??= new SearchIndex(this.#ledger, this.#path);
  }
}

/** The full-text index has words of its own for it. */
function isCorrupt(error: unknown): boolean {
  return isDamage(error) ||
    (error instanceof Error && /corrupt|vtable constructor failed/.test(error.message));
}

function isSound(path: string): boolean {
  try {
    using db = new DatabaseSync(path);
    return db.prepare("PRAGMA integrity_check(1)").get()?.integrity_check === "ok";
  } catch (error) {
    if (isCorrupt(error)) return false;
    throw error;
  }
}
