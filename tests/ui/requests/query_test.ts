import assert from "node:assert/strict";
import { FILTERS, listQuery, matchQuery } from "../../../lib/ui/requests/query.ts";
import type { Range } from "../../../lib/ui/range.ts";

const ALL: Range = { name: "all", days: null };
const WEEK: Range = { name: "custom", days: { from: "2026-03-02", to: "2026-03-08" } };

const QUERIES: readonly (readonly [page: string, range: Range, api: string])[] = [
  ["", ALL, "outcome=all&timezone_offset=60"],
  ["outcome=failed&model=a+b", ALL, "model=a+b&outcome=failed&timezone_offset=60"],
  [
    "hour=2026-03-02T09",
    WEEK,
    "hour=2026-03-02T09&outcome=all&start_date=2026-03-02&end_date=2026-03-08&timezone_offset=60",
  ],
  [
    "range=custom",
    WEEK,
    "outcome=all&start_date=2026-03-02&end_date=2026-03-08&timezone_offset=60",
  ],
  [
    "min_seconds=1.5&max_seconds=60",
    ALL,
    "min_duration_ms=1500&max_duration_ms=60000&outcome=all&timezone_offset=60",
  ],
  ["min_seconds=long", ALL, "min_duration_ms=long&outcome=all&timezone_offset=60"],
  [
    "sort=cost&dir=asc&after=x&limit=100",
    ALL,
    "sort_by=cost&sort_dir=asc&after=x&limit=100&outcome=all&timezone_offset=60",
  ],
  [
    "search=+rain+&model=&open=7&at=50&messages=all",
    ALL,
    "search=rain&outcome=all&timezone_offset=60",
  ],
];

for (const [page, range, api] of QUERIES) {
  Deno.test(`the page "?${page}" asks for "${api}"`, () => {
    const query = listQuery(new URLSearchParams(page), { range, offset: 60 });
    assert.equal(String(query), api);
  });
}

Deno.test("what matches is the same on each page and in each order", () => {
  const params = new URLSearchParams("model=a&sort=cost&dir=asc&after=x&limit=100");
  assert.equal(
    String(matchQuery(params, { range: ALL, offset: 0 })),
    "model=a&outcome=all&timezone_offset=0",
  );
});

Deno.test("each filter says for people what it holds", () => {
  const values: Readonly<Record<string, string>> = {
    stream: "true",
    min_cost: "0.1",
    max_seconds: "5",
    unpriced: "true",
    hour: "2026-03-02T09",
    model: "gpt",
  };
  const shown = FILTERS.filter(({ name }) => values[name] !== undefined)
    .map(({ name, label, show = String }) => `${label}: ${show(values[name] ?? "")}`);
  assert.deepEqual(shown, [
    "Alias: gpt",
    "Hour: 2026-03-02 09:00",
    "Answer: streamed",
    "Cost from: $0.1",
    "Time to: 5 s",
    "Price: unknown",
  ]);
});
