import assert from "node:assert/strict";
import fc from "fast-check";
import { type Day, daysOf } from "../../lib/demo_data/days.ts";
import { quotasOf } from "../../lib/demo_data/quotas.ts";
import { Random } from "../../lib/demo_data/random.ts";
import { momentOf, RHYTHMS, shareOf } from "../../lib/demo_data/rhythm.ts";

const HOUR = 3_600_000;
const at = (text: string) => Date.parse(text);

Deno.test("days are those of the clock on the wall, with 23 and 25 hours when it changes", () => {
  const days = daysOf(at("2026-03-27T23:00Z"), at("2026-03-31T22:00Z"), "Europe/Berlin");
  assert.deepEqual(days.map(({ start }) => new Date(start).toISOString().slice(0, 16)), [
    "2026-03-27T23:00",
    "2026-03-28T23:00",
    "2026-03-29T22:00",
    "2026-03-30T22:00",
  ]);
  assert.deepEqual(days.map(({ start, end }) => (end - start) / HOUR), [24, 23, 24, 24]);
  assert.deepEqual(days.map(({ weekday }) => weekday), [6, 0, 1, 2]);
  const [autumn] = daysOf(at("2026-10-24T22:00Z"), at("2026-10-25T23:00Z"), "Europe/Berlin");
  assert.equal(((autumn?.end ?? 0) - (autumn?.start ?? 0)) / HOUR, 25);
});

Deno.test("days fill the period without gap or overlap, in any zone", () => {
  const zone = fc.constantFrom("UTC", "Asia/Kolkata", "America/St_Johns", "Pacific/Auckland");
  const from = fc.integer({ min: at("2023-01-01"), max: at("2027-01-01") });
  fc.assert(
    fc.property(zone, from, fc.integer({ min: 1, max: 40 * 24 }), (zone, from, hours) => {
      const until = from + hours * HOUR;
      const days = daysOf(from, until, zone);
      assert.equal(days[0]?.start, from);
      assert.equal(days.at(-1)?.end, until);
      for (const [place, day] of days.entries()) {
        assert.ok(day.midnight <= day.start && day.start < day.end);
        if (place > 0) assert.equal(day.start, days[place - 1]?.end);
      }
    }),
    { numRuns: 40 },
  );
});

const HOLIDAYS: readonly [date: string, isHoliday: boolean][] = [
  ["2024-03-28", false],
  ["2024-03-29", true], // Good Friday
  ["2024-04-01", true], // Easter Monday
  ["2024-04-02", false],
  ["2025-04-18", true],
  ["2025-04-21", true],
  ["2026-04-06", true],
  ["2026-05-01", true],
  ["2026-12-23", false],
  ["2026-12-24", true],
  ["2027-01-01", true],
  ["2026-06-10", false],
];

for (const [date, isHoliday] of HOLIDAYS) {
  Deno.test(`${date} is ${isHoliday ? "a" : "no"} holiday`, () => {
    const [day] = daysOf(at(`${date}T00:00Z`), at(`${date}T12:00Z`), "UTC");
    assert.equal(day?.isHoliday, isHoliday);
  });
}

Deno.test("a moment lies in the part of the day that is in the period, in hours of its rhythm", () => {
  const random = new Random(1);
  const [day] = daysOf(at("2026-06-10T00:00Z"), at("2026-06-10T11:30Z"), "UTC");
  assert.ok(day);
  const moments = Array.from({ length: 500 }, () => momentOf(day, RHYTHMS.office, random));
  for (const moment of moments) {
    assert.ok(
      at("2026-06-10T06:00Z") <= moment && moment < day.end,
      new Date(moment).toISOString(),
    );
  }
  const early = moments.filter((moment) => moment < at("2026-06-10T08:00Z")).length;
  assert.ok(early < 50, "offices are hardly open before eight");
});

Deno.test("a moment lies in the period even where its rhythm sleeps all through it", () => {
  const [day] = daysOf(at("2026-06-10T00:00Z"), at("2026-06-10T01:00Z"), "UTC");
  assert.ok(day);
  assert.equal(shareOf(day, RHYTHMS.office), 0);
  const moment = momentOf(day, RHYTHMS.office, new Random(1));
  assert.ok(day.start <= moment && moment < day.end);
});

Deno.test("quotas add up to what was asked for, by weight", () => {
  const weights = fc.array(fc.float({ min: 0, max: 100, noNaN: true }), {
    minLength: 2,
    maxLength: 200,
  });
  fc.assert(
    fc.property(
      weights,
      fc.integer({ min: 1, max: 100_000 }),
      fc.boolean(),
      (weights, total, h) => {
        fc.pre(weights.some((weight) => weight > 0.001));
        const days: Day[] = weights.map((_, place) => ({
          midnight: 0,
          start: 0,
          end: 24 * HOUR,
          weekday: 1,
          isHoliday: h && place % 3 === 0,
        }));
        const quotas = quotasOf(days, weights, total);
        assert.equal(quotas.reduce((sum, quota) => sum + quota, 0), total);
        const isRich = total >= 3 * days.length;
        for (const [place, quota] of quotas.entries()) {
          assert.ok(quota >= (isRich && !days[place]?.isHoliday ? 1 : 0));
        }
      },
    ),
  );
});
