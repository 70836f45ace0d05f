import assert from "node:assert/strict";
import { renderToString } from "preact-render-to-string";
import { CostOverTime, TokensOverTime } from "../../../lib/ui/stats/charts.tsx";
import { statsPage, totals } from "./sample.ts";

const SLOTS = {
  by: "day" as const,
  list: [
    {
      ...{ at: "2026-11-22", label: "22 Nov", title: "22 Nov 2026" },
      ...{ from: "2026-11-22", to: "2026-11-22" },
      costs: {},
      tokens: { input: 0, cached: 0, output: 0, reasoning: 0 },
    },
    {
      ...{ at: "2026-11-23", label: "23 Nov", title: "23 Nov 2026" },
      ...{ from: "2026-11-23", to: "2026-11-23" },
      costs: { acme: 1.5, bolt: 0.5 },
      tokens: { input: 3000, cached: 500, output: 1000, reasoning: 400 },
    },
  ],
};
const PROVIDERS = [["acme", 1.5], ["bolt", 0.5]] as const;
const page = statsPage({
  slots: SLOTS,
  providers: PROVIDERS.map(([provider, cost]) => ({
    ...{ provider, cost, requests: 5, unpriced: 0, tokens: 100 },
  })),
});
const text = (html: string) => html.replace(/<[^>]*>/g, " ").replace(/\s+/g, " ").trim();

Deno.test("each bar of costs says what it is, and leads to its requests", () => {
  const html = renderToString(<CostOverTime page={page} />);
  assert.match(text(html), /^Cost over time Total · \$2\.00 acme \$1\.50 bolt \$0\.500 /);
  assert.deepEqual(
    [...html.matchAll(/<a href="([^"]*)" aria-label="([^"]*)"/g)].map(([, ...a]) => a),
    [
      ["/requests?from=2026-11-22&amp;to=2026-11-22&amp;outcome=ok", "22 Nov 2026: $0.00"],
      ["/requests?from=2026-11-23&amp;to=2026-11-23&amp;outcome=ok", "23 Nov 2026: $2.00"],
    ],
  );
});

Deno.test("costs of which none is known are no chart of nothing", () => {
  const html = renderToString(
    <CostOverTime page={{ ...page, totals: totals({ cost: 0, unpriced: 10 }) }} />,
  );
  assert.equal(text(html), "Cost over time Nothing of this time has a known price.");
  assert.match(
    renderToString(<CostOverTime page={{ ...page, totals: totals({ unpriced: 9 }) }} />),
    /<svg/,
  );
});

Deno.test("reasoning is a part of the output, and counted once", () => {
  const html = renderToString(<TokensOverTime page={page} />);
  assert.match(
    text(html),
    /Total · 4\.5K Input 3K Cached 500 Output 600 Reasoning 400 /,
  );
});
