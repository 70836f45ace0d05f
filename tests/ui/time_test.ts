import { equal, match } from "node:assert/strict";
import fc from "fast-check";
import { formatAgo, formatDuration } from "../../lib/ui/time.ts";

/** How many milliseconds a duration's text stands for. */
function read(text: string): number {
  const [, minutes = "0", seconds = "0", ms = "0"] =
    /^(?:(\d+) min )?(?:([\d.]+) s)?(?:(\d+) ms)?$/.exec(text) ?? [text, NaN];
  return Number(minutes) * 60_000 + Number(seconds) * 1000 + Number(ms);
}

Deno.test("a duration's text is the duration, as near as its last digit", () => {
  fc.assert(fc.property(fc.double({ min: 0, max: 1e8, noNaN: true }), (ms) => {
    const text = formatDuration(ms);
    const digit = text.includes("min") ? 1000 : text.endsWith(" ms") ? 1 : 100;
    equal(Math.abs(read(text) - ms) <= digit / 2 + 1e-6, true, `${ms} is no ${text}`);
  }));
});

Deno.test("no unit of a duration reaches the next one: no 60 s, no 1000 ms", () => {
  for (const edge of [1000, 60_000, 120_000, 3_600_000]) {
    for (const off of [-501, -500, -51, -50, -49, -1, -0.5, -0.1, 0, 1]) {
      const text = formatDuration(edge + off);
      match(text, /^(?:\d{1,3} ms|[1-5]?\d\.\d s|\d+ min [1-5]?\d s)$/, `${edge} ${off}`);
    }
  }
});

Deno.test("a longer time never reads as a shorter one", () => {
  const ms = fc.double({ min: 0, max: 1e7, noNaN: true });
  fc.assert(fc.property(ms, ms, (a, b) => {
    const [less, more] = a < b ? [a, b] : [b, a];
    equal(read(formatDuration(less)) <= read(formatDuration(more)), true, `${less} ${more}`);
  }));
});

Deno.test("the steps from seconds to days are where the clock has them", () => {
  const now = Date.parse("2026-03-10T12:00:00Z");
  const table: [secondsAgo: number, text: string][] = [
    [-3600, "now"],
    [9.999, "now"],
    [10, "10 s ago"],
    [59.999, "59 s ago"],
    [60, "1 min ago"],
    [3599, "59 min ago"],
    [3600, "1 h ago"],
    [86_399, "23 h ago"],
    [86_400, "1 d ago"],
    [400 * 86_400, "400 d ago"],
  ];
  for (const [ago, text] of table) {
    equal(formatAgo(new Date(now - ago * 1000).toISOString(), now), text);
  }
});

Deno.test("every spelling of a moment is the same time ago", () => {
  const now = Date.parse("2026-03-10T12:00:00Z");
  const spellings = [
    "2026-03-10T11:30:00Z",
    "2026-03-10T11:30:00.000Z",
    "2026-03-10T11:30:00",
    "2026-03-10T11:30:00.123456",
    "2026-03-10 11:30:00",
    "2026-03-10T11:30:00+00:00",
    "2026-03-10T12:30:00+01:00",
    "2026-03-10T06:00:00-05:30",
    "2026-03-10T12:30:00+0100",
  ];
  for (const spelling of spellings) {
    match(formatAgo(spelling, now), /^(?:30|29) min ago$/, spelling);
  }
  for (const wrong of ["", "yesterday", "2026-13-45T00:00:00Z"]) {
    equal(formatAgo(wrong, now), wrong);
  }
});
