import { formatCount, formatTokens } from "../format.ts";
import { withQuery } from "../link.ts";
import { formatDuration } from "../time.ts";
import { Panel } from "../parts/panel.tsx";
import { type Sort, SortHead } from "../parts/sort_head.tsx";
import { Money, SumOf } from "../parts/values.tsx";
import { percent } from "./amounts.ts";
import { filtersOf, requestsOf } from "./links.ts";
import type { ModelUse, StatsPage } from "./page.ts";
import { costEach, sortedModels } from "./sorted_models.ts";

const COLUMNS = [
  { name: "model", label: "Model", number: false },
  { name: "requests", label: "Requests" },
  { name: "tokens", label: "Tokens", hides: "wide" },
  { name: "failed", label: "Failed", hides: "wide" },
  { name: "p50", label: "Median", hides: "wide" },
  { name: "p95", label: "95 %", hides: "wide" },
  { name: "first", label: "First token", hides: "wider" },
  { name: "speed", label: "Tokens/s", hides: "wide" },
  { name: "each", label: "Per request", hides: "wider" },
  { name: "cost", label: "Cost" },
] as const;

/** More rows than these and a few are shown when asked for. */
const SHOWN = 25;
const FEW = 5;

/** What each model was used for, what it cost, how fast it was and how often it failed. */
export function Models({ page, sort, url }: { page: StatsPage; sort: Sort; url: string }) {
  const models = sortedModels(page.models, sort);
  const isWhole = models.length <= SHOWN + FEW ||
    new URLSearchParams(url.split("?")[1]).get("models") === "all";
  return (
    <Panel title="Models">
      <div class="scrolls" tabIndex={0} role="group" aria-label="Table of models">
        <table class="linked">
          <thead>
            <tr>
              {COLUMNS.map((column) => (
                <SortHead
                  key={column.name}
                  {...{ sort, url, ...column }}
                />
              ))}
            </tr>
          </thead>
          <tbody>
            {(isWhole ? models : models.slice(0, SHOWN)).map((use) => (
              <Row key={`${use.provider}/${use.model}`} {...{ use, page }} />
            ))}
          </tbody>
        </table>
      </div>
      {!isWhole && (
        <p class="more">
          <a href={withQuery(url, { models: "all" })}>Show all {models.length} models</a>
        </p>
      )}
    </Panel>
  );
}

function Row({ use, page }: { use: ModelUse; page: StatsPage }) {
  const { model, provider, requests, failed } = use;
  const filters = filtersOf(use);
  const failures = { ...filters, outcome: "failed" };
  return (
    <tr>
      <th scope="row" class="name">
        <a href={requestsOf(page, requests === 0 ? failures : filters)}>{model}</a>
        <small>{provider ?? "unknown provider"}</small>
      </th>
      <td class="number">{formatCount(requests)}</td>
      <td class="number wide">{formatTokens(use.tokens)}</td>
      <td class="number wide">
        {failed === 0 ? "–" : (
          <a
            class="bad"
            href={requestsOf(page, failures)}
            title={`${formatCount(failed)} of ${formatCount(requests + failed)}`}
          >
            {percent(failed, requests + failed)}
          </a>
        )}
      </td>
      <td class="number wide">{formatDuration(use.p50)}</td>
      <td class="number wide">{formatDuration(use.p95)}</td>
      <td class="number wider">{formatDuration(use.firstByte)}</td>
      <td class="number wide">
        {use.tokensPerSecond === null ? "–" : Math.round(use.tokensPerSecond)}
      </td>
      <td class="number wider">{requests === 0 ? "–" : <Money usd={costEach(use)} />}</td>
      <td class="number">{requests === 0 ? "–" : <SumOf sums={use} />}</td>
    </tr>
  );
}
