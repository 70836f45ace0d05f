import assert from "node:assert/strict";
import { clockIn, dateIn, isZone, momentIn, offsetIn } from "../../lib/ui/zone.ts";

const CASES: [zone: string, at: string, date: string, offset: number][] = [
  ["UTC", "2026-03-12T23:59:59.999Z", "2026-03-12", 0],
  ["Europe/Berlin", "2026-03-12T23:30:00Z", "2026-03-13", 60],
  ["Europe/Berlin", "2026-07-12T22:30:00Z", "2026-07-13", 120],
  ["America/Los_Angeles", "2026-01-01T07:59:59Z", "2025-12-31", -480],
  ["Asia/Kolkata", "2026-03-12T18:30:00Z", "2026-03-13", 330],
  ["Asia/Kathmandu", "2026-03-12T18:14:59Z", "2026-03-12", 345],
  ["Pacific/Kiritimati", "2026-03-12T10:00:00.500Z", "2026-03-13", 840],
];

for (const [zone, at, date, offset] of CASES) {
  Deno.test(`in ${zone} it is ${date} at ${at}, ${offset} minutes east of UTC`, () => {
    assert.equal(dateIn(zone, Date.parse(at)), date);
    assert.equal(offsetIn(zone, Date.parse(at)), offset);
  });
}

Deno.test("the offset follows summer time to the second", () => {
  const change = Date.parse("2026-03-29T01:00:00Z");
  assert.equal(offsetIn("Europe/Berlin", change - 1000), 60);
  assert.equal(offsetIn("Europe/Berlin", change), 120);
});

Deno.test("a moment is told with its weekday and its second", () => {
  assert.equal(
    momentIn("Europe/Berlin", Date.parse("2026-11-23T13:05:09Z")),
    "Mon, 23 Nov 2026, 14:05:09",
  );
});

Deno.test("a clock shows hours and minutes, of midnight zeros", () => {
  const at = Date.parse("2026-11-23T23:05:59Z");
  assert.deepEqual(["UTC", "Europe/Berlin"].map((zone) => clockIn(zone, at)), ["23:05", "00:05"]);
});

Deno.test("a zone is what the system knows by that name", () => {
  assert.equal(isZone("Asia/Tokyo"), true);
  for (const name of ["", "Nowhere/City", "Asia/Tokyo; drop"]) assert.equal(isZone(name), false);
});
