import { type Sort, SortHead } from "../parts/sort_head.tsx";
import type { View } from "../page.ts";
import type { ModelRow } from "./page.ts";
import { Row } from "./row.tsx";

/** The models with their prices and their use this month. `url` is the page's address. */
export function ModelTable({ rows, view, sort, url, toggle, busy }: {
  rows: readonly ModelRow[];
  view: View;
  sort: Sort;
  url: string;
  /** Enables or disables a model. */
  toggle: (row: ModelRow) => void;
  /** The alias that is being enabled or disabled. */
  busy: string | null;
}) {
  const head = { sort, url };
  return (
    <div class="scrolls">
      <table class="models">
        <thead>
          <tr class="groups">
            <td colspan={2}></td>
            <td class="wider"></td>
            <td class="wider"></td>
            <th scope="colgroup" colspan={3} class="wide">USD per million tokens</th>
            <th scope="colgroup" colspan={3}>This month</th>
            <td class="wider"></td>
            <td class="wider"></td>
            <td></td>
          </tr>
          <tr>
            <SortHead name="on" label="On" {...head} number={false} />
            <SortHead name="name" label="Model" number={false} {...head} />
            <SortHead name="key" label="Key" {...head} number={false} hides="wider" />
            <SortHead name="context" label="Context" hides="wider" {...head} />
            <SortHead name="input" label="Input" hides="wide" {...head} />
            <SortHead name="cached" label="Cached" hides="wide" {...head} />
            <SortHead name="output" label="Output" hides="wide" {...head} />
            <SortHead name="requests" label="Requests" hides="wide" {...head} />
            <SortHead name="cost" label="Cost" {...head} />
            <SortHead name="errors" label="Errors" hides="wide" {...head} />
            <SortHead name="speed" label="Speed" hides="wider" {...head} />
            <SortHead name="used" label="Last used" hides="wider" {...head} />
            <th scope="col">
              <span class="hidden-visually">What can be done</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.name} {...{ row, view, url, toggle }} isBusy={busy === row.name} />
          ))}
        </tbody>
      </table>
    </div>
  );
}
