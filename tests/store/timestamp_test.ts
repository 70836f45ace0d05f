import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import fc from "fast-check";
import { toBound, toTimestamp } from "../../lib/store/timestamp.ts";

Deno.test("toTimestamp() is UTC with milliseconds and without a zone letter", () => {
  assert.equal(toTimestamp(Date.UTC(2026, 0, 31, 23, 59, 59, 7)), "2026-01-31T23:59:59.007");
});

Deno.test("a moment that no date can hold does not throw", () => {
  assert.equal(toTimestamp(NaN), "1970-01-01T00:00:00.000");
});

const MOMENT = fc.integer({ min: 0, max: Date.UTC(2100, 0, 1) });

Deno.test("timestamps sort as text as they do in time", () => {
  fc.assert(fc.property(MOMENT, MOMENT, (a, b) => {
    assert.equal(toTimestamp(a) < toTimestamp(b), a < b);
  }));
});

Deno.test("a bound on a full second divides moments as numbers would, Python's spelling included", () => {
  fc.assert(fc.property(MOMENT, fc.integer({ min: -2, max: 2 }), (second, ms) => {
    const bound = Math.floor(second / 1000) * 1000;
    const moment = bound + ms;
    const spelled = toTimestamp(moment);
    const python = spelled.endsWith(".000") ? spelled.slice(0, -4) : `${spelled}000`;
    assert.equal(spelled >= toBound(bound), moment >= bound);
    assert.equal(python >= toBound(bound), moment >= bound);
  }));
});

Deno.test("SQLite's DATE() reads our timestamps as it reads the predecessor's", () => {
  const db = new DatabaseSync(":memory:");
  const date = (text: string) => db.prepare("SELECT DATE(?) AS day").get(text)?.day;
  assert.equal(date(toTimestamp(Date.UTC(2026, 1, 28, 23, 59, 59, 999))), "2026-02-28");
  assert.equal(date("2026-02-28T23:59:59.999999"), "2026-02-28");
  db.close();
});
