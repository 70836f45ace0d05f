import { deepEqual } from "node:assert/strict";
import { renderToString } from "preact-render-to-string";
import type { Totals } from "../../lib/ui/overview.ts";
import { TotalCards } from "../../lib/ui/totals.tsx";

const TOTALS: Totals = {
  requests: 4,
  cost: 0.02,
  prompt_tokens: 1200,
  completion_tokens: 34,
  avg_duration_ms: 812.4,
};

/** Every card as [label, value, note]. */
function cards(change: Partial<Totals>): string[][] {
  const html = renderToString(<TotalCards totals={{ ...TOTALS, ...change }} />);
  return html.split('<div class="card">').slice(1).map((card) =>
    [...card.matchAll(/<d[td][^>]*>([^<]*)<\/d[td]>/g)].map(([, text = ""]) => text)
  );
}

Deno.test("the cards show cost, requests, tokens and time, each with what explains it", () => {
  deepEqual(cards({}), [
    ["Cost", "$0.020", "$0.005 per request"],
    ["Requests", "4", "answered"],
    ["Tokens", "1.23K", "1.2K in · 34 out"],
    ["Average time", "812 ms", "per request"],
  ]);
});

Deno.test("the cost card never passes an unknown price off as zero", () => {
  const table: [name: string, change: Partial<Totals>, value: string, note: string][] = [
    ["no price known", { cost: null }, "unpriced", "no price known"],
    ["none of a server's rows priced", { cost: 0, unpriced: 4 }, "unpriced", "4 unpriced"],
    ["some priced", { cost: 0.02, unpriced: 1 }, "$0.020", "1 unpriced"],
    ["some priced at zero", { cost: 0, unpriced: 3 }, "$0.00", "3 unpriced"],
    ["free models only", { cost: 0, unpriced: 0 }, "$0.00", "$0.00 per request"],
    ["many", { requests: 20_000, cost: 5, unpriced: 12_345 }, "$5.00", "12,345 unpriced"],
    ["tiny", { requests: 3, cost: 0.00000001 }, "$0.00000001", "$0.0000000033 per request"],
  ];
  for (const [name, change, value, note] of table) {
    deepEqual(cards(change)[0], ["Cost", value, note], name);
  }
});
