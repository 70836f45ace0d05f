import assert from "node:assert/strict";
import fc from "fast-check";
import { elementSpans, memberSpans, nestingDepth } from "../../lib/json/spans.ts";
import { applyEdits, type Edit, type MemberChanges, spliceMembers } from "../../lib/json/splice.ts";
import type { JsonValue } from "../../lib/types/json.ts";
import { writtenArrays, writtenObjects } from "./json_text.ts";

/** The members of an object as they stand in its text. */
function partsOf(text: string): { key: string; value: string }[] {
  return memberSpans(text).map(({ keyStart, keyEnd, valueStart, valueEnd }) => ({
    key: text.slice(keyStart, keyEnd),
    value: text.slice(valueStart, valueEnd),
  }));
}

Deno.test("memberSpans() finds each key and value to the character, whatever stands between", () => {
  fc.assert(fc.property(writtenObjects, ({ text, parts }) => {
    JSON.parse(text);
    assert.deepEqual(partsOf(text), parts);
    assert.deepEqual(memberSpans(text).map(({ key }) => key), parts.map((p) => JSON.parse(p.key)));
  }));
});

Deno.test("elementSpans() finds each element to the character, whatever stands between", () => {
  fc.assert(fc.property(writtenArrays, ({ text, parts }) => {
    JSON.parse(text);
    const elements = elementSpans(text, 0).map(({ start, end }) => text.slice(start, end));
    assert.deepEqual(elements, parts.map(({ value }) => value));
  }));
});

Deno.test("memberSpans() and elementSpans() begin where they are told, inside of a longer text", () => {
  fc.assert(fc.property(writtenObjects, writtenArrays, ({ text, parts }, list) => {
    const outer = `[ ${text},${list.text}]`;
    const [object, array] = elementSpans(outer, 0);
    assert.ok(object && array);
    const members = memberSpans(outer, object.start);
    assert.deepEqual(
      members.map(({ valueStart, valueEnd }) => outer.slice(valueStart, valueEnd)),
      parts.map(({ value }) => value),
    );
    assert.equal(elementSpans(outer, array.start).length, list.parts.length);
    // White space before the value is skipped.
    assert.deepEqual(memberSpans(outer, 1), members);
  }));
});

Deno.test("nestingDepth() is the depth of what JSON.parse() makes of the text", () => {
  const depthOf = (value: unknown): number =>
    typeof value === "object" && value !== null
      ? 1 + Math.max(0, ...Object.values(value).map(depthOf))
      : 0;
  fc.assert(fc.property(writtenArrays, ({ text }) => {
    // Of a key that stands there twice, JSON.parse() forgets the first.
    const once = JSON.stringify(JSON.parse(text));
    assert.equal(nestingDepth(once), depthOf(JSON.parse(text)));
    assert.ok(nestingDepth(text) >= depthOf(JSON.parse(text)));
  }));
});

const keys = fc.constantFrom("a", "b", "c", "__proto__", "", 'new "key"\\');
const changes: fc.Arbitrary<MemberChanges> = fc.record({
  set: fc.array(fc.tuple(keys, fc.jsonValue())).map((all) => new Map(all as [string, JsonValue][])),
  remove: fc.array(keys).map((all) => new Set(all)),
  rename: fc.array(fc.tuple(keys, fc.string())).map((all) => new Map(all)),
}, { requiredKeys: [] });

/** What spliceMembers() promises, on a list in place of a text. */
function expected(parts: { key: string; value: string }[], changes: MemberChanges) {
  const { set = new Map(), remove = new Set(), rename = new Map() } = changes;
  const name = (part: { key: string }): string => JSON.parse(part.key);
  const stay = parts.filter((part) => !remove.has(name(part))).map((part) => {
    const key = name(part);
    return {
      key: rename.has(key) ? JSON.stringify(rename.get(key)) : part.key,
      value: set.has(key) ? JSON.stringify(set.get(key)) : part.value,
    };
  });
  const added = [...set].filter(([key]) => !parts.some((part) => name(part) === key));
  return [
    ...stay,
    ...added.map(([key, value]) => ({ key: JSON.stringify(key), value: JSON.stringify(value) })),
  ];
}

