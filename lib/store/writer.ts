import type { DatabaseSync, StatementSync } from "node:sqlite";
import type { Beginning, Exchange } from "../types/exchange.ts";
import type { Retention } from "../types/retention.ts";
import { withoutPayload } from "./bare.ts";
import { clearErrors, type Clearing } from "./clear_errors.ts";
import { Checkpoints } from "./checkpoints.ts";
import { Inserter } from "./insert.ts";
import { mendFutureDays } from "./future_days.ts";
import { identityOf } from "./identity.ts";
import { explain, isDamage, isPassing } from "./problem.ts";
import { Pruner } from "./retention/pruner.ts";
import { fillZones } from "./rollups/fill.ts";

/** What is written at a time. */
export interface Batch {
  beginnings: readonly Beginning[];
  exchanges: readonly Exchange[];
  /** The runs of those that an earlier writer may have committed: it ended before it could tell. */
  unsure?: readonly number[];
}

/** What became of a batch. */
export interface Committed {
  /** Why nothing of it was written; `null` when it is committed. */
  refusal: string | null;
  /** Exchanges that SQLite can never hold. They are gone; everything else of the batch is safe. */
  lost: number;
  /** Whether the refusal is because pages of the file are damaged: trying again will not help. */
  isDamaged?: boolean;
  /** What the user should know beside it. */
  problems?: string[];
}

const NONE: ReadonlySet<number> = new Set();

/** The one that writes to the database: a batch is a transaction. */
export class Writer {
  /** When the WAL is moved into the main file. */
  readonly checkpoints: Checkpoints;
  readonly #db: DatabaseSync;
  readonly #path: string;
  readonly #inserter: Inserter;
  readonly #pruner: Pruner;
  readonly #begin: StatementSync;
  readonly #commit: StatementSync;
  /** What tells the file apart from another one at the same path. */
  readonly #identity: string | null;

  /** @param now what day it is for payloads, in milliseconds since the epoch */
  constructor(db: DatabaseSync, path: string, now: () => number = Date.now) {
    this.#db = db;
    this.#path = path;
    this.#identity = identityOf(path);
    this.checkpoints = new Checkpoints(db, path);
    this.#inserter = new Inserter(db, now);
    this.#pruner = new Pruner(db);
    this.#begin = db.prepare("BEGIN IMMEDIATE");
    this.#commit = db.prepare("COMMIT");
  }

  /** Writes what begins and what has ended in one transaction; when that fails, each for itself. */
  write({ beginnings, exchanges, unsure = [] }: Batch): Committed {
    const isUnsure = new Set(unsure);
    if (beginnings.length > 0 && exchanges.length > 0 && this.#isInPlace()) {
      try {
        this.#transaction(() => {
          for (const beginning of beginnings) this.#inserter.begin(beginning);
          this.#insertAll(exchanges, isUnsure);
        });
        return { refusal: null, lost: 0 };
      } catch {
        // It is told below, of the one that it was about.
      }
    }
    if (beginnings.length > 0) this.begin(beginnings);
    return exchanges.length > 0 ? this.record(exchanges, isUnsure) : { refusal: null, lost: 0 };
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
  record(exchanges: readonly Exchange[], isUnsure: ReadonlySet<number> = NONE): Committed {
    if (!this.#isInPlace()) return { refusal: this.#displaced(), lost: 0 };
    try {
      this.#transaction(() => this.#insertAll(exchanges, isUnsure));
      return { refusal: null, lost: 0 };
    } catch (error) {
      if (isPassing(error)) return this.#refused(error, 0);
      return this.#recordEach(exchanges, isUnsure);
    }
  }

  /**
   * Deletes some of the failed exchanges. One that cost money stays in the books and only leaves the
   * list of recent errors; what clients left (`interrupted`) is not an error and stays too.
   *
   * @param begun the step before; `null` for the first
   * @param stepMs how long it may take
   * @throws the error of SQLite when the disk refuses
   */
  clearErrors(begun: Clearing | null, stepMs?: number): Clearing {
    return this.#transaction(() => clearErrors(this.#db, begun, stepMs));
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

  /** Puts right a few days that a wrong clock stored, by one that is right; `true` for more to do. */
  mendDays(now: number): boolean {
    try {
      const more = this.#transaction(() => mendFutureDays(this.#db, now));
      this.#inserter.distrustDay();
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

  /** Puts everything into the main file and closes it. */
  close(): void {
    this.checkpoints.close();
    try {
      this.#db.exec("PRAGMA optimize");
    } catch {
      // Statistics of a database that is damaged are of no use.
    }
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
  #recordEach(exchanges: readonly Exchange[], isUnsure: ReadonlySet<number>): Committed {
    let lost = 0;
    for (const exchange of exchanges) {
      const bare = withoutPayload(exchange, "SQLite refused it");
      const refused = this.#try(exchange, isUnsure) && this.#try(bare, isUnsure);
      if (!refused) continue;
      // The batch comes again as a whole; rows that are in already are recognised.
      if (isPassing(refused)) return this.#refused(refused, lost);
      lost++;
    }
    return { refusal: null, lost };
  }

  #refused(error: unknown, lost: number): Committed {
    return { refusal: explain(error, this.#path), lost, isDamaged: isDamage(error) };
  }

  #insertAll(exchanges: readonly Exchange[], isUnsure: ReadonlySet<number>) {
    for (const exchange of exchanges) {
      this.#inserter.insert(exchange, isUnsure.has(exchange.run));
    }
  }

  #try(exchange: Exchange, isUnsure: ReadonlySet<number>): unknown {
    try {
      this.#transaction(() => this.#insertAll([exchange], isUnsure));
      return null;
    } catch (error) {
      return error;
    }
  }

  #transaction<T>(work: () => T): T {
    this.#begin.run();
    try {
      this.#inserter.lookAround();
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
