import assert from "node:assert/strict";
import { spending } from "../../../lib/store/queries/spending.ts";
import { timeline } from "../../../lib/store/queries/timeline.ts";
import { costOf, exchange } from "../exchange.ts";
import { filled } from "./filled.ts";

const at = (time: string) => ({ startedAt: Date.parse(`${time}Z`) });
const EXCHANGES = [
  exchange({ ...at("2026-03-04T00:10:00"), cost: costOf(100_000_000) }),
  exchange({ ...at("2026-03-04T10:00:00"), cost: costOf(1), provider: "bolt", project: "blog" }),
  exchange({ ...at("2026-03-04T23:40:00"), cost: null }),
  exchange({ ...at("2026-03-06T23:59:59.999"), cost: costOf(7) }),
  exchange({ ...at("2026-03-07T10:00:00"), outcome: "failed", error: "no", cost: costOf(3) }),
];

const DAYS: [name: string, params: Parameters<typeof spending>[1], days: unknown[]][] = [
  ["all days in which something succeeded", {}, [
    { date: "2026-03-04", requests: 3, cost: 0.100000001, unpriced: 1 },
    { date: "2026-03-06", requests: 1, cost: 7e-9, unpriced: 0 },
  ]],
  ["local days", { timezoneOffset: 60 }, [
    { date: "2026-03-04", requests: 2, cost: 0.100000001, unpriced: 0 },
    { date: "2026-03-05", requests: 1, cost: 0, unpriced: 1 },
    { date: "2026-03-07", requests: 1, cost: 7e-9, unpriced: 0 },
  ]],
  ["the days from one to another", { startDate: "2026-03-05", endDate: "2026-03-06" }, [
    { date: "2026-03-06", requests: 1, cost: 7e-9, unpriced: 0 },
  ]],
  ["those of a project", { project: "blog" }, [
    { date: "2026-03-04", requests: 1, cost: 1e-9, unpriced: 0 },
  ]],
];

for (const [name, params, days] of DAYS) {
  Deno.test(`spending() has ${name}`, () =>
    filled(EXCHANGES, (db) => assert.deepEqual(spending(db, params), days)));
}

Deno.test("spending() agrees with the timeline", () =>
  filled(EXCHANGES, (db) => {
    const nanos = (sums: readonly { cost: number }[]) =>
      sums.reduce((sum, { cost }) => sum + Math.round(cost * 1e9), 0);
    const days = timeline(db, { by: "days" }).filter(({ by_provider }) => by_provider.length > 0);
    assert.deepEqual(
      spending(db, {}).map(({ date, cost }) => [date, Math.round(cost * 1e9)]),
      days.map(({ at, by_provider }) => [at, nanos(by_provider)]),
    );
  }));
