import type { DatabaseSync } from "node:sqlite";
import { pragma } from "./sizes.ts";

/** So many at a time: a commit must not wait for it long. */
const PAGES = 200;

/**
 * Gives some free pages back to the disk. Returns how many; 0 when there are fewer than `least`, or
 * the file cannot give any back.
 */
export function giveBack(db: DatabaseSync, least = PAGES): number {
  const before = pragma(db, "freelist_count");
  if (before < least) return 0;
  // All rows of it: each stands for a page.
  db.prepare(`PRAGMA incremental_vacuum(${PAGES})`).all();
  return Math.max(0, before - pragma(db, "freelist_count"));
}
