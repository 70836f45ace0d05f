import assert from "node:assert/strict";
import { renderToString } from "preact-render-to-string";
import { Best } from "../../../lib/ui/stats/best.tsx";
import { Models } from "../../../lib/ui/stats/models.tsx";
import type { ModelUse } from "../../../lib/ui/stats/page.ts";
import { Providers } from "../../../lib/ui/stats/providers.tsx";
import { Unpriced } from "../../../lib/ui/stats/unpriced.tsx";
import { statsPage, totals, use } from "./sample.ts";

const text = (html: string) => html.replace(/<[^>]*>/g, " ").replace(/\s+/g, " ").trim();
const hrefs = (html: string) =>
  [...html.matchAll(/href="([^"]*)"/g)].map(([, href]) => href?.replaceAll("&amp;", "&"));

/** The rows of a table's body. */
const rows = (html: string) => {
  const [, body = ""] = html.split("<tbody>");
  return [...body.matchAll(/<tr>(.*?)<\/tr>/g)].map(([, row = ""]) => row);
};

function models(all: readonly ModelUse[], url = "/?range=30d"): string {
  const sort = { by: "cost", dir: "desc" } as const;
  return renderToString(<Models page={statsPage({ models: [...all] })} sort={sort} url={url} />);
}

Deno.test("a model's row has its sums, its speed, and leads to what was asked of it", () => {
  const [row = ""] = rows(models([use({ requests: 40, failed: 10 })]));
  assert.equal(text(row), "small acme 40 5K 20 % 900 ms 4.0 s 300 ms 80 $0.050 $2.00");
  assert.deepEqual(hrefs(row), [
    "/requests?range=30d&outcome=ok&model=small&provider=acme",
    "/requests?range=30d&outcome=failed&model=small&provider=acme",
  ]);
  assert.match(row, /title="10 of 50"/);
});

const ROWS: [name: string, facts: Partial<ModelUse>, shown: string][] = [
  [
    "without a price",
    { cost: 0, unpriced: 10 },
    "small acme 10 5K – 900 ms 4.0 s 300 ms 80 unpriced unpriced",
  ],
  ["partly without", { unpriced: 5 }, "small acme 10 5K – 900 ms 4.0 s 300 ms 80 $0.400 $2.00 +?"],
  ["free", { cost: 0 }, "small acme 10 5K – 900 ms 4.0 s 300 ms 80 $0.00 $0.00"],
  [
    "not measured",
    { p50: null, p95: null, firstByte: null, tokensPerSecond: null },
    "small acme 10 5K – – – – – $0.200 $2.00",
  ],
  [
    "that only failed",
    {
      ...use({ requests: 0, cost: 0, tokens: 0, failed: 4, provider: null }),
      p50: null,
      p95: null,
      firstByte: null,
      tokensPerSecond: null,
    },
    "small unknown provider 0 0 100 % – – – – – –",
  ],
];
for (const [name, facts, shown] of ROWS) {
  Deno.test(`the row of a model ${name} says ${shown}`, () => {
    const [row = ""] = rows(models([use(facts)]));
    assert.equal(text(row), shown);
    assert.doesNotMatch(row, /NaN|Infinity/);
  });
}

Deno.test("a model that only failed leads to its failures: there is nothing else", () => {
  const [row = ""] = rows(models([use({ requests: 0, failed: 4 })]));
  const failures = "/requests?range=30d&outcome=failed&model=small&provider=acme";
  assert.deepEqual(hrefs(row), [failures, failures]);
});

const FOLDS: [count: number, url: string, shown: number][] = [
  [25, "/?range=30d", 25],
  [30, "/?range=30d", 30],
  [31, "/?range=30d", 25],
  [31, "/?range=30d&models=all", 31],
  [31, "/?range=30d&models=allowed", 25],
  [31, "/?range=30d&project=models%3Dall", 25],
];
for (const [count, url, shown] of FOLDS) {
  Deno.test(`of ${count} models at ${url} the table has ${shown}`, () => {
    const all = Array.from({ length: count }, (_, place) => use({ model: `m${place}` }));
    const html = models(all, url);
    assert.equal(rows(html).length, shown);
    assert.equal(html.includes(`Show all ${count} models`), shown < count);
    if (shown < count) {
      assert.equal(
        hrefs(html).at(-1),
        url.replace("=allowed", "").replace(/(&models)?$/, "&models=all"),
      );
    }
  });
}

Deno.test("two providers of one model have a row each", () => {
  const found = rows(models([use(), use({ provider: "bolt" })]));
  assert.deepEqual(found.map((row) => text(row).slice(0, 10)), ["small acme", "small bolt"]);
});

