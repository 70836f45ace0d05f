import assert from "node:assert/strict";
import { render } from "preact-render-to-string";
import { modelSort } from "../../../lib/ui/models/arrange.ts";
import type { ModelRow } from "../../../lib/ui/models/page.ts";
import { ModelTable } from "../../../lib/ui/models/table.tsx";
import { model, page, UNUSED, words } from "./sample.ts";

const table = (rows: ModelRow[], url = "/models", busy: string | null = null) =>
  render(
    <ModelTable
      {...{ rows, url, busy }}
      view={page(rows).view}
      sort={modelSort(new URLSearchParams(url.split("?")[1]))}
      toggle={() => {}}
    />,
  );
const cells = (row: ModelRow) => {
  const [, body = ""] = table([row]).split("<tbody>");
  return [...body.matchAll(/<td[^>]*>(.*?)<\/td>/gs)].map(([, cell = ""]) => words(cell));
};
/** What a row shows, by the name of the column. */
const shown = (row: ModelRow) => {
  const [, name, key, context, ...rest] = cells(row);
  const [input, cached, output, requests, cost, errors, speed, used] = rest;
  return { name, key, context, input, cached, output, requests, cost, errors, speed, used };
};

const ROWS: readonly (readonly [
  what: string,
  row: ModelRow,
  shows: Partial<ReturnType<typeof shown>>,
])[] = [
  ["is used", model(), {
    ...{ name: "small acme/small-1 $0.25 in, $2.00 out, 1,200 requests", key: "set" },
    ...{ context: "200K", input: "$0.25", cached: "$0.025", output: "$2.00" },
    ...{ requests: "1,200", cost: "$3.50", errors: "0%", speed: "84/s", used: "5 min ago" },
  }],
  ["was never used", model({ use: UNUSED }), {
    ...{ name: "small acme/small-1 $0.25 in, $2.00 out", requests: "–", cost: "–" },
    ...{ errors: "–", speed: "–", used: "never" },
  }],
  ["has no price for what is cached", model({ cached_input_cost_per_million: null }), {
    cached: "–",
  }],
  ["was used once", model({ use: { requests: 1 } }), {
    ...{ name: "small acme/small-1 $0.25 in, $2.00 out, 1 request", requests: "1" },
  }],
  ["is free", model({ input_cost_per_million: 0, output_cost_per_million: 0 }), {
    ...{ input: "$0.00", output: "$0.00" },
  }],
  ["costs next to nothing", model({ input_cost_per_million: 0.000_12 }), { input: "$0.00012" }],
  ["has no window that is known", model({ contextWindow: null }), { context: "–" }],
  ["is of one's own machine", model({ key: { state: "not needed" } }), { key: "none" }],
  ["misses its key", model({ key: { state: "missing", variable: "ACME_API_KEY" } }), {
    ...{ key: "missing" },
    name: "small acme/small-1 Set ACME_API_KEY in .env $0.25 in, $2.00 out, 1,200 requests",
  }],
  ["leads nowhere", model({ problem: "Azure has an address per account." }), {
    name:
      "small acme/small-1 Azure has an address per account. $0.25 in, $2.00 out, 1,200 requests",
  }],
  ["needs a restart", model({ beyond: "api.acme.test:443", use: UNUSED }), {
    name: "small acme/small-1 Restart to reach api.acme.test:443 $0.25 in, $2.00 out",
  }],
  ["is off, and would need a restart", model({ beyond: "h:1", enabled: false, use: UNUSED }), {
    name: "small acme/small-1 $0.25 in, $2.00 out",
  }],
  ["fails now and then", model({ use: { failed: 5 } }), { errors: "&lt;1%" }],
  ["fails often", model({ use: { requests: 8, failed: 3 } }), { errors: "38%" }],
  ["is slow", model({ use: { tokens_per_sec: 4.26 } }), { speed: "4.3/s" }],
  ["costs more than is known", model({ use: { unpriced: 3 } }), { cost: "$3.50 +?" }],
];

for (const [what, row, expected] of ROWS) {
  Deno.test(`a row shows a model that ${what}`, () => {
    const all: Record<string, string | undefined> = shown(row);
    const asked = Object.keys(expected).map((name) => [name, all[name]]);
    assert.deepEqual(Object.fromEntries(asked), expected);
  });
}

Deno.test("a price that nobody knows is unpriced, in place of all three, and on phones", () => {
  const row = model({
    ...{ input_cost_per_million: null, output_cost_per_million: null },
    cached_input_cost_per_million: null,
    use: { requests: 9, cost: 0, unpriced: 8, failed: 1 },
  });
  assert.deepEqual(cells(row).slice(1, 7), [
    ...["small acme/small-1 unpriced , 9 requests", "set", "200K"],
    ...["unpriced", "9", "unpriced"],
  ]);
  assert.doesNotMatch(words(table([row])), /\$0/);
});

Deno.test("a sum of $0 is one where some requests cost nothing, and all others have no price", () => {
  const free = model({ use: { requests: 9, cost: 0, unpriced: 4 } });
  assert.equal(shown(free).cost, "$0.00 +?");
  assert.equal(shown(model({ use: { requests: 2, cost: 0, failed: 2 } })).cost, "$0.00");
});

Deno.test("a row leads to its requests of this month, to those that failed, and to its dialogs", () => {
  const html = table([model({ name: "a/b c", use: { failed: 2 } })], "/models?show=ready");
  const links = [...html.matchAll(/<a [^>]*href="([^"]*)"/g)].map(([, href = ""]) => href);
  const rest = links.slice(-6).map((href) => href.replaceAll("&amp;", "&"));
  assert.deepEqual(rest, [
    "/models?show=ready&do=edit&model=a%2Fb+c",
    "/requests?range=month&model=a%2Fb+c",
    "/requests?range=month&model=a%2Fb+c&outcome=failed",
    "/models?show=ready&do=test&model=a%2Fb+c",
    "/models?show=ready&do=connect&model=a%2Fb+c",
    "/models?show=ready&do=edit&model=a%2Fb+c",
  ]);
});

Deno.test("every column but the actions sorts, and the chosen one turns around", () => {
  const html = table([model()], "/models?q=s&sort=cost&dir=desc");
  const heads = [...html.matchAll(/<th scope="col"([^>]*)><a href="([^"]*)"/g)];
  const names = heads.map(([, , href = ""]) => /sort=(\w+)/.exec(href)?.[1]);
  assert.deepEqual(names, [
    ...["on", "name", "key", "context", "input", "cached", "output"],
    ...["requests", "cost", "errors", "speed", "used"],
  ]);
  assert.match(html, /aria-sort="descending"><a href="\/models\?q=s&amp;sort=cost&amp;dir=asc"/);
  assert.equal(html.match(/aria-sort/g)?.length, 1);
});

Deno.test("a switch says what it is for, how it stands, and waits while it is being thrown", () => {
  const off = table([model({ enabled: false })]);
  assert.match(off, /role="switch" aria-checked="false" aria-label="small can be called"/);
  assert.doesNotMatch(off, /<button[^>]* disabled/);
  assert.match(table([model()], "/models", "small"), /<button[^>]* disabled/);
  assert.match(off, /<tr class="off">/);
});
