import { Buffer } from "node:buffer";
import { hash } from "node:crypto";
import type { DatabaseSync, StatementSync } from "node:sqlite";
import type { LedgerDay } from "../ledger_day.ts";
import { type Piece, split } from "./split.ts";

/** A run of texts: the first and the last id, which have all in between, and what stands between them. */
type Run = [first: number, last: number, separator: string];

/** How to put a payload together again; as JSON in the columns of `payloads`. */
export type Recipe = (string | Run)[];

/** Hashes whose ids are kept at hand: a conversation's history comes with every request. */
const REMEMBERED = 20_000;

/** The texts that exchanges share, each stored once. */
export class TextStore {
  readonly #find: StatementSync;
  readonly #add: StatementSync;
  readonly #touch: StatementSync;
  readonly #day: LedgerDay;
  #known = new Map<string, { id: number; usedOn: number }>();
  #added: string[] = [];

  constructor(db: DatabaseSync, day: LedgerDay) {
    this.#find = db.prepare("SELECT id, used_on FROM texts WHERE hash = ?");
    this.#add = db.prepare("INSERT INTO texts (hash, text, used_on) VALUES (?, ?, ?)");
    this.#touch = db.prepare("UPDATE texts SET used_on = ? WHERE id BETWEEN ? AND ?");
    this.#day = day;
  }

  /** Texts may have been deleted: what is known of them has to be asked for again. */
  distrust(): void {
    this.#known = new Map();
  }

  /** Stores a payload and gives its recipe as JSON. Inside of a transaction. */
  put(payload: string): string {
    const recipe: Recipe = [];
    for (const entry of split(payload).flatMap((piece) => this.#entries(piece))) {
      const last = recipe.length - 1;
      const before = recipe[last];
      if (typeof entry === "string" && typeof before === "string") recipe[last] = before + entry;
      else recipe.push(entry);
    }
    return JSON.stringify(recipe);
  }

  /** The texts of a recipe are in use today, whenever it was made. */
  touch(recipe: string): void {
    const entries: Recipe = JSON.parse(recipe);
    for (const entry of entries) {
      if (typeof entry === "string") continue;
      this.#touch.run(this.#day.today(), entry[0], entry[1]);
    }
  }

  /** The transaction was rolled back: what it added is not there. */
  forget(): void {
    for (const hash of this.#added) this.#known.delete(hash);
    this.#added = [];
  }

  /** The transaction was committed. */
  keep(): void {
    this.#added = [];
    if (this.#known.size > REMEMBERED) this.#known = new Map();
  }

  #entries(piece: Piece): Recipe {
    if ("literal" in piece) return [piece.literal];
    const { texts, separator } = piece;
    const runs: Recipe = [];
    let run: Run | null = null;
    for (const text of texts) {
      const id = this.#idOf(text);
      if (run !== null && id === run[1] + 1) run[1] = id;
      else {
        if (run !== null && separator !== "") runs.push(separator);
        run = [id, id, separator];
        runs.push(run);
      }
    }
    return runs;
  }

  #idOf(text: string): number {
    // As text at first, which a lookup needs: most are known.
    const key = hash("sha256", text, "base64");
    const today = this.#day.today();
    const known = this.#known.get(key) ?? this.#found(key);
    if (known && known.usedOn >= today) {
      this.#known.set(key, known);
      return known.id;
    }
    const id = known?.id ?? Number(this.#add.run(half(key), text, today).lastInsertRowid);
    if (known) this.#touch.run(today, id, id);
    this.#known.set(key, { id, usedOn: today });
    this.#added.push(key);
    return id;
  }

  #found(key: string): { id: number; usedOn: number } | null {
    const row = this.#find.get(half(key));
    return row ? { id: Number(row.id), usedOn: Number(row.used_on) } : null;
  }
}

/** The first half of a hash, which is what is stored of it. */
function half(hash: string): Uint8Array {
  return Buffer.from(hash, "base64").subarray(0, 16);
}
