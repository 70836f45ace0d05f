import assert from "node:assert/strict";
import fc from "fast-check";
import { mapStrings } from "../../lib/json/strings.ts";
import { isObject, type JsonValue } from "../../lib/types/json.ts";

const same = { text: (value: string) => value };

/** Every string of a value, keys included, through `change`. */
function mapped(value: JsonValue, change: (text: string) => string): JsonValue {
  if (typeof value === "string") return change(value);
  if (Array.isArray(value)) return value.map((item) => mapped(item, change));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [change(key), mapped(member ?? null, change)]),
  );
}

Deno.test("mapStrings() changes what mapping the parsed value changes, in any JSON", () => {
  fc.assert(fc.property(fc.json({ maxDepth: 4 }), fc.nat(4), (json, indent) => {
    const text = JSON.stringify(JSON.parse(json), null, indent);
    const change = (value: string) => `${value}"\\<`;
    const result = JSON.parse(mapStrings(text, { text: change }));
    assert.deepEqual(result, mapped(JSON.parse(text), change));
  }));
});

Deno.test("mapStrings() that changes nothing gives the same characters", () => {
  const texts = ['{ "a" : 1.50, "b":"\\u00e4\\/", "c" : [ "", {} ] }', '"x"', "12", "[]"];
  for (const text of texts) assert.equal(mapStrings(text, same), text);
});

Deno.test("mapStrings() tells the key of a value, of a list that of all in it", () => {
  const seen: [string, string][] = [];
  mapStrings('["x",{"a":"1","b":["2","3"],"c\\u0064":{"e":"4"}}]', {
    text(value, key) {
      seen.push([key, value]);
      return value;
    },
  });
  assert.deepEqual(seen, [
    ["", "x"],
    ["", "a"],
    ["a", "1"],
    ["a", "b"],
    ["b", "2"],
    ["b", "3"],
    ["b", "cd"],
    ["cd", "e"],
    ["e", "4"],
  ]);
});

Deno.test("mapStrings() puts a string in place of what stands below a key, and looks not into it", () => {
  const below = (key: string) => key === "gone" ? "-" : null;
  const text = (value: string) => value === "y" ? "n" : value;
  assert.equal(
    mapStrings('{"gone":{"y":["]","y"]},"gone" : "y","x":["y"]}', { text, below }),
    '{"gone":"-","gone" : "n","x":["n"]}',
  );
});
