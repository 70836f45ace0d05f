import type { Layout } from "./layouts.ts";
import type { Value } from "./record.ts";

/** Later schemas add columns at the end: records from before have this share of them at least. */
const SHARE = 3 / 4;
/** A record of fewer values could be of any table. */
const LEAST = 3;

/** What values of columns look like beyond their types, by the names that ours have. */
const SHAPES: Readonly<Record<string, (value: Value) => boolean>> = {
  timestamp: isMoment,
  started_at: isMoment,
  changed_at: isMoment,
  "texts.hash": (value) => value instanceof Uint8Array && value.length === 16,
  "payloads.request": isRecipe,
  "payloads.response": isRecipe,
  "sqlite_schema.type": (value) => /^(table|index|view|trigger)$/.test(String(value)),
};

/** Whether a record may be of a table, by the number, the types and the looks of its values. */
export function fits({ columns, name, kind }: Layout, values: readonly Value[]): boolean {
  const least = kind === "index"
    ? columns.length
    : Math.max(LEAST, Math.ceil(columns.length * SHARE));
  if (values.length < least || values.length > columns.length) return false;
  return values.every((value, index) => {
    const column = columns[index];
    if (column === undefined) return false;
    if (value === undefined) return true;
    if (column.isRowid) return value === null;
    if (value === null) return !column.notNull;
    const looks = SHAPES[`${name}.${column.name}`] ?? SHAPES[column.name];
    return isOfType(value, column.type) && (looks?.(value) ?? true);
  });
}

/** https://www.sqlite.org/datatype3.html#determination_of_column_affinity */
function isOfType(value: Value, type: string): boolean {
  const isNumber = typeof value === "number" || typeof value === "bigint";
  if (type.includes("INT")) return typeof value === "bigint";
  if (/CHAR|CLOB|TEXT/.test(type)) return typeof value === "string";
  if (type.includes("BLOB")) return value instanceof Uint8Array;
  if (/REAL|FLOA|DOUB/.test(type)) return isNumber;
  return true;
}

function isMoment(value: Value): boolean {
  return typeof value === "string" && /^\d{4}-\d\d-\d\d/.test(value);
}

function isRecipe(value: Value): boolean {
  return typeof value === "string" && value.startsWith("[");
}