Deno.test("spliceMembers() changes what it is told to and no character of another member", () => {
  fc.assert(
    fc.property(writtenObjects, changes, ({ text, parts }, changes) => {
      const spliced = spliceMembers(text, changes);
      JSON.parse(spliced);
      assert.deepEqual(partsOf(spliced), expected(parts, changes));
    }),
    { numRuns: 1000 },
  );
});

Deno.test("spliceMembers() without changes, or with changes of nothing that is there, gives the text", () => {
  fc.assert(fc.property(writtenObjects, ({ text }) => {
    assert.equal(spliceMembers(text, {}), text);
    const remove = new Set(["nobody has this"]);
    assert.equal(spliceMembers(text, { remove, rename: new Map([["nor this", "x"]]) }), text);
  }));
});

Deno.test("spliceMembers() sets every one of several members of a name, and takes every one out", () => {
  const text = `{"a":1, "\\u0061" : 2,"b":3}`;
  assert.equal(spliceMembers(text, { set: new Map([["a", 0]]) }), `{"a":0, "\\u0061" : 0,"b":3}`);
  assert.equal(spliceMembers(text, { remove: new Set(["a"]) }), `{"b":3}`);
  assert.equal(
    spliceMembers(text, { rename: new Map([["a", "z"]]) }),
    `{"z":1, "z" : 2,"b":3}`,
  );
});

Deno.test("spliceMembers() takes a member out that is to be set or renamed as well", () => {
  const remove = new Set(["a"]);
  const text = `{"a":1,"b":2}`;
  assert.equal(spliceMembers(text, { remove, set: new Map([["a", 9]]) }), `{"b":2}`);
  assert.equal(spliceMembers(text, { remove, rename: new Map([["a", "z"]]) }), `{"b":2}`);
});

Deno.test("spliceMembers() makes further edits inside of values that stay", () => {
  const text = `{"a":1,"list":[1, 2 ,3],"b":2}`;
  const [, second] = elementSpans(text, text.indexOf("["));
  assert.ok(second);
  const more = [{ ...second, text: "22" }];
  assert.equal(
    spliceMembers(text, { set: new Map([["b", 0]]), remove: new Set(["a"]) }, more),
    `{"list":[1, 22 ,3],"b":0}`,
  );
});

Deno.test("applyEdits() is one replacement after the other from the end, in any order", () => {
  const plan = fc.tuple(fc.string({ maxLength: 30 }), fc.array(fc.nat(30)), fc.array(fc.string()));
  fc.assert(fc.property(plan, fc.infiniteStream(fc.nat()), ([text, marks, words], order) => {
    const places = [...new Set(marks.filter((mark) => mark <= text.length))].sort((a, b) => a - b);
    const edits: Edit[] = [];
    for (let i = 0; i + 1 < places.length; i += 2) {
      edits.push({ start: places[i] ?? 0, end: places[i + 1] ?? 0, text: words[i] ?? "" });
    }
    const wanted = edits.toReversed().reduce(
      (result, { start, end, text }) => result.slice(0, start) + text + result.slice(end),
      text,
    );
    const shuffled = edits.map((edit) => ({ edit, at: order.next().value }))
      .sort((a, b) => a.at - b.at).map(({ edit }) => edit);
    assert.equal(applyEdits(text, shuffled), wanted);
  }));
});

Deno.test("applyEdits() keeps the order of insertions at one place, before what is replaced there", () => {
  const edits = [
    { start: 1, end: 2, text: "B" },
    { start: 1, end: 1, text: "x" },
    { start: 1, end: 1, text: "y" },
  ];
  assert.equal(applyEdits("abc", edits), "axyBc");
});
