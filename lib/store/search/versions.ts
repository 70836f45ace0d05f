import type { DatabaseSync } from "node:sqlite";

/**
 * What the ledger tells the index: `redacted` and `rows_gone` grow when texts were redacted or rows
 * deleted, `payloads_gone` is the last exchange whose payload retention has deleted. 0: never.
 */
export function versionOf(
  ledger: DatabaseSync,
  name: "redacted" | "rows_gone" | "payloads_gone",
): number {
  const row = ledger.prepare("SELECT version FROM versions WHERE name = ?").get(name);
  return Number(row?.version ?? 0);
}
