import assert from "node:assert/strict";
import { timeline } from "../../../lib/store/queries/timeline.ts";
import { NO_USAGE } from "../../../lib/types/usage.ts";
import { costOf, exchange } from "../exchange.ts";
import { filled } from "./filled.ts";

const at = (time: string) => ({ startedAt: Date.parse(`${time}Z`) });
const cached = { ...NO_USAGE, input: 10, cacheRead: 90, output: 7, reasoning: 3 };
const EXCHANGES = [
  exchange({ ...at("2026-03-04T00:10:00"), cost: costOf(100_000_000) }),
  exchange({ ...at("2026-03-04T00:50:00"), cost: costOf(1), provider: "bolt", project: "blog" }),
  exchange({
    ...at("2026-03-04T23:59:59.999"),
    usage: cached,
    cost: { ...required(5), cacheSaved: 80 },
  }),
  exchange({ ...at("2026-03-04T23:10:00"), cost: null }),
  exchange({ ...at("2026-03-05T10:00:00"), outcome: "failed", error: "no", cost: null }),
  exchange({
    ...at("2026-03-05T10:00:00"),
    outcome: "interrupted",
    error: "left",
    cost: costOf(8),
  }),
];

function required(nanos: number) {
  const cost = costOf(nanos);
  assert.ok(cost);
  return cost;
}

Deno.test("a timeline has each day in which something was, with providers, tokens and savings", () =>
  filled(EXCHANGES, (db) => {
    const [first, second, ...more] = timeline(db, { by: "days" });
    assert.deepEqual(more, []);
    assert.equal(first?.at, "2026-03-04");
    assert.deepEqual(
      first.by_provider.toSorted((a, b) => (a.provider ?? "") < (b.provider ?? "") ? -1 : 1),
      [
        { provider: "acme", requests: 3, cost: 0.100000005, unpriced: 1 },
        { provider: "bolt", requests: 1, cost: 1e-9, unpriced: 0 },
      ],
    );
    assert.deepEqual(first.tokens, { input: 40, cached: 90, output: 22, reasoning: 3 });
    assert.equal(first.saved, 80e-9);
    assert.deepEqual([first.failed, first.interrupted], [0, 0]);
    const empty = { input: 0, cached: 0, output: 0, reasoning: 0 };
    assert.deepEqual(second, {
      at: "2026-03-05",
      by_provider: [],
      tokens: empty,
      saved: 0,
      failed: 1,
      interrupted: 1,
    });
  }));

Deno.test("hours are local, and so are days", () =>
  filled(EXCHANGES, (db) => {
    const names = (by: "hours" | "days", timezoneOffset: number) =>
      timeline(db, { by, timezoneOffset }).map(({ at }) => at);
    assert.deepEqual(names("hours", 0), ["2026-03-04T00", "2026-03-04T23", "2026-03-05T10"]);
    assert.deepEqual(names("hours", 330), [
      ...["2026-03-04T05", "2026-03-04T06"],
      ...["2026-03-05T04", "2026-03-05T05", "2026-03-05T15"],
    ]);
    assert.deepEqual(names("days", -60), ["2026-03-03", "2026-03-04", "2026-03-05"]);
  }));

Deno.test("a timeline keeps to its dates and its project", () =>
  filled(EXCHANGES, (db) => {
    const days = { startDate: "2026-03-05", endDate: "2026-03-05" };
    assert.deepEqual(timeline(db, { by: "days", ...days }).map(({ at }) => at), ["2026-03-05"]);
    const [blog] = timeline(db, { by: "days", project: "blog" });
    assert.deepEqual(blog?.by_provider.map(({ provider }) => provider), ["bolt"]);
    assert.deepEqual(timeline(db, { by: "hours", project: "none" }), []);
  }));

const MOMENTS: readonly [by: "weeks" | "months", offset: number, starts: string[]][] = [
  // 2026-03-01 was a Sunday.
  ["weeks", 0, ["2026-02-23", "2026-03-02", "2026-03-30"]],
  ["weeks", 60, ["2026-03-02", "2026-03-30"]],
  ["months", 0, ["2026-03-01", "2026-04-01"]],
  ["months", -60, ["2026-03-01", "2026-04-01"]],
  ["months", 120, ["2026-03-01", "2026-04-01"]],
];

for (const [by, timezoneOffset, starts] of MOMENTS) {
  Deno.test(`a timeline by ${by}, ${timezoneOffset} minutes east, adds up the days`, () => {
    const times = ["2026-03-01T23:30:00", "2026-03-02T10:00:00", "2026-03-31T12:00:00"];
    const all = [...times, "2026-04-05T12:00:00"].map((time, place) =>
      exchange({ ...at(time), cost: costOf(10 ** place) })
    );
    return filled(all, (db) => {
      const moments = timeline(db, { by, timezoneOffset });
      assert.deepEqual(moments.map(({ at }) => at), starts);
      const nanos = moments.flatMap(({ by_provider }) =>
        by_provider.map(({ cost }) => Math.round(cost * 1e9))
      );
      assert.equal(nanos.reduce((sum, one) => sum + one, 0), 1111);
    });
  });
}
