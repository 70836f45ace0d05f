import { BarChart } from "../chart/bars.tsx";
import { ProviderCosts } from "../chart/provider_costs.tsx";
import { formatTokens } from "../format.ts";
import { Panel } from "../parts/panel.tsx";
import { isUnpriced } from "./amounts.ts";
import { requestsAt } from "./links.ts";
import type { StatsPage } from "./page.ts";

const KINDS = [
  { name: "input", label: "Input", color: 0 },
  { name: "cached", label: "Cached", color: 3 },
  { name: "output", label: "Output", color: 1 },
  { name: "reasoning", label: "Reasoning", color: 2 },
] as const;

/** What was spent over time, stacked by provider; a bar leads to its requests. */
export function CostOverTime({ page }: { page: StatsPage }) {
  const { by, list } = page.slots;
  if (isUnpriced(page.totals)) {
    return (
      <Panel title="Cost over time">
        <p class="muted">Nothing of this time has a known price.</p>
      </Panel>
    );
  }
  return (
    <Panel title="Cost over time">
      <ProviderCosts
        title={`Cost by ${by} and provider`}
        providers={page.providers}
        bars={list.map((slot) => ({ ...slot, href: requestsAt(page, slot) }))}
      />
    </Panel>
  );
}

/** Tokens over time by what they were; reasoning is a part of the output. */
export function TokensOverTime({ page }: { page: StatsPage }) {
  const { by, list } = page.slots;
  return (
    <Panel title="Tokens over time">
      <BarChart
        title={`Tokens by ${by} and kind`}
        format={formatTokens}
        series={KINDS}
        bars={list.map((slot) => ({
          ...slot,
          values: KINDS.map(({ name }) =>
            slot.tokens[name] - (name === "output" ? slot.tokens.reasoning : 0)
          ),
          href: requestsAt(page, slot),
        }))}
      />
    </Panel>
  );
}