Deno.test("a provider's row has its share of the cost and leads to its requests", () => {
  const page = statsPage({
    totals: totals({ cost: 8 }),
    providers: [
      { provider: "acme", requests: 1200, cost: 6, unpriced: 0, tokens: 5000 },
      { provider: null, requests: 3, cost: 2, unpriced: 1, tokens: 70 },
      { provider: "own", requests: 4, cost: 0, unpriced: 4, tokens: 80 },
    ],
  });
  const found = rows(renderToString(<Providers page={page} />));
  assert.deepEqual(found.map(text), [
    "acme 75 % 1,200 5K $6.00",
    "unknown 25 % 3 70 $2.00 +?",
    "own 0 % 4 80 unpriced",
  ]);
  assert.deepEqual(found.flatMap(hrefs), [
    "/requests?range=30d&outcome=ok&provider=acme",
    "/requests?range=30d&outcome=ok&provider=own",
  ]);
  assert.match(found[0] ?? "", /class="bar" width="75"/);
});

Deno.test("where nothing cost anything no provider has a share", () => {
  const page = statsPage({
    totals: totals({ cost: 0 }),
    providers: [{ provider: "own", requests: 4, cost: 0, unpriced: 0, tokens: 80 }],
  });
  const html = renderToString(<Providers page={page} />);
  assert.equal(text(rows(html)[0] ?? ""), "own – 4 80 $0.00");
  assert.doesNotMatch(html, /NaN/);
});

const unpricedOf = (counts: readonly number[], of: Partial<ModelUse> = {}) => {
  const all = counts.map((unpriced, place) =>
    use({ model: `m${place}`, unpriced, requests: 99, ...of })
  );
  const unpriced = counts.reduce((sum, count) => sum + count, 0);
  return renderToString(
    <Unpriced page={statsPage({ models: all, totals: totals({ unpriced }) })} />,
  );
};
const LINES: [counts: number[], shown: string][] = [
  [[0, 0], ""],
  [[1], "1 request has no known price and is in no sum here: m0 1 Set a price"],
  [
    [2, 0, 1500],
    "1,502 requests have no known price and are in no sum here: m2 1,500 m0 2 Set a price",
  ],
  [
    [1, 1, 1, 1, 1, 1],
    "6 requests have no known price and are in no sum here: m0 1 m1 1 m2 1 m3 1 m4 1 m5 1 Set a price",
  ],
  [
    [1, 1, 1, 1, 1, 1, 1, 1],
    "8 requests have no known price and are in no sum here: m0 1 m1 1 m2 1 m3 1 m4 1 m5 1 2 more Set a price",
  ],
];
for (const [counts, shown] of LINES) {
  Deno.test(`of models with ${counts} unpriced the line says ${JSON.stringify(shown)}`, () => {
    assert.equal(text(unpricedOf(counts)), shown);
  });
}

Deno.test("each name leads to the requests that are counted beside it", () => {
  assert.deepEqual(hrefs(unpricedOf([2])), [
    "/requests?range=30d&outcome=ok&unpriced=true",
    "/requests?range=30d&outcome=ok&model=m0&provider=acme&unpriced=true",
    "/models",
  ]);
  assert.match(unpricedOf([2], { provider: null }), /model=m0&amp;unpriced=true/);
});

/** What each ranking shows: its title without the unit, and its names with their values. */
function best(all: readonly ModelUse[]): string[] {
  const html = renderToString(<Best page={statsPage({ models: [...all] })} />);
  return html.split("<section").slice(2).map((part) => text(`<section${part}`));
}

Deno.test("the best three of each kind, the best one first", () => {
  const all = [
    use({ model: "a", cost: 4, tokens: 1_000_000, requests: 10, tokensPerSecond: 20 }),
    use({ model: "b", cost: 1, tokens: 1_000_000, requests: 5, tokensPerSecond: 400 }),
    use({ model: "c", cost: 9, tokens: 1_000_000, requests: 1, tokensPerSecond: 30 }),
    use({ model: "d", cost: 2, tokens: 1_000_000, requests: 100, tokensPerSecond: 10 }),
  ];
  assert.deepEqual(best(all), [
    "Most economical per million tokens b $1.00 d $2.00 a $4.00",
    "Most tokens per request c 1M b 200K a 100K",
    "Fastest tokens/s b 400 c 30 a 20",
  ]);
});

Deno.test("what has no price, costs nothing, only failed or was not measured is ranked by nothing of it", () => {
  const all = [
    use({ model: "unpriced", unpriced: 1, tokens: 0, tokensPerSecond: null }),
    use({ model: "free", cost: 0, tokens: 0, tokensPerSecond: null }),
    use({ model: "failed", requests: 0, failed: 3 }),
  ];
  assert.deepEqual(best(all), [
    "Most economical per million tokens Nothing was measured.",
    "Most tokens per request Nothing was measured.",
    "Fastest tokens/s Nothing was measured.",
  ]);
});
