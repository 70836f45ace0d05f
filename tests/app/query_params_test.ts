import assert from "node:assert/strict";
import fc from "fast-check";
import { hourlyParams, requestsParams, timeParams } from "../../lib/app/query_params.ts";
import { ApiError } from "../../lib/http/error.ts";

const url = (query: string) => new URL(`http://x/requests?${query}`);
const NOW = new Date("2026-03-01T23:30:00Z");

/** What is there, without what is `undefined`. */
const given = (object: object) =>
  Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined));

const TIMES: [query: string, read: object][] = [
  ["", {}],
  ["hours=24", { hours: 24 }],
  ["hours=0.5", { hours: 0.5 }],
  ["hours=%2024%20", { hours: 24 }],
  ["hours=1&hours=2", { hours: 2 }],
  ["start_date=2026-01-01&end_date=2026-01-31", { startDate: "2026-01-01", endDate: "2026-01-31" }],
  ["timezone_offset=-330", { timezoneOffset: -330 }],
  ["timezone_offset=1440", { timezoneOffset: 1440 }],
  ["project=my+blog", { project: "my blog" }],
  ["hour=2026-01-31T09", { hour: "2026-01-31T09" }],
  ["hours=&start_date=&timezone_offset=&project=", {}],
  ["project=%20&start_date=%20", {}],
  ["hours=1&unknown=2&__proto__=3", { hours: 1 }],
];

for (const [query, read] of TIMES) {
  Deno.test(`the time filters of ?${query} are ${JSON.stringify(read)}`, () => {
    assert.deepEqual(given(timeParams(url(query))), read);
  });
}

const REQUESTS: [query: string, read: object][] = [
  ["provider=openai&model=a%2Fb", { provider: "openai", model: "a/b" }],
  ["min_cost=0&max_cost=1e-3", { minCost: 0, maxCost: 0.001 }],
  ["search=a%26b+%22c+d%22", { search: 'a&b "c d"' }],
  ["outcome=interrupted", { outcome: "interrupted" }],
  ["sort_by=cost&sort_dir=asc", { sortBy: "cost", sortDir: "asc" }],
  ["offset=50&limit=100", { offset: 50, limit: 100 }],
  ["quick=true", { quick: true }],
  ["quick=false", { quick: false }],
  ["totals=false&payloads=false&after=abc", { totals: false, payloads: false, after: "abc" }],
  ["status=429&stream=true&client=curl%2F*", { status: 429, stream: true, client: "curl/*" }],
  ["min_duration_ms=5&max_duration_ms=5e3", { minDuration: 5, maxDuration: 5000 }],
  ["outcome=running&unpriced=false", { outcome: "running", unpriced: false }],
  ["hours=2&project=p", { hours: 2, project: "p" }],
];

for (const [query, read] of REQUESTS) {
  Deno.test(`the filters of /requests?${query} are ${JSON.stringify(read)}`, () => {
    assert.deepEqual(given(requestsParams(url(query))), read);
  });
}

const WRONG: [query: string, name: string, told: string][] = [
  ["hours=day", "hours", "must be a number"],
  ["hours=%20", "hours", "must be a number"],
  ["hours=NaN", "hours", "must be a number"],
  ["hours=Infinity", "hours", "must be a number"],
  ["hours=1e999", "hours", "must be a number"],
  ["hours=1,5", "hours", "must be a number"],
  ["hours=1&hours=x", "hours", "must be a number"],
  ["min_cost=cheap", "min_cost", "must be a number"],
  ["max_cost=%E2%82%AC1", "max_cost", "must be a number"],
  ["offset=x", "offset", "must be a number"],
  ["limit=all", "limit", "must be a number"],
  ["timezone_offset=1441", "timezone_offset", "must be minutes east of UTC, from -1440 to 1440"],
  ["timezone_offset=-1441", "timezone_offset", "must be minutes east of UTC, from -1440 to 1440"],
  ["timezone_offset=0.5", "timezone_offset", "must be minutes east of UTC, from -1440 to 1440"],
  ["timezone_offset=UTC", "timezone_offset", "must be a number"],
  ["outcome=good", "outcome", "must be ok, failed, interrupted, all or running"],
  ["stream=yes", "stream", "must be true or false"],
  ["status=teapot", "status", "must be a number"],
  ["max_duration_ms=long", "max_duration_ms", "must be a number"],
  ["payloads=0", "payloads", "must be true or false"],
  ["quick=1", "quick", "must be true or false"],
];

for (const [query, name, told] of WRONG) {
  Deno.test(`/requests?${query} is a 400 that names ${name}`, () => {
    assert.throws(() => requestsParams(url(query)), (error) => {
      assert.ok(error instanceof ApiError);
      assert.deepEqual([error.status, error.message], [400, `\`${name}\` ${told}.`]);
      return true;
    });
  });
}

const DAYS: [query: string, date: string, timezoneOffset: number][] = [
  ["", "2026-03-01", 0],
  ["timezone_offset=29", "2026-03-01", 29],
  ["timezone_offset=30", "2026-03-02", 30],
  ["timezone_offset=-1410", "2026-03-01", -1410],
  ["timezone_offset=-1440", "2026-02-28", -1440],
  ["date=2026-01-02&timezone_offset=600", "2026-01-02", 600],
  ["date=", "2026-03-01", 0],
];

for (const [query, date, timezoneOffset] of DAYS) {
  Deno.test(`/stats/hourly?${query} is of ${date}`, () => {
    assert.deepEqual(given(hourlyParams(url(query), NOW)), { date, timezoneOffset });
  });
}

Deno.test("any query is read, or is a 400 that names one of its parameters", () => {
  const names = fc.constantFrom(
    ...["hours", "timezone_offset", "limit", "outcome", "quick", "date", "search", "other"],
  );
  const value = fc.oneof(fc.string(), fc.double().map(String), fc.integer().map(String));
  fc.assert(fc.property(fc.array(fc.tuple(names, value)), (pairs) => {
    const query = new URLSearchParams(pairs).toString();
    for (const read of [timeParams, requestsParams, (url: URL) => hourlyParams(url, NOW)]) {
      try {
        read(url(query));
      } catch (error) {
        assert.ok(error instanceof ApiError, String(error));
        assert.equal(error.status, 400);
        const [, name = ""] = /^`(\w+)` must be /.exec(error.message) ?? [];
        assert.ok(pairs.some(([given]) => given === name), error.message);
      }
    }
  }));
});
