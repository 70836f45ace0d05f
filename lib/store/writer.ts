import type { DatabaseSync, StatementSync } from "node:sqlite";
import type { Beginning, Exchange } from "../types/exchange.ts";
import type { Retention } from "../types/retention.ts";
import { withoutPayload } from "./bare.ts";
import { Inserter } from "./insert.ts";
import { explain, isPassing } from "./problem.ts";
import { Pruner } from "./retention.ts";
import { fillZones } from "./rollups/fill.ts";

/** What became of a batch. */
export interface Committed {
  /** Why nothing of it was written; `null` when it is committed. */
  refusal: string | null;
  /** Exchanges that SQLite can never hold. They are gone; everything else of the batch is safe. */
  lost: number;
  /** What the user should know beside it. */
  problems?: string[];
}

/** Payload after which moving the WAL into the main file is worth its sync, in bytes. */
const CHECKPOINT_BYTES = 4 * 1024 * 1024;

/** The one that writes to the database: a batch is a transaction. */
export class Writer {
  readonly #db: DatabaseSync;
  readonly #path: string;
  readonly #inserter: Inserter;
  readonly #pruner: Pruner;
  readonly #begin: StatementSync;
  readonly #commit: StatementSync;
  /** What tells the file apart from another one at the same path. */
  readonly #identity: string | null;
  #sinceCheckpoint = 0;

  /** @param now what day it is for payloads, in milliseconds since the epoch */
  constructor(db: DatabaseSync, path: string, now: () => number = Date.now) {
    this.#db = db;
    this.#path = path;
    this.#identity = identityOf(path);
    this.#inserter = new Inserter(db, now);
    this.#pruner = new Pruner(db);
    this.#begin = db.prepare("BEGIN IMMEDIATE");
    this.#commit = db.prepare("COMMIT");
  }

  /** Notes exchanges that begin. What the disk refuses is not noted: they are recorded at their end. */
  begin(beginnings: readonly Beginning[]): void {
    try {
      this.#transaction(() => beginnings.forEach((beginning) => this.#inserter.begin(beginning)));
    } catch {
      // The record of the exchange tells of the trouble.
      this.#inserter.refuse(beginnings);
    }
  }

  /** Commits all exchanges, or none when the disk refuses. Never throws. */
  record(exchanges: readonly Exchange[]): Committed {
    if (!this.#isInPlace()) return { refusal: this.#displaced(), lost: 0 };
    try {
      this.#transaction(() => exchanges.forEach((exchange) => this.#inserter.insert(exchange)));
      for (const { request, response } of exchanges) {
        this.#sinceCheckpoint += request.length + (response?.length ?? 0);
      }
      return { refusal: null, lost: 0 };
    } catch (error) {
      if (isPassing(error)) return { refusal: explain(error, this.#path), lost: 0 };
      return this.#recordEach(exchanges);
    }
  }

  /**
   * Deletes the failed exchanges. One that cost money stays in the books and only leaves the list of
   * recent errors; what clients left (`interrupted`) is not an error and stays too.
   *
   * @returns how many errors are gone from the list
   * @throws the error of SQLite when the disk refuses
   */
  deleteErrors(): number {
    return this.#transaction(() => {
      const kept = this.#db.prepare(
        "UPDATE exchanges SET cleared = 1 WHERE error IS NOT NULL AND outcome = 'failed' AND cleared = 0 AND cost_nanos > 0",
      ).run();
      const deleted = this.#db.prepare(
        "DELETE FROM exchanges WHERE error IS NOT NULL AND outcome = 'failed' AND cleared = 0",
      ).run();
      return Number(kept.changes) + Number(deleted.changes);
    });
  }

  /** Cleans up a little; `true` when there is more to do. Trouble leaves it for later. */
  prune(retention: Retention, now: number): boolean {
    try {
      const more = this.#pruner.step(retention, now);
      this.#inserter.distrustTexts();
      return more;
    } catch {
      return false;
    }
  }

  /** Makes a part of the rollups of days; `true` when it is done. Trouble leaves it for later. */
  fillZones(offset: number, now: number): boolean {
    try {
      return fillZones(this.#db, offset, now);
    } catch {
      return true;
    }
  }

  /**
   * Moves the WAL into the main file if enough has gathered. Meant for idle moments: inside a commit,
   * where SQLite would do it, a request waits for the disk's sync.
   */
  checkpoint(): void {
    if (this.#sinceCheckpoint < CHECKPOINT_BYTES) return;
    this.#sinceCheckpoint = 0;
    try {
      this.#db.exec("PRAGMA wal_checkpoint(PASSIVE)");
    } catch {
      // The WAL keeps everything, and if the disk has trouble the next commit tells.
    }
  }

  /** Puts everything into the main file and closes it. */
  close(): void {
    this.#db.exec("PRAGMA optimize");
    this.#db.close();
  }

  /** Rows that go into a file which has lost its name are lost at its end. */
  #isInPlace(): boolean {
    return this.#identity === null || identityOf(this.#path) === this.#identity;
  }

  #displaced(): string {
    return `${this.#path} was deleted or replaced while Apantli runs. Put the file back, or restart.`;
  }

  /** One bad row must not hold back the others: each for itself, in need without its payloads. */
  #recordEach(exchanges: readonly Exchange[]): Committed {
    let lost = 0;
    for (const exchange of exchanges) {
      const bare = withoutPayload(exchange, "SQLite refused it");
      const refused = this.#try(exchange) && this.#try(bare);
      if (!refused) continue;
      // The batch comes again as a whole; rows that are in already are recognised.
      if (isPassing(refused)) return { refusal: explain(refused, this.#path), lost };
      lost++;
    }
    return { refusal: null, lost };
  }

  #try(exchange: Exchange): unknown {
    try {
      this.#transaction(() => this.#inserter.insert(exchange));
      return null;
    } catch (error) {
      return error;
    }
  }

  #transaction<T>(work: () => T): T {
    this.#begin.run();
    try {
      const result = work();
      this.#commit.run();
      this.#inserter.settle(true);
      return result;
    } catch (error) {
      this.#inserter.settle(false);
      // SQLite has rolled back by itself after some errors (a full disk, for one).
      if (this.#db.isTransaction) this.#db.exec("ROLLBACK");
      throw error;
    }
  }
}

/** `null` where nobody can tell: a database in memory, a system without inodes. */
function identityOf(path: string): string | null {
  try {
    const { dev, ino } = Deno.statSync(path);
    return ino === null ? null : `${dev} ${ino}`;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return "gone";
    return null;
  }
}
