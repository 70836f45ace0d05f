import assert from "node:assert/strict";
import fc from "fast-check";
import { addDays, daysBetween } from "../../../lib/ui/range.ts";
import { cutOf, slotsOf } from "../../../lib/ui/stats/slots.ts";

const CUTS: [days: number, by: string][] = [
  ...[[1, "hour"], [2, "hour"], [3, "day"], [92, "day"]] as [number, string][],
  ...[[93, "week"], [732, "week"], [733, "month"]] as [number, string][],
];
for (const [days, by] of CUTS) {
  Deno.test(`a range of ${days} days is cut by the ${by}`, () => assert.equal(cutOf(days), by));
}

const moment = (at: string, cost: number, provider: string | null = "openai") => ({
  at,
  by_provider: [{ provider, cost }],
  tokens: { input: 1, cached: 2, output: 3, reasoning: 1 },
});

Deno.test("days have all slots, empty ones included", () => {
  const slots = slotsOf(
    [moment("2026-03-01", 0.1), moment("2026-03-03", 0.3)],
    { from: "2026-02-28", to: "2026-03-03" },
    "day",
  );
  assert.deepEqual(slots.map(({ at, costs }) => [at, costs]), [
    ["2026-02-28", {}],
    ["2026-03-01", { openai: 0.1 }],
    ["2026-03-02", {}],
    ["2026-03-03", { openai: 0.3 }],
  ]);
  assert.deepEqual(slots[3]?.tokens, { input: 1, cached: 2, output: 3, reasoning: 1 });
});

Deno.test("hours, weeks from Monday on, and months", () => {
  const names = (from: string, to: string, by: "hour" | "week" | "month") =>
    slotsOf([], { from, to }, by).map(({ at }) => at);
  assert.equal(names("2026-03-01", "2026-03-02", "hour").length, 48);
  assert.equal(names("2026-03-01", "2026-03-01", "hour")[23], "2026-03-01T23");
  assert.deepEqual(names("2026-11-20", "2026-11-30", "week"), [
    "2026-11-16",
    "2026-11-23",
    "2026-11-30",
  ]);
  assert.deepEqual(names("2025-12-31", "2026-02-01", "month"), [
    "2025-12-01",
    "2026-01-01",
    "2026-02-01",
  ]);
  const [first] = slotsOf(
    [moment("2026-11-16", 1, null)],
    { from: "2026-11-20", to: "2026-11-23" },
    "week",
  );
  assert.deepEqual(first?.costs, { "": 1 });
});

type Cut = "hour" | "day" | "week" | "month";
const NAMES: [by: Cut, from: string, to: string, label: string, title: string, days: string][] = [
  ["hour", "2026-11-23", "2026-11-23", "0:00", "23 Nov 2026, 00:00", "2026-11-23 2026-11-23"],
  ["day", "2026-11-03", "2026-11-09", "3 Nov", "3 Nov 2026", "2026-11-03 2026-11-03"],
  ["week", "2026-12-28", "2027-03-01", "28 Dec", "Week of 28 Dec 2026", "2026-12-28 2027-01-03"],
  ["month", "2024-02-01", "2026-02-01", "Feb 24", "Feb 2024", "2024-02-01 2024-02-29"],
  // What a range has of its first and its last slot is no more than what belongs to it.
  ["week", "2026-01-01", "2026-06-30", "29 Dec", "Week of 29 Dec 2025", "2026-01-01 2026-01-04"],
  ["month", "2023-02-10", "2026-06-30", "Feb 23", "Feb 2023", "2023-02-10 2023-02-28"],
  ["month", "2023-02-10", "2023-02-12", "Feb 23", "Feb 2023", "2023-02-10 2023-02-12"],
];
for (const [by, from, to, label, title, days] of NAMES) {
  Deno.test(`the first ${by} from ${from} is called ${title}, and has ${days}`, () => {
    const [slot] = slotsOf([], { from, to }, by);
    assert.deepEqual([slot?.label, slot?.title], [label, title]);
    assert.equal(`${slot?.from} ${slot?.to}`, days);
  });
}

Deno.test("the last slot ends with the range", () => {
  const last = slotsOf([], { from: "2026-01-01", to: "2026-06-30" }, "week").at(-1);
  assert.deepEqual([last?.at, last?.from, last?.to], ["2026-06-29", "2026-06-29", "2026-06-30"]);
  assert.equal(slotsOf([], { from: "2026-11-23", to: "2026-11-23" }, "hour")[14]?.label, "14:00");
});

Deno.test("the slots of a range have each of its days once, whatever the cut", () => {
  const day = fc.integer({ min: 0, max: 900 }).map((place) => addDays("2025-01-01", place));
  const cut = fc.constantFrom<Cut>("day", "week", "month");
  fc.assert(fc.property(day, day, cut, (one, other, by) => {
    const [from, to] = one < other ? [one, other] : [other, one];
    const days = slotsOf([], { from, to }, by).flatMap((slot) => daysBetween(slot.from, slot.to));
    assert.deepEqual(days, daysBetween(from, to));
  }));
});
