import assert from "node:assert/strict";
import { daily } from "../../../lib/store/queries/daily.ts";
import { dateRange } from "../../../lib/store/queries/date_range.ts";
import { hourly } from "../../../lib/store/queries/hourly.ts";
import { costOf, exchange } from "../exchange.ts";
import { filled } from "./filled.ts";

const at = (time: string) => ({ startedAt: Date.parse(`${time}Z`) });
const EXCHANGES = [
  exchange({ ...at("2026-03-04T00:00:00.000"), cost: costOf(100_000_000) }),
  exchange({ ...at("2026-03-04T07:59:59.999"), cost: costOf(200_000_000), provider: "bolt" }),
  exchange({ ...at("2026-03-04T08:00:00.000"), cost: null, alias: "odd" }),
  exchange({ ...at("2026-03-04T23:59:59.999"), cost: costOf(1) }),
  exchange({ ...at("2026-03-05T00:00:00.000"), cost: costOf(4) }),
  exchange({ ...at("2026-03-06T10:00:00.000"), outcome: "failed", error: "no", cost: null }),
  exchange({
    ...at("2026-03-04T09:00:00"),
    outcome: "interrupted",
    error: "left",
    cost: costOf(8),
  }),
];

Deno.test("daily() sums up each day, the newest first, with its providers and models", () =>
  filled(EXCHANGES, (db) => {
    const result = daily(db, { startDate: "2026-03-04", endDate: "2026-03-06" });
    assert.deepEqual(result.daily.map(({ date, requests }) => [date, requests]), [
      ["2026-03-05", 1],
      ["2026-03-04", 4],
    ]);
    const day = result.daily[1];
    assert.deepEqual(day, {
      date: "2026-03-04",
      requests: 4,
      cost: 0.300000001,
      unpriced: 1,
      total_tokens: 60,
      by_provider: [
        { provider: "bolt", requests: 1, cost: 0.2, unpriced: 0 },
        { provider: "acme", requests: 3, cost: 0.100000001, unpriced: 1 },
      ],
      by_model: [
        { model: "small", provider: "bolt", requests: 1, cost: 0.2, unpriced: 0 },
        { model: "small", provider: "acme", requests: 2, cost: 0.100000001, unpriced: 0 },
        { model: "odd", provider: "acme", requests: 1, cost: 0, unpriced: 1 },
      ],
      failed: { requests: 0, cost: 0, unpriced: 0 },
      interrupted: { requests: 1, cost: 8e-9, unpriced: 0 },
    });
    assert.equal(result.total_days, 2);
    assert.equal(result.total_requests, 5);
    assert.equal(result.total_cost, 0.300000005);
    assert.equal(result.total_unpriced, 1);
  }));

Deno.test("daily() and hourly() without the models have all else", () =>
  filled(EXCHANGES, (db) => {
    const days = { startDate: "2026-03-04", endDate: "2026-03-06" };
    const bare = <T extends { by_model: unknown[] }>(period: T) => ({ ...period, by_model: [] });
    const { daily: whole, ...sums } = daily(db, days);
    assert.deepEqual(daily(db, { ...days, models: false }), { daily: whole.map(bare), ...sums });
    const day = { date: "2026-03-04" };
    const { hourly: hours, ...rest } = hourly(db, day);
    assert.deepEqual(hourly(db, { ...day, models: false }), { hourly: hours.map(bare), ...rest });
  }));

Deno.test("daily() cuts days where the client's midnight is", () =>
  filled(EXCHANGES, (db) => {
    const west = daily(db, {
      startDate: "2026-03-03",
      endDate: "2026-03-04",
      timezoneOffset: -480,
    });
    assert.deepEqual(west.daily.map(({ date, requests }) => [date, requests]), [
      ["2026-03-04", 3],
      ["2026-03-03", 2],
    ]);
    const east = daily(db, { startDate: "2026-03-05", endDate: "2026-03-05", timezoneOffset: 1 });
    assert.deepEqual(east.daily.map(({ date, requests }) => [date, requests]), [["2026-03-05", 2]]);
  }));

Deno.test("daily() without dates is the last thirty days of the client", () => {
  const day = 86_400_000;
  const today = Math.floor(Date.now() / day) * day;
  const started = [today, today - 29 * day, today - 30 * day].map((startedAt) =>
    exchange({ startedAt })
  );
  return filled(started, (db) => {
    assert.equal(daily(db, {}).total_requests, 2);
  });
});

Deno.test("hourly() has 24 hours, the empty ones too", () =>
  filled(EXCHANGES, (db) => {
    const result = hourly(db, { date: "2026-03-04" });
    assert.deepEqual(result.hourly.map(({ hour }) => hour), [...Array(24).keys()]);
    const busy = result.hourly.filter(({ requests }) => requests > 0).map(({ hour }) => hour);
    assert.deepEqual(busy, [0, 7, 8, 23]);
    assert.equal(result.total_requests, 4);
    assert.equal(result.total_cost, 0.300000001);
    assert.equal(result.hourly[9]?.interrupted.cost, 8e-9);
    assert.deepEqual(result.hourly[1]?.by_model, []);
  }));

Deno.test("hourly() counts local hours, by half hours where a zone needs it", () =>
  filled(EXCHANGES, (db) => {
    const result = hourly(db, { date: "2026-03-04", timezoneOffset: 330 });
    const busy = result.hourly.filter(({ requests }) => requests > 0)
      .map(({ hour, requests }) => [hour, requests]);
    assert.deepEqual(busy, [[5, 1], [13, 2]]);
  }));

Deno.test("dateRange() is the first and last day of success, null when there is none", async () => {
  await filled(EXCHANGES, (db) => {
    assert.deepEqual(dateRange(db, {}), { start_date: "2026-03-04", end_date: "2026-03-05" });
    assert.deepEqual(dateRange(db, { timezoneOffset: -60 }), {
      start_date: "2026-03-03",
      end_date: "2026-03-04",
    });
  });
  await filled([], (db) => {
    assert.deepEqual(dateRange(db, {}), { start_date: null, end_date: null });
  });
});
