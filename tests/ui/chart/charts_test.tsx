import { deepEqual, doesNotMatch, equal, match } from "node:assert/strict";
import { renderToString } from "preact-render-to-string";
import { BarChart } from "../../../lib/ui/chart/bars.tsx";
import { LineChart } from "../../../lib/ui/chart/lines.tsx";

const SERIES = [{ label: "openai", color: 0 }, { label: "groq", color: 3 }];
const usd = (value: number) => `$${value}`;

function bars(values: number[][], href?: string) {
  return renderToString(
    <BarChart
      title="Cost per day"
      bars={values.map((values, day) => ({
        label: `${day}`,
        title: `Day ${day}`,
        values,
        ...(href === undefined ? {} : { href: `${href}${day}` }),
      }))}
      series={SERIES}
      format={usd}
    />,
  );
}

/** The colored parts: class, y and height. */
function parts(html: string) {
  return [...html.matchAll(/<rect class="(fill-\d)"[^>]*?>/g)].map(([tag, name]) => [
    name,
    Number(/ y="([^"]*)"/.exec(tag)?.[1]),
    Number(/ height="([^"]*)"/.exec(tag)?.[1]),
  ]);
}

Deno.test("a bar's parts stand on each other, in the height of the axis", () => {
  deepEqual(parts(bars([[2, 6], [4, 0]])), [
    ["fill-0", 75, 25],
    ["fill-3", 0, 75],
    ["fill-0", 50, 50],
  ]);
});

Deno.test("above the bars stands what each series sums up to", () => {
  const html = bars([[2, 6], [4, 0]]);
  match(html, /<strong>Total · \$12<\/strong>/);
  match(html, /key-0">openai <b>\$6<\/b>/);
  match(html, /key-3">groq <b>\$6<\/b>/);
});

Deno.test("bars that lead somewhere are links with a name", () => {
  const html = bars([[2, 6]], "/requests?day=");
  match(html, /<a href="\/requests\?day=0" aria-label="Day 0: \$8">/);
  doesNotMatch(bars([[2, 6]]), /<a /);
});

Deno.test("a chart of nothing has an axis and no part", () => {
  for (const html of [bars([]), bars([[0, 0]])]) {
    deepEqual(parts(html), []);
    match(html, /<figure class="chart" aria-label="Cost per day">/);
    doesNotMatch(html, /NaN|Infinity/);
  }
});

function line(values: (number | null)[]) {
  const html = renderToString(
    <LineChart
      title="Latency"
      points={values.map((value, at) => ({ label: `${at}`, title: `At ${at}`, values: [value] }))}
      series={[{ label: "p50", color: 2 }]}
      format={(ms) => `${ms} ms`}
    />,
  );
  return { html, path: /class="line stroke-2" d="([^"]*)"/.exec(html)?.[1] ?? "" };
}

Deno.test("a line goes through its values and leaves gaps where there are none", () => {
  equal(line([2, 4]).path, "M25.00 50.00L75.00 0.00");
  equal(line([2, 4, null, 4, 2]).path, "M10.00 50.00L30.00 0.00M70.00 0.00L90.00 50.00");
  equal(line([null, 4, null, null]).path, "M37.50 0.00h6.25");
  equal(line([]).path, "");
});

Deno.test("above the lines stands the last moment, a dash where it has no value", () => {
  match(line([2, 4]).html, /<strong>At 1<\/strong>.*p50 <b>4 ms<\/b>/);
  match(line([2, null]).html, /p50 <b>–<\/b>/);
  doesNotMatch(line([null, null]).html, /NaN/);
});
