import assert from "node:assert/strict";
import fc from "fast-check";
import { addDays } from "../../../lib/ui/range.ts";
import { type DayCost, forecast } from "../../../lib/ui/stats/forecast.ts";

/** A Monday; eight days of its month, today included, are left. */
const TODAY = "2026-11-23";

/** The days up to today, with what each cost. */
function days(count: number, costOf: (date: string) => number, today = TODAY): DayCost[] {
  return Array.from({ length: count + 1 }, (_, place) => addDays(today, place - count))
    .map((date) => ({ date, cost: date === today ? 0 : costOf(date) }));
}

function spentIn(month: string, all: readonly DayCost[]): number {
  return all.filter(({ date }) => date.startsWith(month)).reduce((sum, { cost }) => sum + cost, 0);
}

function close(actual: number | undefined, expected: number, share = 1e-9): void {
  const isClose = actual !== undefined &&
    Math.abs(actual - expected) <= share * Math.max(1, Math.abs(expected));
  assert.ok(isClose, `${actual} is not ${expected}`);
}

const weekdayOf = (date: string) => new Date(date).getUTCDay();
const isWeekend = (date: string) => [0, 6].includes(weekdayOf(date));

Deno.test("days that all cost the same go on so, and there is no doubt", () => {
  const found = forecast(days(56, () => 2), 0);
  // 22 days are over, eight are left.
  for (const value of [found?.expected, found?.low, found?.high]) close(value, 60);
});

Deno.test("of a day that is half over, half is left", () => {
  close(forecast(days(56, () => 2), 0.5)?.expected, 59);
});

Deno.test("what was spent today is in it, beside what the hours that are left may cost", () => {
  const all = days(56, () => 2).map((day) => day.date === TODAY ? { ...day, cost: 30 } : day);
  close(forecast(all, 0.5)?.expected, 22 * 2 + 30 + 1 + 7 * 2);
});

Deno.test("a week of work and a free weekend go on so", () => {
  const found = forecast(days(56, (date) => isWeekend(date) ? 0 : 10), 0);
  // 15 working days are over, six are left: as much as there is to say from eight of each.
  const [spent, ahead] = [15 * 10, 6 * 10];
  assert.ok(found !== null);
  close(found.expected, spent + ahead, 0.02);
  assert.ok(found.low <= spent + ahead && spent + ahead <= found.high);
  // On a Friday evening hardly anything is ahead until Monday.
  const friday = "2026-10-30";
  const weekend = forecast(days(56, (date) => isWeekend(date) ? 0 : 10, friday), 1);
  close(weekend?.expected, 21 * 10 + 2, 0.01);
});

Deno.test("what is new weighs more than what is long ago", () => {
  const isNew = (date: string) => date >= addDays(TODAY, -14);
  const found = forecast(days(56, (date) => isNew(date) ? 4 : 1), 0);
  const mean = (14 * 4 + 42) / 56;
  const rate = ((found?.expected ?? 0) - (8 + 14 * 4)) / 8;
  assert.ok(rate > mean + 0.5 && rate < 4, `${rate}`);
});

Deno.test("nothing was spent, nothing will be", () => {
  assert.deepEqual(forecast(days(30, () => 0), 0.3), { expected: 0, low: 0, high: 0 });
});

const LEAST: [past: number, isThere: boolean][] = [[0, false], [6, false], [7, true]];
for (const [past, isThere] of LEAST) {
  Deno.test(`${past} days are ${isThere ? "enough" : "too few"} for a forecast`, () => {
    assert.equal(forecast(days(past, () => 1), 0) !== null, isThere);
  });
}

Deno.test("without any day there is no forecast", () => assert.equal(forecast([], 0), null));

Deno.test("at the end of the last day there is nothing left to guess", () => {
  const today = "2026-11-30";
  const all = days(40, (date) => Number(date.slice(8)), today);
  const spent = spentIn("2026-11", all);
  const { expected, low, high } = forecast(all, 1) ?? assert.fail();
  for (const value of [expected, low, high]) close(value, spent);
  const morning = forecast(all, 0) ?? assert.fail();
  assert.ok(morning.expected > spent && morning.high > morning.expected);
});

Deno.test("on the first day of a month nothing of the month before is spent, but known", () => {
  close(forecast(days(40, () => 3, "2026-12-01"), 0)?.expected, 31 * 3);
  close(forecast(days(40, () => 3, "2028-02-01"), 0)?.expected, 29 * 3);
});

Deno.test("what is longer ago than eight weeks says nothing", () => {
  const old = addDays(TODAY, -56);
  const found = forecast(days(90, (date) => date < old ? 1000 : 2), 0);
  close(found?.expected, 60);
  close(found?.high, 60);
});

const COSTS = fc.array(fc.oneof(fc.constant(0), fc.double({ min: 0, max: 1e6, noNaN: true })), {
  minLength: 7,
  maxLength: 70,
});
const SOME_DAY = fc.integer({ min: 0, max: 800 }).map((place) => addDays("2026-01-01", place));
const PASSED = fc.double({ min: 0, max: 1, noNaN: true });

Deno.test("it is never below what was spent, and within its own range", () => {
  fc.assert(fc.property(COSTS, SOME_DAY, PASSED, (costs, today, passed) => {
    const all = costs.map((cost, place) => ({
      date: addDays(today, place - costs.length),
      cost,
    })).concat({ date: today, cost: costs[0] ?? 0 });
    const found = forecast(all, passed) ?? assert.fail();
    const spent = spentIn(today.slice(0, 7), all);
    const slack = 1e-9 * Math.max(1, found.high);
    assert.ok(Object.values(found).every(Number.isFinite), JSON.stringify(found));
    assert.ok(spent <= found.low + slack, `${spent} spent, low ${found.low}`);
    assert.ok(found.low <= found.expected + slack && found.expected <= found.high + slack);
  }));
});

Deno.test("a hundred times dearer days make it a hundred times as much", () => {
  fc.assert(fc.property(COSTS, PASSED, (costs, passed) => {
    const times = (factor: number) => {
      let place = 0;
      return forecast(days(costs.length, () => factor * (costs[place++] ?? 0)), passed);
    };
    const [one, hundred] = [times(1) ?? assert.fail(), times(100) ?? assert.fail()];
    for (const name of ["expected", "low", "high"] as const) {
      close(hundred[name], 100 * one[name], 1e-6);
    }
  }));
});

Deno.test("as the day goes by without spending, less is to be expected", () => {
  fc.assert(fc.property(COSTS, PASSED, PASSED, (costs, one, other) => {
    const at = (passed: number) => {
      let place = 0;
      return forecast(days(costs.length, () => costs[place++] ?? 0), passed)?.expected ?? NaN;
    };
    const [early, late] = [at(Math.min(one, other)), at(Math.max(one, other))];
    assert.ok(late <= early * (1 + 1e-9), `${early} becomes ${late}`);
  }));
});
