import type { Condition } from "../queries/time_filter.ts";
import { DIMENSIONS, MEASURES } from "./measures.ts";
import { OF_PROJECT, QUARTERS, type Zone } from "./zone.ts";

/** What of the rollups is wanted. All of it unless told: reading costs more than adding. */
export interface Wanted {
  /** The first dimensions that rows have; several rows may agree in them. */
  dimensions?: 1 | 2 | 3 | 4;
  /** The measures by name. */
  measures?: readonly string[];
  /** Only rows with these values of dimensions. */
  only?: Readonly<Record<string, string | undefined>>;
}

/** The same as parts of SQL. */
export interface Group {
  /** Whether rows have to be told apart by project. */
  projects: boolean;
  /** The columns by name. */
  names: string;
  /** The dimensions by name. */
  keys: string;
  /** The measures that are sums, each behind a function or a factor; the others are NULL. */
  measures: (prefix: string) => string;
  /** The rollups of a zone, by the index that finds them. */
  table: (zone: Pick<Zone, "zone">) => string;
  only: Condition;
}

/** Parts of SQL for what is wanted. */
export function groupOf(
  { dimensions = 4, measures, only = {} }: Wanted,
): Group {
  const keys = DIMENSIONS.slice(0, dimensions).map(({ name }) => name);
  const wanted = MEASURES.filter(({ name }) => measures?.includes(name) ?? true);
  const projects = DIMENSIONS.findIndex(({ name }) => name === "project");
  const ofOne = only.project !== undefined;
  const given = Object.entries(only)
    .filter((pair): pair is [string, string] => pair[1] !== undefined);
  return {
    projects: dimensions > projects || ofOne,
    names: [...keys, ...wanted.map(({ name }) => name)].join(", "),
    keys: keys.join(", "),
    measures: (prefix) =>
      wanted.map(({ name, merge }) =>
        `${merge === "sum" ? `${prefix}(${name})` : "NULL"} AS ${name}`
      ).join(", "),
    // Left to itself SQLite looks at all projects, because the key has the order of the groups.
    table: ({ zone }) =>
      ofOne && zone !== QUARTERS.zone ? `rollups INDEXED BY ${OF_PROJECT}` : "rollups",
    only: {
      sql: given.map(([name]) => `${name} = ?`).join(" AND ") || "TRUE",
      params: given.map(([, value]) => value),
    },
  };
}
