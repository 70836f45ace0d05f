import { deepEqual, equal, match } from "node:assert/strict";
import type { VNode } from "preact";
import { renderToString } from "preact-render-to-string";
import fc from "fast-check";
import type { ModelUse, RecentRequest } from "../../lib/ui/overview.ts";
import { ErrorList, ModelTable, RequestTable } from "../../lib/ui/tables.tsx";

const NOW = Date.parse("2026-03-10T12:00:00Z");
const USE: ModelUse = { model: "fast", provider: "openai", requests: 2, cost: 1, tokens: 1000 };
const REQUEST: RecentRequest = {
  timestamp: "2026-03-10T11:58:00Z",
  model: "fast",
  provider: "openai",
  total_tokens: 1000,
  cost: 0.0312,
  duration_ms: 812,
};

/** The cells of every row of a table's body, as text. */
function rows(table: VNode): string[][] {
  const body = /<tbody>(.*)<\/tbody>/s.exec(renderToString(table))?.[1] ?? "";
  return body.split("</tr>").slice(0, -1).map((row) =>
    row.split(/<\/t[hd]>/).slice(0, -1).map((cell) => cell.replace(/<[^>]*>/g, " ").trim())
  );
}

function shares(models: ModelUse[]): number[] {
  const html = renderToString(<ModelTable models={models} />);
  return [...html.matchAll(/class="bar" width="([^"]*)"/g)].map(([, width]) => Number(width));
}

Deno.test("a row of the model table names model and provider, and counts what was used", () => {
  const models = [USE, { ...USE, model: "mine", provider: null, requests: 12_345, cost: 0.5 }];
  deepEqual(rows(<ModelTable models={models} />), [
    ["fast  openai", "", "2", "1K", "$1.00"],
    ["mine  unknown provider", "", "12,345", "1K", "$0.500"],
  ]);
});

Deno.test("a model's cost is unpriced when no request of it has a price, and free when it is free", () => {
  const table: [name: string, change: Partial<ModelUse>, cost: string][] = [
    ["no price known", { cost: null }, "unpriced"],
    ["all of its requests unpriced, summed to zero", { cost: 0, unpriced: 2 }, "unpriced"],
    ["some unpriced", { cost: 0.5, unpriced: 1 }, "$0.500"],
    ["free", { cost: 0, unpriced: 0 }, "$0.00"],
  ];
  for (const [name, change, cost] of table) {
    const view = <ModelTable models={[{ ...USE, ...change }]} />;
    equal(rows(view)[0]?.at(-1), cost, name);
    equal(renderToString(view).includes('class="number unpriced"'), cost === "unpriced", name);
  }
});

Deno.test("a share is drawn against the dearest model; nothing is drawn for what cost nothing", () => {
  const models = [4, 1, 0, null].map((cost, i) => ({ ...USE, model: `m${i}`, cost }));
  deepEqual(shares(models), [100, 25, 0, 0]);
  deepEqual(shares([{ ...USE, cost: 0 }, { ...USE, cost: null }]), [0, 0]);
});

Deno.test("a share lies between nothing and the whole width, whatever the costs are", () => {
  const cost = fc.option(fc.double({ min: 0, max: 1e12, noNaN: true }));
  fc.assert(fc.property(fc.array(cost, { minLength: 1 }), (costs) => {
    const widths = shares(costs.map((cost, i) => ({ ...USE, model: `m${i}`, cost })));
    equal(widths.length, costs.length);
    equal(widths.every((width) => width >= 0 && width <= 100), true, widths.join());
    equal(Math.max(...widths), costs.some((cost) => cost) ? 100 : 0);
  }));
});

Deno.test("a row of the request table shows a dash for what is not known", () => {
  const unknown = { provider: null, total_tokens: null, cost: null, duration_ms: null };
  const requests = [REQUEST, { ...REQUEST, ...unknown }];
  deepEqual(rows(<RequestTable requests={requests} now={NOW} />), [
    ["fast  openai", "2 min ago", "1K", "812 ms", "$0.031"],
    ["fast  unknown provider", "2 min ago", "–", "–", "unpriced"],
  ]);
});

Deno.test("a time can be read in full, by people and by machines", () => {
  const at = REQUEST.timestamp;
  const errors = [{ timestamp: at, model: "fast", error: "x" }];
  for (
    const view of [
      <RequestTable key="" requests={[REQUEST]} now={NOW} />,
      <ErrorList key="" errors={errors} now={NOW} />,
    ]
  ) {
    match(
      renderToString(view),
      new RegExp(`<time dateTime="${at}" title="${at}">2 min ago</time>`, "i"),
    );
  }
});

Deno.test("errors stand in the order given, two alike too", () => {
  const error = (error: string) => ({ timestamp: REQUEST.timestamp, model: "fast", error });
  const html = renderToString(<ErrorList errors={["b", "a", "a"].map(error)} now={NOW} />);
  deepEqual([...html.matchAll(/<span>(.)<\/span>/g)].map(([, text]) => text), ["b", "a", "a"]);
  equal(renderToString(<ErrorList errors={[]} now={NOW} />), '<ul class="errors"></ul>');
});

Deno.test("what providers and clients name cannot become markup", () => {
  const evil = `"><img src=x onerror=alert(1)>`;
  const html = [
    <ModelTable key="" models={[{ ...USE, model: evil, provider: evil }]} />,
    <RequestTable
      key=""
      requests={[{ ...REQUEST, model: evil, provider: evil, timestamp: evil }]}
      now={NOW}
    />,
    <ErrorList key="" errors={[{ timestamp: evil, model: evil, error: evil }]} now={NOW} />,
  ].map((view) => renderToString(view)).join("");
  equal(html.includes("<img"), false);
  equal(html.match(/&lt;img/g)?.length, 14);
});

Deno.test("every column has a heading, and rows have as many cells", () => {
  for (
    const view of [
      <ModelTable key="" models={[USE]} />,
      <RequestTable key="" requests={[REQUEST]} now={NOW} />,
    ]
  ) {
    const headings = renderToString(view).match(/<th scope="col"/g)?.length;
    equal(headings, rows(view)[0]?.length);
  }
});
