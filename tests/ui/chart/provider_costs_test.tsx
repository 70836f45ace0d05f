import assert from "node:assert/strict";
import fc from "fast-check";
import { renderToString } from "preact-render-to-string";
import { ProviderCosts } from "../../../lib/ui/chart/provider_costs.tsx";

type Costs = Record<string, number>;

/** The chart of some bars; its providers are given the dearest first. */
function chart(bars: readonly Costs[]): string {
  const sums: Costs = {};
  for (const costs of bars) {
    for (const [name, cost] of Object.entries(costs)) sums[name] = (sums[name] ?? 0) + cost;
  }
  const providers = Object.entries(sums).map(([name, cost]) => ({ provider: name || null, cost }))
    .sort((a, b) => b.cost - a.cost);
  return renderToString(
    <ProviderCosts
      title="Cost"
      providers={providers}
      bars={bars.map((costs, place) => ({ label: `${place}`, title: `Bar ${place}`, costs }))}
    />,
  );
}

/** The names and sums above the bars. */
const keys = (html: string) =>
  [...html.matchAll(/class="key key-(\d)">(.*?) <b>(.*?)<\/b>/g)]
    .map(([, color, name, sum]) => ({ color: Number(color), name, sum }));

const heights = (html: string) =>
  [...html.matchAll(/<rect class="fill-\d"[^>]*? height="([^"]*)"/g)].map(([, h]) => Number(h));

const many = (count: number): Costs =>
  Object.fromEntries(Array.from({ length: count }, (_, place) => [`p${place}`, count - place]));

const COUNTS: [providers: number, names: string][] = [
  [1, "p0"],
  [7, "p0 p1 p2 p3 p4 p5 p6"],
  [8, "p0 p1 p2 p3 p4 p5 p6 p7"],
  [9, "p0 p1 p2 p3 p4 p5 p6 2 others"],
  [40, "p0 p1 p2 p3 p4 p5 p6 33 others"],
];
for (const [count, names] of COUNTS) {
  Deno.test(`of ${count} providers the chart names ${names}`, () => {
    const found = keys(chart([many(count)]));
    assert.equal(found.map(({ name }) => name).join(" "), names);
    assert.equal(new Set(found.map(({ color }) => color)).size, found.length, "colours are shared");
  });
}

Deno.test("the others are as much as all of them, and each bar as high as what it cost", () => {
  const html = chart([many(10), { p9: 35 }]);
  assert.match(html, /Total · \$90\.00/);
  assert.equal(keys(html).at(-1)?.sum, "$9.00", "p6, p7 and p8: p9 leads");
  const [first = 0, second = 0] = [heights(html).slice(0, -1), heights(html).slice(-1)]
    .map((all) => all.reduce((sum, height) => sum + height, 0));
  assert.ok(Math.abs(first / second - 55 / 35) < 1e-9, `${first} : ${second}`);
});

Deno.test("who cost nothing is not in the chart; an unknown provider is called so", () => {
  const html = chart([{ acme: 2, ollama: 0, "": 1 }]);
  assert.deepEqual(keys(html).map(({ name, sum }) => `${name} ${sum}`), [
    "acme $2.00",
    "unknown $1.00",
  ]);
});

Deno.test("of what cost nothing at all the chart is empty, without a number that is none", () => {
  for (const html of [chart([]), chart([{}, {}]), chart([{ ollama: 0 }])]) {
    assert.deepEqual([keys(html), heights(html)], [[], []]);
    assert.match(html, /Total · \$0\.00/);
    assert.doesNotMatch(html, /NaN|Infinity/);
  }
});

Deno.test("however many providers there are, parts and keys sum up to the whole", () => {
  const name = fc.integer({ min: 0, max: 15 }).map((place) => `p${place}`);
  const bar = fc.dictionary(name, fc.integer({ min: 1, max: 100 }));
  fc.assert(fc.property(fc.array(bar, { minLength: 1, maxLength: 6 }), (bars) => {
    const html = chart(bars);
    const whole = bars.flatMap((costs) => Object.values(costs)).reduce((a, b) => a + b, 0);
    const sums = keys(html).map(({ sum }) => Number(sum?.replace(/[$,]/g, "")));
    assert.equal(sums.reduce((a, b) => a + b, 0), whole);
    assert.ok(sums.length <= 8);
  }));
});
