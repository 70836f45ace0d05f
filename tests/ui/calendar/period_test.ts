import assert from "node:assert/strict";
import {
  dayName,
  daysOf,
  movePeriod,
  periodName,
  readPeriod,
  weekday,
} from "../../../lib/ui/calendar/period.ts";

const TODAY = "2026-11-23";

const READ: [text: string | null, period: string][] = [
  [null, "2026-11"],
  ["2025-02", "2025-02"],
  ["2025", "2025"],
  ["2025-13", "2026-11"],
  ["2025-2", "2026-11"],
  ["0001", "2026-11"],
  ["last", "2026-11"],
];

for (const [text, period] of READ) {
  Deno.test(`?period=${text} is ${period}`, () => assert.equal(readPeriod(text, TODAY), period));
}

const PERIODS: [
  period: string,
  name: string,
  from: string,
  to: string,
  before: string,
  after: string,
][] = [
  ["2026-11", "November 2026", "2026-11-01", "2026-11-30", "2026-10", "2026-12"],
  ["2024-02", "February 2024", "2024-02-01", "2024-02-29", "2024-01", "2024-03"],
  ["2025-12", "December 2025", "2025-12-01", "2025-12-31", "2025-11", "2026-01"],
  ["2025-01", "January 2025", "2025-01-01", "2025-01-31", "2024-12", "2025-02"],
  ["2024", "2024", "2024-01-01", "2024-12-31", "2023", "2025"],
];

for (const [period, name, from, to, before, after] of PERIODS) {
  Deno.test(`${period} is ${name}, from ${from} to ${to}, between ${before} and ${after}`, () => {
    assert.equal(periodName(period), name);
    assert.deepEqual(daysOf(period), { from, to });
    assert.deepEqual([movePeriod(period, -1), movePeriod(period, 1)], [before, after]);
  });
}

Deno.test("a day has its name, and weeks begin on Monday", () => {
  assert.equal(dayName(TODAY), "Monday, 23 November 2026");
  assert.deepEqual(["2026-11-23", "2026-11-28", "2026-11-29"].map(weekday), [0, 5, 6]);
});
