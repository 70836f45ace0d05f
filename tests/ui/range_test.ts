import assert from "node:assert/strict";
import {
  addDays,
  daysBetween,
  lengthOf,
  monthEnd,
  precedingDays,
  rangeQuery,
  readRange,
} from "../../lib/ui/range.ts";

/** A Thursday. */
const TODAY = "2026-03-12";

const CASES: [query: string, name: string, from: string | null, to: string | null][] = [
  ["", "30d", "2026-02-11", "2026-03-12"],
  ["range=today", "today", "2026-03-12", "2026-03-12"],
  ["range=yesterday", "yesterday", "2026-03-11", "2026-03-11"],
  ["range=week", "week", "2026-03-09", "2026-03-12"],
  ["range=month", "month", "2026-03-01", "2026-03-12"],
  ["range=all", "all", null, null],
  ["range=decade", "30d", "2026-02-11", "2026-03-12"],
  ["from=2024-02-28&to=2024-03-01", "custom", "2024-02-28", "2024-03-01"],
  ["range=week&from=2024-02-28&to=2024-02-28", "custom", "2024-02-28", "2024-02-28"],
  ["from=2024-03-01&to=2024-02-28", "30d", "2026-02-11", "2026-03-12"],
  ["from=2024-02-30&to=2024-03-01", "30d", "2026-02-11", "2026-03-12"],
  ["from=2024-03-01", "30d", "2026-02-11", "2026-03-12"],
  ["range=week&from=x&to=y", "week", "2026-03-09", "2026-03-12"],
];

for (const [query, name, from, to] of CASES) {
  Deno.test(`the range of ?${query} is ${name}`, () => {
    const range = readRange(new URLSearchParams(query), TODAY);
    assert.deepEqual([range.name, range.days?.from ?? null, range.days?.to ?? null], [
      name,
      from,
      to,
    ]);
    assert.deepEqual(readRange(new URLSearchParams(rangeQuery(range)), TODAY), range);
  });
}

for (
  const [today, monday] of [["2026-03-09", "2026-03-09"], ["2026-03-15", "2026-03-09"]] as const
) {
  Deno.test(`a week that has come to ${today} began on Monday, ${monday}`, () => {
    assert.equal(readRange(new URLSearchParams("range=week"), today).days?.from, monday);
  });
}

Deno.test("the days before a range are as many, and end right before it", () => {
  const before = (query: string) => precedingDays(readRange(new URLSearchParams(query), TODAY));
  assert.deepEqual(before("range=today"), { from: "2026-03-11", to: "2026-03-11" });
  assert.deepEqual(before("range=month"), { from: "2026-02-17", to: "2026-02-28" });
  assert.deepEqual(before("from=2024-03-01&to=2024-03-31"), {
    from: "2024-01-30",
    to: "2024-02-29",
  });
  assert.equal(before("range=all"), null);
});

Deno.test("days are added over the ends of months and years", () => {
  assert.equal(addDays("2024-02-28", 2), "2024-03-01");
  assert.equal(addDays("2026-01-01", -1), "2025-12-31");
});

Deno.test("a range is as long as it has days, the first and the last included", () => {
  assert.equal(lengthOf({ from: "2026-03-12", to: "2026-03-12" }), 1);
  // Over the end of summer time, and over a leap day.
  assert.equal(lengthOf({ from: "2026-10-24", to: "2026-10-26" }), 3);
  assert.equal(lengthOf({ from: "2024-01-01", to: "2024-12-31" }), 366);
});

Deno.test("the days of a range are in order, and there are none in one that ends before it begins", () => {
  assert.deepEqual(daysBetween("2024-02-28", "2024-03-01"), [
    "2024-02-28",
    "2024-02-29",
    "2024-03-01",
  ]);
  assert.deepEqual(daysBetween("2026-03-12", "2026-03-12"), ["2026-03-12"]);
  assert.deepEqual(daysBetween("2026-03-12", "2026-03-11"), []);
});

for (
  const [date, end] of [
    ["2026-01-31", "2026-01-31"],
    ["2026-02-01", "2026-02-28"],
    ["2028-02-29", "2028-02-29"],
    ["2026-11-23", "2026-11-30"],
    ["2026-12-01", "2026-12-31"],
  ] as const
) {
  Deno.test(`the month of ${date} ends on ${end}`, () => assert.equal(monthEnd(date), end));
}

Deno.test("the calendar ends with the year 9999, and begins with the year 0", () => {
  assert.equal(addDays("9999-12-31", 1), "9999-12-31");
  assert.equal(addDays("0000-01-01", -1), "0000-01-01");
  assert.deepEqual(daysBetween("9999-12-30", "9999-12-31"), ["9999-12-30", "9999-12-31"]);
  assert.equal(monthEnd("9999-12-05"), "9999-12-31");
  const all = readRange(new URLSearchParams("from=0000-01-01&to=9999-12-31"), TODAY);
  assert.equal(precedingDays(all), null);
  const late = readRange(new URLSearchParams("from=0000-01-05&to=0000-01-31"), TODAY);
  assert.deepEqual(precedingDays(late), { from: "0000-01-01", to: "0000-01-04" });
});
