import { formatCount } from "../format.ts";
import { filtersOf, requestsOf } from "./links.ts";
import type { StatsPage } from "./page.ts";

/** More of them are counted alone. */
const NAMED = 6;

/** Requests whose price is not known, by name: no sum of the page has them. */
export function Unpriced({ page }: { page: StatsPage }) {
  const found = page.models.filter(({ unpriced }) => unpriced > 0)
    .toSorted((a, b) => b.unpriced - a.unpriced);
  if (found.length === 0) return null;
  const { unpriced } = page.totals;
  return (
    <aside class="notice-line" aria-label="Without a price">
      <span>
        <a href={requestsOf(page, { unpriced: "true" })}>
          {formatCount(unpriced)} {unpriced === 1 ? "request has" : "requests have"} no known price
        </a>{" "}
        and {unpriced === 1 ? "is" : "are"} in no sum here:
      </span>
      <ul>
        {found.slice(0, NAMED).map((use) => (
          <li key={`${use.provider}/${use.model}`}>
            <a href={requestsOf(page, { ...filtersOf(use), unpriced: "true" })}>{use.model}</a>{" "}
            <span class="muted">{formatCount(use.unpriced)}</span>
          </li>
        ))}
        {found.length > NAMED && <li class="muted">{found.length - NAMED} more</li>}
      </ul>
      <a href="/models">Set a price</a>
    </aside>
  );
}
