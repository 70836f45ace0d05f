import type { PageFile } from "./page_file.ts";
import { PageSet } from "./page_set.ts";

/** Pages that hold nothing any more: what they still show was deleted. */
export interface FreePages {
  pages: PageSet;
  /** Whether all of them are known. */
  isWhole: boolean;
}

interface Trunk {
  next: number;
  leaves: number[];
}

/**
 * The free pages: by the list that begins in the header, or, where that cannot be read, by the pages
 * that look like parts of such a list. https://www.sqlite.org/fileformat2.html#the_freelist
 */
export function freePages(file: PageFile): FreePages {
  return file.header === null ? foundTrunks(file) : listedTrunks(file, file.header);
}

function listedTrunks(
  file: PageFile,
  { freeTrunk, freeCount }: { freeTrunk: number; freeCount: number },
): FreePages {
  const pages = new PageSet(file.count);
  let known = 0;
  for (let at = freeTrunk; at !== 0;) {
    const trunk = pages.has(at) ? null : trunkOf(file, at);
    if (trunk === null) return { pages, isWhole: false };
    for (const page of [at, ...trunk.leaves]) pages.add(page);
    known += 1 + trunk.leaves.length;
    at = trunk.next;
  }
  return { pages, isWhole: known === freeCount };
}

function foundTrunks(file: PageFile): FreePages {
  const pages = new PageSet(file.count);
  const trunks = new Set<number>();
  const followed: number[] = [];
  for (let number = 2; number <= file.count; number++) {
    const trunk = trunkOf(file, number);
    // A page of zeros is none.
    if (trunk === null || (trunk.next === 0 && trunk.leaves.length === 0)) continue;
    trunks.add(number);
    if (trunk.next !== 0) followed.push(trunk.next);
    for (const page of [number, ...trunk.leaves]) pages.add(page);
  }
  const first = trunks.size - new Set(followed).size;
  return { pages, isWhole: followed.every((page) => trunks.has(page)) && first <= 1 };
}

function trunkOf(file: PageFile, number: number): Trunk | null {
  const page = file.page(number);
  if (page === null) return null;
  const view = new DataView(page.buffer, page.byteOffset, page.byteLength);
  const next = view.getUint32(0);
  const count = view.getUint32(4);
  if (next > file.count || next === 1 || count > file.usable / 4 - 2) return null;
  const leaves = Array.from({ length: count }, (_, index) => view.getUint32(8 + 4 * index));
  const isSound = leaves.every((leaf) => leaf > 1 && leaf <= file.count) &&
    new Set(leaves).size === count;
  return isSound ? { next, leaves } : null;
}
