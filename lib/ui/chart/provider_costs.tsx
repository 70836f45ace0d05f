import { formatCost } from "../format.ts";
import { type Bar, BarChart } from "./bars.tsx";
import { OTHERS, providerColors } from "./colors.ts";
import { costTick } from "./cost_tick.ts";

/** As many as can be told from one another by their colours; all others are one. */
const SHOWN = 7;

/** A bar with its USD by provider; `""` is an unknown one. */
export interface CostBar extends Omit<Bar, "values"> {
  costs: Readonly<Record<string, number>>;
}

/**
 * Costs stacked by provider.
 *
 * @param props.providers with what they cost in all bars, the dearest first; those that cost nothing
 * are left out
 */
export function ProviderCosts({ title, providers, bars }: {
  title: string;
  providers: readonly { provider: string | null; cost: number }[];
  bars: readonly CostBar[];
}) {
  const paid = providers.filter(({ cost }) => cost !== 0).map(({ provider }) => provider ?? "");
  const [shown, rest] = [paid.slice(0, SHOWN), paid.slice(SHOWN)];
  const colors = providerColors(shown);
  const series = shown.map((name, place) => ({
    label: name || "unknown",
    color: colors[place] ?? OTHERS,
    of: [name],
  }));
  const label = rest.length === 1 ? rest[0] || "unknown" : `${rest.length} others`;
  const all = rest.length === 0 ? series : [...series, { label, color: OTHERS, of: rest }];
  return (
    <BarChart
      title={title}
      format={formatCost}
      tick={costTick}
      series={all}
      bars={bars.map(({ costs, ...bar }) => ({
        ...bar,
        values: all.map(({ of }) => of.reduce((sum, name) => sum + (costs[name] ?? 0), 0)),
      }))}
    />
  );
}
