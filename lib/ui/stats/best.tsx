import { formatCost, formatCount, formatTokens } from "../format.ts";
import { Panel } from "../parts/panel.tsx";
import { filtersOf, requestsOf } from "./links.ts";
import type { ModelUse, StatsPage } from "./page.ts";

const PLACES = 3;
const MILLION = 1e6;

/** What models are ranked by; those without a value are left out. */
const RANKS: readonly {
  title: string;
  unit: string;
  value: (use: ModelUse) => number | null;
  format: (value: number) => string;
  /** The smallest comes first. */
  isLess?: boolean;
}[] = [
  {
    title: "Most economical",
    unit: "per million tokens",
    // What costs nothing would always lead, and says nothing about the others.
    value: ({ cost, tokens, unpriced }) =>
      unpriced > 0 || tokens === 0 || cost === 0 ? null : cost / tokens * MILLION,
    format: formatCost,
    isLess: true,
  },
  {
    title: "Most tokens",
    unit: "per request",
    value: ({ tokens, requests }) => tokens === 0 ? null : tokens / requests,
    format: (tokens) => formatTokens(tokens),
  },
  {
    title: "Fastest",
    unit: "tokens/s",
    value: ({ tokensPerSecond }) => tokensPerSecond,
    format: (speed) => formatCount(speed),
  },
];

/** Which models are the cheapest, the most talkative and the fastest of those that answered. */
export function Best({ page }: { page: StatsPage }) {
  return (
    <Panel title="Efficiency and speed">
      <div class="best">
        {RANKS.map(({ title, unit, value, format, isLess }) => {
          const ranked = page.models
            .flatMap((use) => {
              const found = use.requests === 0 ? null : value(use);
              return found === null ? [] : [{ use, found }];
            })
            .sort((a, b) => (isLess ? 1 : -1) * (a.found - b.found))
            .slice(0, PLACES);
          return (
            <section key={title}>
              <h3>
                {title} <small>{unit}</small>
              </h3>
              {ranked.length === 0 && <p class="muted">Nothing was measured.</p>}
              <ol>
                {ranked.map(({ use, found }) => (
                  <li key={`${use.provider}/${use.model}`}>
                    <a href={requestsOf(page, filtersOf(use))}>{use.model}</a>
                    <span>{format(found)}</span>
                  </li>
                ))}
              </ol>
            </section>
          );
        })}
      </div>
    </Panel>
  );
}
