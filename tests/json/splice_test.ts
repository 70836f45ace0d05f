import assert from "node:assert/strict";
import fc from "fast-check";
import { elementSpans, memberSpans, nestingDepth } from "../../lib/json/spans.ts";
import { applyEdits, spliceMembers } from "../../lib/json/splice.ts";
import type { JsonValue } from "../../lib/types/json.ts";

const set = (entries: Record<string, JsonValue>) => ({ set: new Map(Object.entries(entries)) });

Deno.test("spliceMembers() replaces one value and keeps every other byte", () => {
  const text =
    `{ "model" : "a", "temperature":1.0,\n\t"big": 12345678901234567890, "esc":"\\u00e9\\/" }`;
  assert.equal(
    spliceMembers(text, set({ model: "provider/b" })),
    `{ "model" : "provider/b", "temperature":1.0,\n\t"big": 12345678901234567890, "esc":"\\u00e9\\/" }`,
  );
});

Deno.test("spliceMembers() is not led astray by keys and braces inside of values", () => {
  const text = `{"messages":[{"content":"\\"model\\": \\"x\\" } ] \\\\"}],"model":"a"}`;
  assert.equal(
    spliceMembers(text, set({ model: "b" })),
    `{"messages":[{"content":"\\"model\\": \\"x\\" } ] \\\\"}],"model":"b"}`,
  );
});

Deno.test("spliceMembers() finds a key that is written with escapes", () => {
  assert.equal(spliceMembers(`{"\\u006dodel":"a"}`, set({ model: "b" })), `{"\\u006dodel":"b"}`);
});

Deno.test("spliceMembers() adds members at the end", () => {
  assert.equal(spliceMembers(`{"a":1 }`, set({ b: [2], c: null })), `{"a":1,"b":[2],"c":null }`);
  assert.equal(spliceMembers(` { } `, set({ b: 1 })), ` {"b":1 } `);
});

Deno.test("spliceMembers() removes members wherever they stand", () => {
  const text = `{"a":1, "b":2, "c":3}`;
  const without = (...keys: string[]) => spliceMembers(text, { remove: new Set(keys) });
  assert.equal(without("a"), `{"b":2, "c":3}`);
  assert.equal(without("b"), `{"a":1, "c":3}`);
  assert.equal(without("c"), `{"a":1, "b":2}`);
  assert.equal(without("a", "b"), `{"c":3}`);
  assert.equal(without("b", "c"), `{"a":1}`);
  assert.equal(without("a", "c"), `{"b":2}`);
  assert.equal(without("a", "b", "c"), `{}`);
});

Deno.test("spliceMembers() renames a key and keeps the bytes of its value", () => {
  const changes = { rename: new Map([["seed", "random_seed"]]) };
  assert.equal(spliceMembers(`{"seed": 1e3}`, changes), `{"random_seed": 1e3}`);
});

Deno.test("spliceMembers() does on the text what one would do on the object", () => {
  const keys = fc.constantFrom("a", "b", "c", "d", "long key", 'é"\\');
  fc.assert(
    fc.property(
      fc.dictionary(keys, fc.jsonValue(), { maxKeys: 6 }),
      fc.dictionary(keys, fc.jsonValue(), { maxKeys: 3 }),
      fc.uniqueArray(keys, { maxLength: 3 }),
      fc.constantFrom(undefined, 2, "\t"),
      (object, additions, removals, indent) => {
        const removed = new Set(removals.filter((key) => !(key in additions)));
        const changes = { set: new Map(Object.entries(additions)) as Map<string, JsonValue> };
        const text = JSON.stringify(object, null, indent);
        const expected: Record<string, unknown> = { ...object, ...additions };
        for (const key of removed) delete expected[key];
        const spliced = spliceMembers(text, { ...changes, remove: removed });
        assert.deepEqual(JSON.parse(spliced), JSON.parse(JSON.stringify(expected)));
      },
    ),
  );
});

Deno.test("memberSpans() and elementSpans() cut out exactly the values", () => {
  fc.assert(
    fc.property(
      fc.dictionary(fc.string(), fc.jsonValue()),
      fc.array(fc.jsonValue()),
      fc.constantFrom(undefined, 1),
      (object, list, indent) => {
        const text = JSON.stringify(object, null, indent);
        const members = memberSpans(text);
        assert.deepEqual(members.map((span) => span.key), Object.keys(JSON.parse(text)));
        for (const span of members) {
          const value = JSON.parse(text)[span.key];
          assert.deepEqual(JSON.parse(text.slice(span.valueStart, span.valueEnd)), value);
          assert.equal(JSON.parse(text.slice(span.keyStart, span.keyEnd)), span.key);
        }
        const array = JSON.stringify(list, null, indent);
        const elements = elementSpans(array, 0).map(({ start, end }) => array.slice(start, end));
        assert.deepEqual(elements.map((element) => JSON.parse(element)), JSON.parse(array));
      },
    ),
  );
});

Deno.test("memberSpans() reports a key as often as it stands there", () => {
  assert.deepEqual(memberSpans(`{"a":1,"a":2}`).map((span) => span.key), ["a", "a"]);
});

Deno.test("nestingDepth() counts objects and arrays, not what stands in strings", () => {
  assert.equal(nestingDepth(`"[[["`), 0);
  assert.equal(nestingDepth(`{"a":[{"b":"]]"}],"c":{}}`), 3);
  assert.equal(nestingDepth("[".repeat(200_000)), 200_000);
});

Deno.test("applyEdits() takes edits in any order", () => {
  const edits = [{ start: 4, end: 5, text: "E" }, { start: 0, end: 1, text: "AA" }];
  assert.equal(applyEdits("abcde", edits), "AAbcdE");
});
