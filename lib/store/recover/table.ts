import type { DatabaseSync } from "node:sqlite";
import { fits } from "./fits.ts";
import type { Layout, SchemaObject } from "./layouts.ts";
import type { PageFile } from "./page_file.ts";
import { PageSet } from "./page_set.ts";
import type { Value } from "./record.ts";
import { quote, RowWriter } from "./rows.ts";
import { EVERYTHING, type Range, TreeWalk } from "./tree.ts";

/** One table on its way into the new file, and what of it is missing. */
export class Table {
  readonly layout: Layout;
  /** Rowids that were on pages which cannot be read. */
  readonly gaps: Range[] = [];
  /** Rows that are known to have been there and are not saved; their moments where those are known. */
  readonly lost = new Map<number, string | null>();
  /** Rows that are saved without some columns. */
  readonly lacking = new Map<number, readonly string[]>();
  /** Whether an index tells of all rows that are lost. */
  isCounted = false;
  saved = 0;
  readonly #db: DatabaseSync;
  readonly #writer: RowWriter;
  readonly #found: Range[] = [];
  readonly #onSaved: () => void;

  constructor(db: DatabaseSync, layout: Layout, onSaved: () => void) {
    this.#db = db;
    this.layout = layout;
    this.#writer = new RowWriter(db, layout);
    this.#onSaved = onSaved;
  }

  /** Reads its tree. `isSure` tells whether the tree is known to be the table's. */
  read(file: PageFile, seen: PageSet, { root, isSure }: { root: number; isSure: boolean }): void {
    new TreeWalk(file, seen).walk(root, this.layout.kind, EVERYTHING, {
      onRecord: (rowid, values) => {
        if (isSure || fits(this.layout, values)) this.onRecord(rowid, values);
      },
      onLostRecord: (rowid) => this.lost.set(rowid, null),
      onLostPage: (range) => this.gaps.push(range),
    });
  }

  onRecord(rowid: number, values: Value[]): void {
    const fate = this.#writer.add(rowid, values);
    if (fate === "damaged") {
      this.lost.set(rowid, null);
      return;
    }
    if (!fate.added) return;
    this.saved++;
    if (fate.lacks.length > 0) this.lacking.set(rowid, fate.lacks);
    this.#onSaved();
  }

  onLeaf(first: number, last: number): void {
    this.#found.push({ after: first - 1, upTo: last });
  }

  /** Whether anything is missing. */
  get isDamaged(): boolean {
    return this.gaps.length > 0 || this.lost.size > 0;
  }

  /** The rowids of which nothing is known: those of the gaps, without the leaves that were found. */
  unknown(): Range[] {
    const found = this.#found.toSorted((a, b) => a.after - b.after);
    return this.gaps.flatMap((gap) => {
      const left: Range[] = [];
      let { after } = gap;
      for (const leaf of found) {
        if (leaf.upTo <= after || leaf.after >= gap.upTo) continue;
        if (leaf.after > after) left.push({ after, upTo: leaf.after });
        after = leaf.upTo;
      }
      return after < gap.upTo ? [...left, { after, upTo: gap.upTo }] : left;
    });
  }

  /** Asks the indexes of the table which rows there were. */
  count(file: PageFile, objects: readonly SchemaObject[]): void {
    if (!this.isDamaged || this.layout.kind === "index") return;
    const isSaved = this.#db.prepare(
      `SELECT 1 FROM ${quote(this.layout.name)} WHERE rowid = ?`,
    );
    const indexes = objects.filter(({ type, table, root }) =>
      type === "index" && table === this.layout.name && root > 0
    );
    for (const { root, sql } of indexes) {
      let isWhole = !/\bWHERE\b/i.test(sql ?? "");
      const lose = () => {
        isWhole = false;
      };
      new TreeWalk(file, new PageSet(file.count)).walk(root, "index", EVERYTHING, {
        onLostPage: lose,
        onLostRecord: lose,
        onRecord: (_, values) => {
          const last = values.at(-1);
          const rowid = Number(last);
          if (typeof last !== "bigint" || !this.#isInGap(rowid)) return;
          const moment = values.find((value) => typeof value === "string" && /^\d{4}-/.test(value));
          const known = typeof moment === "string" ? moment : this.lost.get(rowid) ?? null;
          this.lost.set(rowid, known);
        },
      });
      this.isCounted ||= isWhole;
    }
    for (const rowid of [...this.lost.keys()]) {
      if (isSaved.get(rowid) !== undefined) this.lost.delete(rowid);
    }
    if (this.gaps.length === 0) this.isCounted = true;
  }

  #isInGap(rowid: number): boolean {
    return this.lost.has(rowid) ||
      this.gaps.some(({ after, upTo }) => rowid > after && rowid <= upTo);
  }
}
