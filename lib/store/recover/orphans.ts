import { fits } from "./fits.ts";
import type { FreePages } from "./free_pages.ts";
import type { Layout } from "./layouts.ts";
import type { PageFile } from "./page_file.ts";
import { PageSet } from "./page_set.ts";
import type { Value } from "./record.ts";
import { EVERYTHING, type Range, TreeWalk } from "./tree.ts";

/** No tree that fits on a disk is deeper; pages in a circle are no tree. */
const DEEPEST = 8;

/** A table of which pages are missing. */
export interface Wanting {
  layout: Layout;
  /** The rowids that were on them; of tables without rowids there is no telling. */
  gaps: readonly Range[];
  onRecord(rowid: number, values: Value[]): void;
  /** A leaf was found whose rows go from one to another. */
  onLeaf(first: number, last: number): void;
}

/**
 * Finds trees whose parent is damaged: pages that belong to nothing, are not free, and hold rows of a
 * table that lacks just those. What only might be deleted rows is left alone.
 */
export function adopt(
  file: PageFile,
  { free, seen }: { free: FreePages; seen: PageSet },
  wanting: readonly Wanting[],
): void {
  if (!free.isWhole || wanting.length === 0) return;
  const walk = new TreeWalk(file, seen);
  const children = new PageSet(file.count);
  const isLoose = (page: number) => !seen.has(page) && !free.pages.has(page);
  for (let page = 2; page <= file.count; page++) {
    const node = isLoose(page) ? walk.node(page) : null;
    if (node === null || node.isLeaf) continue;
    for (const child of [...node.cells.map(({ child }) => child), node.right]) {
      if (child <= file.count) children.add(child);
    }
  }
  for (let page = 2; page <= file.count; page++) {
    if (!isLoose(page) || children.has(page)) continue;
    const owner = ownerOf(walk, page, wanting);
    if (owner !== null) take(walk, page, owner);
  }
}

/** The table that a tree of rows may belong to. */
function ownerOf(
  walk: TreeWalk,
  page: number,
  wanting: readonly Wanting[],
  depth = 0,
): Wanting | null {
  const node = walk.node(page);
  if (node === null || depth > DEEPEST) return null;
  if (!node.isLeaf && node.kind === "table") {
    for (const child of [...node.cells.map(({ child }) => child), node.right]) {
      const owner = ownerOf(walk, child, wanting, depth + 1);
      if (owner !== null) return owner;
    }
    return null;
  }
  const [first] = walk.records(page);
  if (first === undefined) return null;
  return wanting.find(({ layout }) => layout.kind === node.kind && fits(layout, first)) ?? null;
}

function take(walk: TreeWalk, page: number, wanting: Wanting) {
  const { layout, gaps } = wanting;
  const isMissing = (rowid: number) =>
    layout.kind === "index" || gaps.some(({ after, upTo }) => rowid > after && rowid <= upTo);
  walk.walk(page, layout.kind, EVERYTHING, {
    onRecord: (rowid, values) => {
      if (isMissing(rowid) && fits(layout, values)) wanting.onRecord(rowid, values);
    },
    onLostRecord: () => {},
    onLostPage: () => {},
    onLeaf: (first, last) => {
      if (isMissing(first) && isMissing(last)) wanting.onLeaf(first, last);
    },
  });
}
