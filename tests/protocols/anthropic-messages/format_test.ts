import assert from "node:assert/strict";
import { restrictSchema } from "../../../lib/protocols/anthropic-messages/schema.ts";
import { ApiError } from "../../../lib/http/error.ts";
import type { JsonObject } from "../../../lib/types/json.ts";
import { encode, refusal } from "./fixtures.ts";

const schema = {
  type: "object",
  properties: { height: { type: "integer" } },
  required: ["height"],
  additionalProperties: false,
};
const response_format = {
  type: "json_schema",
  json_schema: { name: "dyke", schema, strict: true },
};

Deno.test("a schema becomes output_config.format where the model knows it", () => {
  const { body } = encode({ response_format });
  assert.deepEqual(body.output_config, { format: { type: "json_schema", schema } });
  assert.ok(!("system" in body));
});

Deno.test("the schema's description travels inside of it", () => {
  const json_schema = { name: "dyke", description: "A dyke.", schema };
  const { body } = encode({ response_format: { type: "json_schema", json_schema } });
  const described = { description: "A dyke.", ...schema };
  assert.deepEqual(body.output_config, { format: { type: "json_schema", schema: described } });
});

Deno.test("an older model is asked for the schema in the system prompt, after the client's", () => {
  const messages = [{ role: "system", content: "Be brief." }, { role: "user", content: "Hi" }];
  const { body, dropped } = encode({ messages, response_format }, "claude-3-5-haiku-20241022");
  assert.ok(!("output_config" in body));
  const [own, asked] = Array.isArray(body.system) ? body.system : [];
  assert.deepEqual(own, { type: "text", text: "Be brief." });
  assert.ok(JSON.stringify(asked).includes("height"));
  assert.deepEqual(dropped, []);
});

Deno.test("json_object is asked for in the system prompt, text is the default", () => {
  const { body } = encode({ response_format: { type: "json_object" } });
  assert.match(JSON.stringify(body.system), /one JSON object/);
  assert.deepEqual(encode({ response_format: { type: "text" } }), encode({}));
});

Deno.test("a format that is no format is a 400", () => {
  assert.throws(
    () => encode({ response_format: { type: "json_schema", json_schema: { name: "x" } } }),
    refusal("response_format.json_schema.schema"),
  );
  assert.throws(() => encode({ response_format: { type: "grammar" } }), refusal("response_format"));
});

Deno.test("constraints that strict output refuses become words, objects are closed", () => {
  const open = {
    type: "object",
    description: "A dyke.",
    properties: {
      height: { type: "number", minimum: 0, maximum: 12, description: "In metres." },
      maximum: { type: ["object", "null"], additionalProperties: { type: "string" } },
      names: { type: "array", items: { type: "object" }, minItems: 1, maxItems: 3 },
      built: { oneOf: [{ type: "string", format: "date" }, { type: "string", format: "epoch" }] },
    },
    $defs: { a: { type: "string", minLength: 2 } },
  };
  assert.deepEqual(restrictSchema(open, "schema"), {
    type: "object",
    description: "A dyke.",
    properties: {
      height: { type: "number", description: "In metres.\n\n{minimum: 0, maximum: 12}" },
      maximum: { type: ["object", "null"], additionalProperties: false },
      names: {
        type: "array",
        items: { type: "object", additionalProperties: false },
        minItems: 1,
        description: "{maxItems: 3}",
      },
      built: {
        anyOf: [
          { type: "string", format: "date" },
          { type: "string", description: '{format: "epoch"}' },
        ],
      },
    },
    $defs: { a: { type: "string", description: "{minLength: 2}" } },
    additionalProperties: false,
  });
});

Deno.test("a schema nested without end is a 400", () => {
  let deep: JsonObject = { type: "string" };
  for (let depth = 0; depth < 200; depth++) deep = { type: "array", items: deep };
  assert.throws(
    () => restrictSchema(deep, "schema"),
    (error) => error instanceof ApiError && error.status === 400,
  );
});
