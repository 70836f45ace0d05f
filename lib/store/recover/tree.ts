import { type Cell, type Node, nodeOf } from "./node.ts";
import type { PageFile } from "./page_file.ts";
import type { PageSet } from "./page_set.ts";
import { type Value, valuesOf } from "./record.ts";

/** Rowids from one on, which is not among them, to another, which is. */
export interface Range {
  after: number;
  upTo: number;
}

export const EVERYTHING: Range = { after: -Infinity, upTo: Infinity };

/** What a walk meets, in the order of the tree. */
export interface Visitor {
  /** `rowid` is 0 in an index. */
  onRecord(rowid: number, values: Value[]): void;
  /** A row whose record cannot be read. */
  onLostRecord(rowid: number): void;
  /** A page that cannot be read, and the rowids that it may have had. */
  onLostPage(range: Range): void;
  /** A leaf that can be read has all rows from the first to the last. */
  onLeaf?(first: number, last: number): void;
}

/** Walks trees of pages and trusts nothing: each page belongs to one place only, rowids ascend. */
export class TreeWalk {
  readonly #file: PageFile;
  readonly #seen: PageSet;

  /** @param seen the pages that have their place; a walk adds to it */
  constructor(file: PageFile, seen: PageSet) {
    this.#file = file;
    this.#seen = seen;
  }

  /** A page that is part of a tree; `null` when it is damaged or none. */
  node(number: number): Node | null {
    const page = this.#file.page(number);
    return page && nodeOf(page, number, this.#file.usable);
  }

  /** The records of one page that can be read. */
  records(number: number): Value[][] {
    const page = this.#file.page(number);
    const node = page && nodeOf(page, number, this.#file.usable);
    if (!page || !node) return [];
    return node.cells.map((cell) => valuesOf(this.#recordOf(page, cell).bytes, cell.size))
      .filter((values) => values !== null);
  }

  /** Walks the tree below a page. */
  walk(number: number, kind: Node["kind"], range: Range, visitor: Visitor): void {
    const page = this.#seen.has(number) ? null : this.#file.page(number);
    const node = page && nodeOf(page, number, this.#file.usable);
    if (!page || !node || node.kind !== kind || !isWithin(node, range)) {
      visitor.onLostPage(range);
      return;
    }
    this.#seen.add(number);
    if (node.isLeaf) {
      for (const cell of node.cells) this.#visit(page, cell, visitor);
      const [first, last] = [node.cells.at(0), node.cells.at(-1)];
      if (first && last) visitor.onLeaf?.(first.key, last.key);
      return;
    }
    let after = range.after;
    for (const cell of node.cells) {
      const upTo = kind === "table" ? cell.key : Infinity;
      this.walk(cell.child, kind, { after, upTo }, visitor);
      // In an index each entry stands once, also in pages that are no leaves.
      if (kind === "index") this.#visit(page, cell, visitor);
      else after = upTo;
    }
    this.walk(node.right, kind, { after, upTo: range.upTo }, visitor);
  }

  #visit(page: Uint8Array, cell: Cell, visitor: Visitor) {
    const { bytes, chain } = this.#recordOf(page, cell);
    for (const at of chain) this.#seen.add(at);
    const values = valuesOf(bytes, cell.size);
    if (values === null) visitor.onLostRecord(cell.key);
    else visitor.onRecord(cell.key, values);
  }

  /** As many bytes of a record as can be read. */
  #recordOf(
    page: Uint8Array,
    { size, start, local, overflow }: Cell,
  ): { bytes: Uint8Array; chain: ReadonlySet<number> } {
    const first = page.subarray(start, start + local);
    const chain = new Set<number>();
    if (overflow === 0) return { bytes: first, chain };
    const parts = [first];
    const room = this.#file.usable - 4;
    let left = size - local;
    for (let at = overflow; left > 0;) {
      const next = this.#seen.has(at) || chain.has(at) ? null : this.#file.page(at);
      if (next === null) break;
      const follows = new DataView(next.buffer, next.byteOffset).getUint32(0);
      // Behind the last page nothing follows, behind all others something: noise has it otherwise.
      if ((follows === 0) !== (left <= room) || follows > this.#file.count) break;
      parts.push(next.subarray(4, 4 + Math.min(room, left)));
      chain.add(at);
      left -= room;
      at = follows;
    }
    return { bytes: joined(parts), chain };
  }
}

function isWithin({ kind, isLeaf, cells, right }: Node, { after, upTo }: Range): boolean {
  if (!isLeaf && (right === 0 || cells.some(({ child }) => child === 0))) return false;
  if (kind === "index") return true;
  let before = after;
  for (const { key } of cells) {
    if (key <= before || key > upTo) return false;
    before = key;
  }
  return true;
}

function joined(parts: Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
