import type { DatabaseSync, SQLInputValue } from "node:sqlite";

/**
 * Looks among the texts that were last stored before a day and belong to no request that runs: its
 * payload is still to come.
 *
 * @param wanted what is selected of `texts`, and what stands behind the condition
 */
export function selectOldTexts(
  db: DatabaseSync,
  day: number,
  wanted: { columns: string; end?: string },
): Record<string, SQLInputValue>[] {
  return db.prepare(
    `WITH running_texts(first, last) AS MATERIALIZED (
      SELECT DISTINCT json_extract(value, '$[0]'), json_extract(value, '$[1]')
      FROM running, json_each(running.request) WHERE type = 'array'
    ) SELECT ${wanted.columns} FROM texts WHERE used_on < ? AND NOT EXISTS (
      SELECT 1 FROM running_texts WHERE texts.id BETWEEN first AND last
    ) ${wanted.end ?? ""}`,
  ).all(day);
}
