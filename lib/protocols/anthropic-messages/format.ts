import { badRequest } from "../../http/error.ts";
import { isObject, type JsonObject } from "../../types/json.ts";
import { type Draft, fieldOf, type Step } from "./draft.ts";
import { textOf } from "./read.ts";
import { restrictSchema } from "./schema.ts";

const JSON_ONLY = "Answer with one JSON object and nothing else: no prose, no code fence.";

/**
 * `response_format`. A schema becomes `output_config.format` where the model has it; else, and for
 * `json_object`, the system prompt asks for it, as the Messages API has no JSON mode.
 * https://platform.claude.com/docs/en/build-with-claude/structured-outputs
 */
export const format: Step = {
  fields: ["response_format"],
  encode(draft) {
    const value = fieldOf(draft.chat, "response_format");
    if (value === undefined) return;
    const type = isObject(value) ? value.type : undefined;
    if (!isObject(value) || (type !== "json_schema" && type !== "json_object")) {
      if (type !== "text") {
        const advice = "Set its type to text, json_object or json_schema.";
        draft.omissions.refuse("response_format", advice);
      }
      return;
    }
    const schema = schemaOf(value);
    if (schema !== undefined) bySchema(schema, draft);
    else if (type === "json_object") draft.system.push({ type: "text", text: JSON_ONLY });
    else {
      const param = "response_format.json_schema.schema";
      throw badRequest(`${param} is missing. Set it to a JSON schema.`, param);
    }
  },
};

function schemaOf(value: JsonObject): JsonObject | undefined {
  const holder = isObject(value.json_schema) ? value.json_schema : value;
  const schema = holder.schema;
  if (!isObject(schema)) return undefined;
  const description = textOf(holder.description);
  return description === undefined ? schema : { description, ...schema };
}

function bySchema(schema: JsonObject, { traits, output, system }: Draft): void {
  if (traits.schema) {
    const param = "response_format.json_schema.schema";
    output.format = { type: "json_schema", schema: restrictSchema(schema, param) };
    return;
  }
  const text = `${JSON_ONLY} It must match this JSON schema:\n${JSON.stringify(schema)}`;
  system.push({ type: "text", text });
}
