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
