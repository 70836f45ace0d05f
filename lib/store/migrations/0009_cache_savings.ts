import type { DatabaseSync } from "node:sqlite";
import { createView } from "./0002_exchanges.ts";

/**
 * What the prompt cache saved, in nano-dollars. Earlier rows get it from their cost lines, as far as
 * these tell the price of fresh input: USD per million tokens, a thousand nano-dollars per token.
 */
export function keepCacheSavings(db: DatabaseSync): void {
  db.exec(`
    DROP VIEW requests;
    ALTER TABLE exchanges ADD COLUMN cache_saved_nanos INTEGER;
    UPDATE exchanges SET cache_saved_nanos = (
      SELECT CAST(ROUND(SUM(
        json_extract(cached.value, '$.amount') * (
          SELECT CAST(json_extract(fresh.value, '$.price') AS REAL)
          FROM json_each(cost_detail) fresh WHERE json_extract(fresh.value, '$.bucket') = 'input'
        ) * 1000 - json_extract(cached.value, '$.nanos')
      )) AS INTEGER)
      FROM json_each(cost_detail) cached
      WHERE json_extract(cached.value, '$.bucket') IN ('cacheRead', 'cacheWrite5m', 'cacheWrite1h')
    )
    WHERE cost_detail LIKE '%"cache%' AND json_valid(cost_detail);
  `);
  createView(db);
}
