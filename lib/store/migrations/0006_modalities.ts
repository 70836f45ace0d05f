import type { DatabaseSync } from "node:sqlite";
import { createView } from "./0002_exchanges.ts";

/**
 * Produced images and cached sound, which cost something else than the text beside them. Google's
 * models are the only ones that have told them so far: earlier rows get theirs from the stored usage.
 * https://ai.google.dev/api/generate-content#UsageMetadata
 */
export function countModalities(db: DatabaseSync): void {
  db.exec(`
    DROP VIEW requests;
    ALTER TABLE exchanges ADD COLUMN image_output_tokens INTEGER;
    ALTER TABLE exchanges ADD COLUMN cache_read_audio_tokens INTEGER;
    UPDATE exchanges SET
      image_output_tokens = MIN(
        ${counted("candidatesTokensDetails", "IMAGE")},
        MAX(completion_tokens - COALESCE(audio_output_tokens, 0), 0)
      ),
      cache_read_audio_tokens = MIN(${counted("cacheTokensDetails", "AUDIO")}, cache_read_tokens)
    WHERE usage_raw IS NOT NULL AND json_valid(usage_raw)
      AND (instr(usage_raw, '"IMAGE"') OR instr(usage_raw, '"AUDIO"'));
  `);
  createView(db);
}

function counted(details: string, modality: string): string {
  return `(SELECT COALESCE(SUM(json_extract(value, '$.tokenCount')), 0)
    FROM json_each(usage_raw, '$.${details}')
    WHERE json_extract(value, '$.modality') = '${modality}')`;
}
