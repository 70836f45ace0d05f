import { knownSchema, type Layout, layoutsOf, type SchemaObject } from "./layouts.ts";
import { adopt } from "./orphans.ts";
import type { FreePages } from "./free_pages.ts";
import type { PageFile } from "./page_file.ts";
import { PageSet } from "./page_set.ts";
import type { Value } from "./record.ts";
import { EVERYTHING, type Range, TreeWalk } from "./tree.ts";
import { APPLICATION_ID, hasPredecessorsColumns, LATEST } from "../migrate.ts";

/** What a file holds, as far as its own schema and what is known of ours tell. */
export interface Schema {
  objects: readonly SchemaObject[];
  layouts: readonly Layout[];
  /** Whether it is the file's own. Else rows have to look like those of their table. */
  isOwn: boolean;
  /** What the new file is to have in its header. */
  version: number;
  application: number;
}

/** Reads the schema of a file; `null` when it is another program's. */
export async function schemaOf(
  file: PageFile,
  { free, seen }: { free: FreePages; seen: PageSet },
): Promise<Schema | null> {
  const { objects, isWhole } = storedSchema(file, { free, seen });
  const version = file.header?.version ?? await versionOf(objects);
  if (isWhole && version !== null && objects.length > 0) {
    const application = file.header?.application ?? (version > 0 ? APPLICATION_ID : 0);
    const columns = layoutsOf(objects).find(({ name }) => name === "requests")?.columns ?? [];
    const isOurs = application === APPLICATION_ID ||
      (application === 0 && hasPredecessorsColumns(columns.map(({ name }) => name)));
    return isOurs
      ? { objects, layouts: layoutsOf(objects), isOwn: true, version, application }
      : null;
  }
  const isOld = await isPredecessors(file, free, objects);
  const known = await knownSchema(isOld ? "predecessor" : "apantli");
  const rest = objects.filter(({ name }) => !known.some((one) => one.name === name));
  const rootOf = (name: string) => objects.find((one) => one.name === name)?.root ?? 0;
  const merged = [...known.map((one) => ({ ...one, root: rootOf(one.name) })), ...rest];
  return {
    objects: merged,
    layouts: layoutsOf(merged),
    isOwn: false,
    version: isOld ? 0 : LATEST,
    application: isOld ? 0 : APPLICATION_ID,
  };
}

/** https://www.sqlite.org/schematab.html */
const SQLITE_SCHEMA: Layout = {
  name: "sqlite_schema",
  kind: "table",
  columns: ["type", "name", "tbl_name", "rootpage", "sql"].map((name) => ({
    name,
    type: name === "rootpage" ? "INT" : "TEXT",
    notNull: name !== "sql",
    isRowid: false,
  })),
};

/** What `sqlite_schema` says, and whether all of it can be read. */
function storedSchema(file: PageFile, { free, seen }: { free: FreePages; seen: PageSet }) {
  const objects: SchemaObject[] = [];
  let isWhole = true;
  const lose = () => {
    isWhole = false;
  };
  const onRecord = (_rowid: number, [type, name, table, root, sql]: Value[]) => {
    const isText = typeof type === "string" && typeof name === "string" &&
      typeof table === "string" && typeof root === "bigint";
    if (!isText || sql === undefined) return lose();
    objects.push({
      type,
      name,
      table,
      root: Number(root),
      sql: typeof sql === "string" ? sql : null,
    });
  };
  const gaps: Range[] = [];
  new TreeWalk(file, seen).walk(1, "table", EVERYTHING, {
    onLostPage: (range) => gaps.push(range),
    onLostRecord: lose,
    onRecord,
  });
  if (gaps.length === 0) return { objects, isWhole };
  adopt(file, { free, seen }, [{ layout: SQLITE_SCHEMA, gaps, onRecord, onLeaf: () => {} }]);
  return { objects, isWhole: false };
}

/** The version that a whole schema shows where the header does not; `null` when it shows none. */
async function versionOf(objects: readonly SchemaObject[]): Promise<number | null> {
  const names = new Set(objects.map(({ name }) => name));
  if (names.has("requests") && !names.has("exchanges") && !names.has("attempts")) return 0;
  return (await knownSchema("apantli")).every(({ name }) => names.has(name)) ? LATEST : null;
}

/** Whether the rows that can be found are the predecessor's and not ours. */
async function isPredecessors(
  file: PageFile,
  free: FreePages,
  objects: readonly SchemaObject[],
): Promise<boolean> {
  if (objects.some(({ name, type }) => name === "exchanges" && type === "table")) return false;
  const found = { exchanges: 0, requests: 0 };
  const layouts = [await knownSchema("apantli"), await knownSchema("predecessor")].flatMap(
    layoutsOf,
  );
  adopt(
    file,
    { free, seen: new PageSet(file.count) },
    layouts.filter(({ name }) => name in found).map((layout) => ({
      layout,
      gaps: [EVERYTHING],
      onLeaf: () => {},
      onRecord: () => found[layout.name === "exchanges" ? "exchanges" : "requests"]++,
    })),
  );
  return found.exchanges === 0 && found.requests > 0;
}
