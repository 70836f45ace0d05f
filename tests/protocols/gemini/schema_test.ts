import assert from "node:assert/strict";
import fc from "fast-check";
import { ApiError } from "../../../lib/http/error.ts";
import { cleanSchema } from "../../../lib/protocols/gemini/schema.ts";
import type { JsonObject, JsonValue } from "../../../lib/types/json.ts";

const SCHEMAS: [name: string, schema: JsonValue, expected: JsonObject][] = [
  [
    "drops keywords that Gemini refuses, also where a property bears their name",
    {
      $schema: "https://json-schema.org/draft/2020-12/schema",
      title: "Person",
      type: "object",
      properties: { title: { type: "string", title: "Title" } },
      required: ["title"],
      additionalProperties: false,
    },
    {
      type: "object",
      properties: { title: { type: "string" } },
      required: ["title"],
      additionalProperties: false,
    },
  ],
  ["writes const as an enum of one", { const: "on" }, { type: "string", enum: ["on"] }],
  ["keeps enums of numbers", { type: "integer", enum: [1, 2] }, { type: "integer", enum: [1, 2] }],
  [
    "keeps null as an alternative",
    { anyOf: [{ type: "string" }, { type: "null" }], default: null },
    { anyOf: [{ type: "string" }, { type: "null" }] },
  ],
  ["writes oneOf as anyOf", { oneOf: [{ type: "string" }] }, { anyOf: [{ type: "string" }] }],
  ["reads nullable", { type: "STRING", nullable: true }, { type: ["string", "null"] }],
  ["keeps lists of types", { type: ["string", "null"] }, { type: ["string", "null"] }],
  ["infers object from properties", { properties: {} }, { type: "object", properties: {} }],
  [
    "keeps references, moves definitions and drops what stands beside a reference",
    {
      $ref: "#/definitions/Node",
      description: "gone",
      definitions: {
        Node: { type: "object", properties: { next: { $ref: "#/definitions/Node" } } },
      },
    },
    {
      $ref: "#/$defs/Node",
      $defs: { Node: { type: "object", properties: { next: { $ref: "#/$defs/Node" } } } },
    },
  ],
  [
    "merges allOf",
    {
      allOf: [
        { type: "object", properties: { a: { type: "string" } }, required: ["a"] },
        { properties: { b: { type: "number" } }, required: ["b", "a"] },
      ],
      description: "both",
    },
    {
      type: "object",
      description: "both",
      required: ["a", "b"],
      properties: { a: { type: "string" }, b: { type: "number" } },
    },
  ],
  [
    "tells constraints without a field of their own in the description",
    { type: "string", description: "A code", pattern: "^x$", minLength: 2, format: "uri" },
    { type: "string", description: 'A code (format: "uri", pattern: "^x$", minLength: 2)' },
  ],
  [
    "keeps the formats that Gemini knows",
    { type: "string", format: "date-time" },
    { type: "string", format: "date-time" },
  ],
  [
    "cleans items, tuples and maps",
    {
      type: "array",
      items: { type: "string", examples: ["a"] },
      prefixItems: [{ type: "integer", $comment: "x" }],
    },
    { type: "array", prefixItems: [{ type: "integer" }] },
  ],
  [
    "cleans the values of a map",
    { type: "object", additionalProperties: { type: "string", readOnly: true } },
    { type: "object", additionalProperties: { type: "string" } },
  ],
  ["takes a schema that allows everything", { type: "array", items: true }, {
    type: "array",
    items: {},
  }],
];

for (const [name, schema, expected] of SCHEMAS) {
  Deno.test(`cleanSchema() ${name}`, () => {
    assert.deepEqual(cleanSchema(schema, "schema"), expected);
  });
}

Deno.test("cleanSchema() refuses a schema without floor by naming the field", () => {
  let schema: JsonObject = { type: "string" };
  for (let level = 0; level < 100; level++) schema = { type: "array", items: schema };
  assert.throws(
    () => cleanSchema(schema, "tools[0].function.parameters"),
    (error) => error instanceof ApiError && error.param === "tools[0].function.parameters",
  );
});

Deno.test("cleanSchema() leaves no keyword that Gemini does not know, whatever it gets", () => {
  const known = new Set(
    ("type description enum required minItems maxItems minimum maximum format properties items " +
      "prefixItems additionalProperties anyOf $defs $ref").split(" "),
  );
  const keyword = fc.constantFrom(
    "type",
    "title",
    "pattern",
    "oneOf",
    "allOf",
    "not",
    "if",
    "items",
    "examples",
    "const",
  );
  fc.assert(
    fc.property(fc.dictionary(keyword, fc.jsonValue({ maxDepth: 4 })), (schema) => {
      const cleaned = cleanSchema(JSON.parse(JSON.stringify(schema)), "schema");
      assert.deepEqual(Object.keys(cleaned).filter((key) => !known.has(key)), []);
    }),
  );
});
