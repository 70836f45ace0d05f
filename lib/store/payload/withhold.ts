import type { ImportedColumns, ImportedRow } from "../../types/imported.ts";
import type { JsonValue } from "../../types/json.ts";
import { MESSAGE_NOT_STORED } from "../../types/marker.ts";
import type { Capture, PayloadRule } from "../../types/payloads.ts";
import { VALUES } from "./rules.ts";
import type { Scrub } from "./scrub.ts";

/** An imported row without what the rule keeps from the disk; its payloads follow when they are stored. */
export function withhold(
  row: ImportedRow,
  { capture }: PayloadRule,
  scrub: Scrub | null,
): ImportedRow {
  const kept = capture === "full" ? row : withoutTexts(row, capture);
  return scrub === null ? kept : scrubbed(kept, scrub);
}

/** As for the server's own: errors and notes may repeat what a request said. */
function withoutTexts(row: ImportedRow, capture: Capture): ImportedRow {
  const { error = null, usage_raw = null, finish_reason = null } = row.columns;
  return {
    ...row,
    columns: {
      ...row.columns,
      error: error && MESSAGE_NOT_STORED,
      usage_raw: usage_raw && JSON.stringify(VALUES.usage(valueOf(usage_raw))),
      finish_reason: finish_reason && String(VALUES.word(String(finish_reason))),
      notes: JSON.stringify({ capture }),
    },
    attempts: row.attempts.map((one) => ({ ...one, error: one.error && MESSAGE_NOT_STORED })),
  };
}

function scrubbed(row: ImportedRow, scrub: Scrub): ImportedRow {
  const payload = (json: string | null) => json === null ? null : scrub.payload(json);
  const text = (words: string | null) => words === null ? null : scrub.text(words);
  const changed = (names: readonly string[], change: (text: string | null) => string | null) =>
    names.map((name): [string, ImportedColumns[string]] => {
      const value = row.columns[name] ?? null;
      return [name, typeof value === "string" ? change(value) : value];
    });
  return {
    ...row,
    columns: {
      ...row.columns,
      ...Object.fromEntries(changed(["usage_raw", "notes"], payload)),
      ...Object.fromEntries(changed(["client", "project", "error"], text)),
    },
    request: payload(row.request),
    response: payload(row.response),
    attempts: row.attempts.map((one) => ({ ...one, error: text(one.error) })),
  };
}

function valueOf(json: ImportedColumns[string]): JsonValue {
  return typeof json === "string" ? JSON.parse(json) : null;
}
