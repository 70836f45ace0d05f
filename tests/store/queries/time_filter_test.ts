import assert from "node:assert/strict";
import { BadQuery } from "../../../lib/store/queries/bad_query.ts";
import { timeCondition, type TimeFilter } from "../../../lib/store/queries/time_filter.ts";

const NOW = Date.parse("2026-03-04T12:00:00Z");

Deno.test("timeCondition() without filters is all time", () => {
  assert.deepEqual(timeCondition({}, NOW), { sql: "TRUE", params: [] });
});

const CASES: [filter: TimeFilter, params: string[]][] = [
  [{ hours: 24 }, ["2026-03-03T12:00:00"]],
  [{ hours: 0.5 }, ["2026-03-04T11:30:00"]],
  [{ startDate: "2026-03-01", endDate: "2026-03-01" }, [
    "2026-03-01T00:00:00",
    "2026-03-02T00:00:00",
  ]],
  [{ startDate: "2026-03-01", endDate: "2026-03-03", timezoneOffset: -480 }, [
    "2026-03-01T08:00:00",
    "2026-03-04T08:00:00",
  ]],
  [{ startDate: "2026-01-01", endDate: "2026-01-01", timezoneOffset: 345 }, [
    "2025-12-31T18:15:00",
    "2026-01-01T18:15:00",
  ]],
  [{ startDate: "2024-02-29" }, ["2024-02-29T00:00:00"]],
  [{ endDate: "2024-02-29" }, ["2024-03-01T00:00:00"]],
  [{ startDate: "2024-02-29", endDate: "9999-12-31" }, ["2024-02-29T00:00:00"]],
  [{ hours: 1, startDate: "2026-03-01" }, ["2026-03-04T11:00:00"]],
  [{ hours: 1, hour: "2026-03-01T09" }, ["2026-03-04T11:00:00"]],
  [{ hour: "2026-03-01T23" }, ["2026-03-01T23:00:00", "2026-03-02T00:00:00"]],
  [{ hour: "2026-03-01T00", startDate: "2026-02-01", timezoneOffset: 345 }, [
    "2026-02-28T18:15:00",
    "2026-02-28T19:15:00",
  ]],
];

for (const [filter, params] of CASES) {
  Deno.test(`timeCondition(${JSON.stringify(filter)}) is the range in UTC`, () => {
    assert.deepEqual(timeCondition(filter, NOW).params, params);
  });
}

const BAD: [filter: TimeFilter, message: RegExp][] = [
  [{ hour: "2026-03-01" }, /hour must be/],
  [{ hour: "2026-03-01T24" }, /hour must be/],
  [{ hour: "2026-02-30T10" }, /hour must be/],
  [{ hours: 0 }, /hours/],
  [{ hours: NaN }, /hours/],
  [{ startDate: "2026-02-30" }, /start_date must be a date/],
  [{ startDate: "yesterday" }, /start_date must be a date/],
  [{ endDate: "2026-1-1" }, /end_date must be a date/],
  [{ startDate: "2026-03-02", endDate: "2026-03-01" }, /Swap/],
  [{ startDate: "2026-03-02", timezoneOffset: 1.5 }, /timezone_offset/],
  [{ startDate: "2026-03-02", timezoneOffset: 9999 }, /timezone_offset/],
];

for (const [filter, message] of BAD) {
  Deno.test(`timeCondition(${JSON.stringify(filter)}) says what is wrong`, () => {
    assert.throws(
      () => timeCondition(filter, NOW),
      (error) => error instanceof BadQuery && message.test(error.message),
    );
  });
}
