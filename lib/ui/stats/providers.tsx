import { formatCount, formatTokens } from "../format.ts";
import { Panel } from "../parts/panel.tsx";
import { ShareBar, SumOf } from "../parts/values.tsx";
import { percent } from "./amounts.ts";
import { requestsOf } from "./links.ts";
import type { StatsPage } from "./page.ts";

/** Who was paid what, and which share of the whole. */
export function Providers({ page }: { page: StatsPage }) {
  const { providers, totals } = page;
  return (
    <Panel title="Providers">
      <table class="linked">
        <thead>
          <tr>
            <th scope="col">Provider</th>
            <th scope="col" class="wide">
              <span class="hidden-visually">Share as a bar</span>
            </th>
            <th scope="col" class="number wide">Share</th>
            <th scope="col" class="number">Requests</th>
            <th scope="col" class="number wide">Tokens</th>
            <th scope="col" class="number">Cost</th>
          </tr>
        </thead>
        <tbody>
          {providers.map((use) => (
            <tr key={use.provider}>
              <th scope="row" class="name">
                {use.provider === null
                  ? <span>unknown</span>
                  : <a href={requestsOf(page, { provider: use.provider })}>{use.provider}</a>}
              </th>
              <td class="wide">
                <ShareBar share={totals.cost === 0 ? 0 : use.cost / totals.cost} />
              </td>
              <td class="number wide">{percent(use.cost, totals.cost)}</td>
              <td class="number">{formatCount(use.requests)}</td>
              <td class="number wide">{formatTokens(use.tokens)}</td>
              <td class="number">
                <SumOf sums={use} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  );
}
