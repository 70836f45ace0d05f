import { withQuery } from "../link.ts";

/** How a table is sorted. */
export interface Sort {
  by: string;
  dir: "asc" | "desc";
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
