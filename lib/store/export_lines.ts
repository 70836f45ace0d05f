import type { Row } from "./queries/select.ts";

/** How exchanges are written to a file. */
export type ExportFormat = "jsonl" | "csv";

/** Columns that are texts of their own and would make a table unreadable. */
const NOT_IN_TABLES = new Set([
  ...["request_data", "response_data", "cost_detail", "usage_raw", "attempt_list", "cost_history"],
]);

/** The columns of an exchange that a table has. */
export function tableColumns(columns: readonly string[]): string[] {
  return columns.filter((name) => !NOT_IN_TABLES.has(name));
}

/** Rows as lines of a file; `head` for the line with the names of a table's columns above them. */
export function exportLines(
  rows: readonly Row[],
  format: ExportFormat,
  { head, columns = tableColumns(Object.keys(rows[0] ?? {})) }: {
    head: boolean;
    columns?: readonly string[];
  },
): string {
  if (format === "jsonl") return rows.map(jsonLine).join("");
  const lines = rows.map((row) => csvLine(columns.map((name) => row[name])));
  return (head ? [csvLine(columns), ...lines] : lines).join("");
}

/** One row as a line of JSON; columns that hold JSON are JSON. Integers keep all their digits. */
export function jsonLine(row: Row): string {
  const members = Object.entries(row).map(([name, value]) =>
    `${JSON.stringify(name)}:${JSON_COLUMNS.has(name) ? embedded(value) : scalar(value)}`
  );
  return `{${members.join(",")}}\n`;
}

const JSON_COLUMNS = new Set([
  "request_data",
  "response_data",
  "cost_detail",
  "usage_raw",
  "notes",
  "attempt_list",
  "cost_history",
]);

/** JSON text as it stands, so that no number in it changes; what is none becomes a text. */
function embedded(value: unknown): string {
  if (typeof value !== "string") return "null";
  try {
    JSON.parse(value);
    return value.replace(/[\r\n]+\s*/g, " ");
  } catch {
    return JSON.stringify(value);
  }
}

function scalar(value: unknown): string {
  return typeof value === "bigint" ? String(value) : JSON.stringify(value ?? null);
}

/**
 * One row as a line of CSV (RFC 4180). What a spreadsheet would take for a formula is quoted by ', and
 * so is what already looks quoted: an import takes one ' away.
 */
export function csvLine(values: readonly unknown[]): string {
  const cells = values.map((value) => {
    if (value === null || value === undefined) return "";
    const text = typeof value === "string" && /^'*[=+\-@\t\r]/.test(value)
      ? `'${value}`
      : `${value}`;
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  });
  return `${cells.join(",")}\r\n`;
}
