import assert from "node:assert/strict";
import fc from "fast-check";
import { z } from "zod";
import { instanceOf } from "../../lib/demo/instance.ts";
import type { JsonValue } from "../../lib/types/json.ts";

/** What instanceOf() makes of a zod schema's JSON schema. */
function made(schema: z.ZodType): JsonValue {
  const text = JSON.stringify(z.toJSONSchema(schema));
  return instanceOf(JSON.parse(text));
}

const leaves: z.ZodType[] = [
  z.string(),
  z.string().min(9),
  z.string().max(2),
  z.email(),
  z.url(),
  z.uuid(),
  z.iso.datetime(),
  z.iso.date(),
  z.ipv4(),
  z.number(),
  z.number().min(5),
  z.number().gt(5).lt(7),
  z.number().max(-3),
  z.number().multipleOf(7).min(10),
  z.int().positive(),
  z.int().negative(),
  z.boolean(),
  z.null(),
  z.enum(["red", "green"]),
  z.literal("only"),
  z.string().default("usual"),
];

const { schema: anySchema } = fc.letrec<{ schema: z.ZodType }>((tie) => ({
  schema: fc.oneof(
    { depthSize: "small" },
    fc.constantFrom(...leaves),
    fc.dictionary(fc.string({ minLength: 1 }).filter((key) => key !== "__proto__"), tie("schema"), {
      maxKeys: 3,
    }).map((shape) => z.object(shape)),
    tie("schema").map((item) => z.array(item)),
    tie("schema").map((item) => z.array(item).min(2).max(3)),
    tie("schema").map((item) => item.nullable()),
    tie("schema").map((item) => item.optional()).map((item) => z.object({ item })),
    fc.tuple(tie("schema"), tie("schema")).map(([one, other]) => z.union([one, other])),
    fc.tuple(tie("schema"), tie("schema")).map(([one, other]) => z.tuple([one, other])),
  ),
}));

Deno.test("instanceOf() makes what the schema accepts", () => {
  fc.assert(fc.property(anySchema, (schema) => {
    const result = schema.safeParse(made(schema));
    assert.ok(result.success, result.error?.message);
  }));
});

Deno.test("instanceOf() comes to an end where a schema refers to itself", () => {
  const Tree = z.object({
    name: z.string(),
    get children() {
      return z.array(Tree);
    },
    get parent() {
      return Tree.nullable();
    },
  });
  assert.ok(Tree.safeParse(made(Tree)).success);
  const endless = { type: "object", properties: { next: { $ref: "#" } }, required: ["next"] };
  assert.equal(typeof instanceOf(endless), "object");
});

Deno.test("instanceOf() puts the parts of allOf together", () => {
  const schema = {
    allOf: [
      { $ref: "#/$defs/named" },
      { type: "object", properties: { age: { type: "integer" } }, required: ["age"] },
    ],
    $defs: {
      named: { type: "object", properties: { name: { type: "string" } }, required: ["name"] },
    },
  };
  assert.deepEqual(instanceOf(schema), { name: "demo", age: 1 });
});

Deno.test("instanceOf() takes nonsense without an error", () => {
  const pieces: JsonValue[] = [
    null,
    7,
    [],
    {},
    { $ref: "#/%zz" },
    { $ref: "elsewhere" },
    { type: "array", minItems: 1e12, items: {} },
    { type: "string", minLength: 1e12 },
    { enum: [] },
    { anyOf: [] },
    { allOf: [null] },
  ];
  for (const schema of pieces) assert.ok(JSON.stringify(instanceOf(schema)).length < 20_000);
  fc.assert(fc.property(fc.jsonValue(), (schema) => {
    const instance = instanceOf(JSON.parse(JSON.stringify(schema)));
    assert.notEqual(instance, undefined);
  }));
});
