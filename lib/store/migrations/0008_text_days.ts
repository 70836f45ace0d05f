import type { DatabaseSync } from "node:sqlite";

/**
 * Which texts were last stored when, without a look at the texts themselves: the day stands behind
 * the text in its row, so that finding what is old would read all that was ever said.
 */
export function indexTextDays(db: DatabaseSync): void {
  db.exec("CREATE INDEX idx_text_day ON texts(used_on)");
}
