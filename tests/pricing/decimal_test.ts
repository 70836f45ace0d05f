import assert from "node:assert/strict";
import fc from "fast-check";
import { decimalText, nanos, times } from "../../lib/pricing/decimal.ts";

/** A decimal price as text, with the same value as a fraction of whole numbers. */
const price = fc.tuple(fc.nat({ max: 999_999 }), fc.nat({ max: 12 })).map(([digits, scale]) => ({
  text: decimalText(`${digits}e-${scale}`),
  numerator: BigInt(digits),
  denominator: 10n ** BigInt(scale),
}));

Deno.test("nanos() equals the rational product rounded half up, for any amount and price", () => {
  const amount = fc.nat({ max: 2_000_000_000 });
  fc.assert(fc.property(amount, price, fc.constantFrom(1, 1_000, 1_000_000), (n, p, per) => {
    const numerator = BigInt(n) * p.numerator * 1_000_000_000n;
    const denominator = p.denominator * BigInt(per);
    const floor = numerator / denominator;
    const rest = numerator % denominator;
    const expected = rest * 2n >= denominator ? floor + 1n : floor;
    fc.pre(expected <= BigInt(Number.MAX_SAFE_INTEGER));
    assert.equal(BigInt(nanos(n, p.text, per)), expected);
  }));
});

Deno.test("nanos() has no floating error where a product of floats has one", () => {
  // 3 × 0.1 is 0.30000000000000004 in binary fractions.
  assert.equal(nanos(3_000_000, "0.1", 1_000_000), 300_000_000);
  assert.equal(nanos(1, "0.0005", 1_000_000), 1);
  assert.equal(nanos(1, "0.00049", 1_000_000), 0);
});

Deno.test("times() multiplies two decimals exactly", () => {
  fc.assert(fc.property(price, price, (a, b) => {
    const scale = a.denominator * b.denominator;
    const [whole = "", fraction = ""] = times(a.text, b.text).split(".");
    const product = BigInt(whole + fraction) * scale;
    assert.equal(product, a.numerator * b.numerator * 10n ** BigInt(fraction.length));
  }));
  assert.equal(times("3.75", "0.5"), "1.875");
});

Deno.test("decimalText() writes what its author meant, without an exponent", () => {
  assert.equal(decimalText(1.5e-7, 6), "0.15");
  assert.equal(decimalText(0.000003, 6), "3");
  assert.equal(decimalText("2.50"), "2.5");
  assert.equal(decimalText(1e21), "1000000000000000000000");
  assert.equal(decimalText(0, 6), "0");
  assert.equal(decimalText("0.0028"), "0.0028");
});

Deno.test("decimalText() throws for what is no price", () => {
  for (const value of ["", "free", "-1", -0.5, Number.NaN, Infinity, "0x10", "1,5"]) {
    assert.throws(() => decimalText(value), RangeError);
  }
});
