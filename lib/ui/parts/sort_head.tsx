import { withQuery } from "../link.ts";

/** How a table is sorted. */
export interface Sort {
  by: string;
  dir: "asc" | "desc";
}

/** What the columns of a table hold of a row, by their names in addresses; `null` for nothing known. */
export type Columns<T> = Readonly<Record<string, (row: T) => number | string | null>>;

/** How an address sorts a table; where it names no column that there is, as told. */
export function sortOf<T>(params: URLSearchParams, columns: Columns<T>, otherwise: Sort): Sort {
  const by = params.get("sort") ?? "";
  if (!Object.hasOwn(columns, by)) return otherwise;
  return { by, dir: params.get("dir") === "asc" ? "asc" : "desc" };
}

/** Rows in an order; what is not known comes last either way, and equals stay as they are. */
export function sorted<T>(rows: readonly T[], columns: Columns<T>, { by, dir }: Sort): T[] {
  const value = columns[by];
  const sign = dir === "asc" ? 1 : -1;
  return rows.toSorted((one, other) => {
    const [a = null, b = null] = [value?.(one), value?.(other)];
    if (a === null || b === null) return Number(a === null) - Number(b === null);
    return a === b ? 0 : a < b ? -sign : sign;
  });
}

/** The head of a column that a click sorts by; a second click turns the order around. */
export function SortHead({ name, label, sort, url, number = true, hides }: {
  name: string;
  label: string;
  sort: Sort;
  /** The page's URL. */
  url: string;
  number?: boolean;
  /** Left out on phones (`wide`), or on all but laptops (`wider`). */
  hides?: "wide" | "wider";
}) {
  const isChosen = sort.by === name;
  const dir = isChosen ? (sort.dir === "desc" ? "asc" : "desc") : number ? "desc" : "asc";
  const direction = sort.dir === "desc" ? "descending" : "ascending";
  return (
    <th
      scope="col"
      class={[number ? "number" : "", hides].join(" ").trim() || undefined}
      aria-sort={isChosen ? direction : undefined}
    >
      <a href={withQuery(url, { sort: name, dir, after: null })}>
        {label}
        {isChosen && <span aria-hidden="true">{sort.dir === "desc" ? " ↓" : " ↑"}</span>}
      </a>
    </th>
  );
}
