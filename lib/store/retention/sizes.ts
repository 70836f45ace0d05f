import type { DatabaseSync } from "node:sqlite";

/** A number that SQLite keeps of a database: `page_count`, `freelist_count`, `auto_vacuum` … */
export function pragma(db: DatabaseSync, name: string): number {
  return Number(db.prepare(`PRAGMA ${name}`).get()?.[name]);
}

/** What the file would take if all free pages were given back. */
export function usedBytes(db: DatabaseSync): number {
  return (pragma(db, "page_count") - pragma(db, "freelist_count")) * pragma(db, "page_size");
}
