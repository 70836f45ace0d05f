import assert from "node:assert/strict";
import fc from "fast-check";
import { cellFields, jsonFields, RefusedRow } from "../../lib/import/fields.ts";
import { flagOf, integerOf, momentOf, nanosOf } from "../../lib/import/values.ts";

type Read = (fields: ReturnType<typeof jsonFields>, name: string) => unknown;

const READS: readonly [read: Read, json: string, value: unknown][] = [
  [integerOf, "12", 12n],
  [integerOf, "-3", -3n],
  [integerOf, "9007199254740993", 9007199254740993n],
  [integerOf, '"42"', 42n],
  [integerOf, "12.0", 12n],
  [integerOf, "1e3", 1000n],
  [integerOf, "null", null],
  [flagOf, "true", 1n],
  [flagOf, "0", 0n],
  [flagOf, '"False"', 0n],
  [flagOf, '"t"', 1n],
  [flagOf, "null", null],
  [nanosOf, "0.1", 100_000_000n],
  [nanosOf, "1.05e-05", 10_500n],
  [nanosOf, "0.0000000005", 1n],
  [nanosOf, "0.00000000049999999999999999", 0n],
  [nanosOf, "1234567.000000001", 1_234_567_000_000_001n],
  [nanosOf, '"0.25"', 250_000_000n],
  [nanosOf, "0", 0n],
  [nanosOf, "null", null],
  [momentOf, '"2026-01-31T23:59:59.123456"', "2026-01-31T23:59:59.123456"],
  [momentOf, '"2026-01-31T23:59:59"', "2026-01-31T23:59:59"],
  [momentOf, '"2026-01-31 23:59:59.5"', "2026-01-31T23:59:59.5"],
  [momentOf, '"2026-01-31T23:59:59.123Z"', "2026-01-31T23:59:59.123"],
  [momentOf, '"2026-01-31 23:59:59.1 UTC"', "2026-01-31T23:59:59.1"],
  [momentOf, '"2026-01-31T23:59:59.999999+00:00"', "2026-01-31T23:59:59.999999"],
  [momentOf, '"2026-01-31T23:30:00.7-02:30"', "2026-02-01T02:00:00.7"],
  [momentOf, '"2026-02-01T00:30:00+01"', "2026-01-31T23:30:00"],
  [momentOf, '"2024-02-29T00:00:00"', "2024-02-29T00:00:00"],
  [momentOf, "null", null],
];

for (const [read, json, value] of READS) {
  Deno.test(`${read.name}() reads ${json}`, () => {
    assert.equal(read(jsonFields(`{"x":${json}}`), "x"), value);
    assert.equal(read(jsonFields("{}"), "x"), null);
  });
}

const REFUSED: readonly [read: Read, json: string, problem: string][] = [
  [integerOf, "1.5", "has a x that is no whole number"],
  [integerOf, '"twelve"', "has a x that is no whole number"],
  [integerOf, '" "', "has a x that is no whole number"],
  [integerOf, "9223372036854775808", "has a x that is too large"],
  [flagOf, "2", "has a x that is neither true nor false"],
  [nanosOf, '"free"', "has a x that is no amount of USD"],
  [nanosOf, "-1", "has a x that is no amount of USD"],
  [nanosOf, "1e30", "has a x that is too large"],
  [momentOf, '"2026-02-30T00:00:00"', "has a x that is no moment like 2026-01-31T23:59:59.999"],
  [momentOf, '"2026-01-01T25:00:00"', "has a x that is no moment like 2026-01-31T23:59:59.999"],
  [momentOf, "1767225600", "has a x that is no moment like 2026-01-31T23:59:59.999"],
  [momentOf, '"yesterday"', "has a x that is no moment like 2026-01-31T23:59:59.999"],
];

for (const [read, json, problem] of REFUSED) {
  Deno.test(`${read.name}() refuses ${json}`, () => {
    assert.throws(() => read(jsonFields(`{"x":${json}}`), "x"), new RefusedRow(problem));
  });
}

Deno.test("nanosOf() is exact for every amount that has nano-dollars, however it is written", () => {
  fc.assert(fc.property(fc.maxSafeNat(), fc.boolean(), (nanos, hasExponent) => {
    const digits = String(nanos).padStart(10, "0");
    const plain = `${digits.slice(0, -9)}.${digits.slice(-9)}`;
    const text = hasExponent ? `${nanos}e-9` : plain;
    assert.equal(nanosOf(cellFields(["x"], [text]), "x"), BigInt(nanos));
  }));
});

Deno.test("momentOf() moves moments of other zones to UTC", () => {
  const date = fc.date({
    min: new Date("1971-01-01T00:00:00Z"),
    max: new Date("2100-01-01T00:00:00Z"),
    noInvalidDate: true,
  });
  fc.assert(fc.property(date, fc.integer({ min: -14 * 60, max: 14 * 60 }), (date, minutes) => {
    const two = (count: number) => String(count).padStart(2, "0");
    const size = Math.abs(minutes);
    const zone = `${minutes < 0 ? "-" : "+"}${two(Math.floor(size / 60))}:${two(size % 60)}`;
    const local = new Date(date.getTime() + minutes * 60_000).toISOString().slice(0, -1);
    const fields = jsonFields(JSON.stringify({ x: local + zone }));
    assert.equal(momentOf(fields, "x"), date.toISOString().slice(0, -1));
  }));
});

Deno.test("jsonFields() gives values as they are written, the last of two of a name", () => {
  const fields = jsonFields(
    '{"a":1.0,"b":{"c": 12345678901234567890},"d":"\\u00e9","a":2.50,"n":null}',
  );
  assert.deepEqual(fields.names, ["a", "b", "d", "n"]);
  assert.deepEqual(["a", "b", "d", "n", "x"].map(fields.text), [
    "2.50",
    '{"c": 12345678901234567890}',
    "é",
    null,
    null,
  ]);
  assert.deepEqual(["b", "d", "n"].map(fields.json), [
    '{"c": 12345678901234567890}',
    '"\\u00e9"',
    null,
  ]);
});

for (
  const [text, problem] of [["{", "is no valid JSON"], ["[1]", "is no JSON object"], [
    "7",
    "is no JSON object",
  ]]
) {
  Deno.test(`jsonFields() refuses ${text}`, () => {
    assert.throws(() => jsonFields(text ?? ""), new RefusedRow(problem));
  });
}

Deno.test("cellFields() takes a cell as JSON where it is JSON, and as a string where it is not", () => {
  const fields = cellFields(["a", "b", "c", "d"], ['{"x": 1}', "no json", "null", null]);
  assert.deepEqual(["a", "b", "c", "d"].map(fields.json), ['{"x": 1}', '"no json"', null, null]);
  assert.deepEqual(["a", "b", "c", "d"].map(fields.text), ['{"x": 1}', "no json", "null", null]);
  assert.throws(() => cellFields(["a"], ["1", "2"]), new RefusedRow("has 2 cells for 1 columns"));
});
