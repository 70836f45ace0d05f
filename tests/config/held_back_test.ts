import assert from "node:assert/strict";
import fc from "fast-check";
import { heldBack, NO_PAYLOADS, withGone } from "../../lib/config/held_back.ts";
import { type Capture, type PayloadSettings, strictest } from "../../lib/types/payloads.ts";

const ORDER: Capture[] = ["full", "metadata", "off"];
const captures = fc.constantFrom(...ORDER);
const NAMES = ["a", "b", "c"];
const settings: fc.Arbitrary<PayloadSettings> = fc.record({
  capture: captures,
  redact: fc.subarray(["x", "y", "z"]),
  maxMediaBytes: fc.nat(5),
  aliases: fc.dictionary(fc.constantFrom(...NAMES), captures).map((one) =>
    new Map(Object.entries(one))
  ),
}).map((one) => ({ ...one, strictest: strictest([one.capture, ...one.aliases.values()]) }));

const of = (one: PayloadSettings, alias: string) =>
  ORDER.indexOf(one.aliases.get(alias) ?? one.capture);

Deno.test("wrong settings never have more stored than the last ones, nor than they say themselves", () => {
  fc.assert(fc.property(settings, settings, (last, good) => {
    const held = heldBack(last, { ...good, wrong: true });
    for (const one of [last, good]) {
      for (const name of [...NAMES, "another"]) assert.ok(of(held, name) >= of(one, name));
      assert.ok(ORDER.indexOf(held.strictest) >= ORDER.indexOf(one.strictest));
      assert.ok(one.redact.every((pattern) => held.redact.includes(pattern)));
      assert.ok(held.maxMediaBytes <= one.maxMediaBytes);
    }
    assert.equal(heldBack(held, good), good, "a good one holds as it is");
  }));
});

Deno.test("wrong settings without any before have nothing stored", () => {
  fc.assert(fc.property(settings, (good) => {
    const held = heldBack(NO_PAYLOADS, { ...good, wrong: true });
    for (const name of [...NAMES, "another"]) assert.equal(of(held, name), 2);
  }));
});

Deno.test("an alias that is gone keeps what was said of it, one that is there does not", () => {
  fc.assert(fc.property(settings, settings, fc.subarray(NAMES), (last, next, existing) => {
    const kept = withGone(next, last, (alias) => existing.includes(alias));
    for (const name of NAMES) {
      const isGone = !existing.includes(name) && !next.aliases.has(name);
      const expected = isGone ? last.aliases.get(name) : next.aliases.get(name);
      assert.equal(kept.aliases.get(name), expected);
    }
    assert.equal(kept.strictest, strictest([next.capture, ...kept.aliases.values()]));
  }));
});
