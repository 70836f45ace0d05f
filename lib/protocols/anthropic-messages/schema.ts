import { badRequest } from "../../http/error.ts";
import { isObject, type JsonObject, type JsonValue } from "../../types/json.ts";

/** Constraints that constrained decoding refuses; the model is told of them in words instead. */
const UNSUPPORTED: ReadonlySet<string> = new Set([
  "minimum",
  "maximum",
  "exclusiveMinimum",
  "exclusiveMaximum",
  "multipleOf",
  "minLength",
  "maxLength",
  "maxItems",
  "uniqueItems",
  "contains",
  "minProperties",
  "maxProperties",
  "patternProperties",
  "propertyNames",
]);

const FORMATS: ReadonlySet<JsonValue | undefined> = new Set([
  "date-time",
  "time",
  "date",
  "duration",
  "email",
  "hostname",
  "uri",
  "ipv4",
  "ipv6",
  "uuid",
]);

/** Deeper schemas are no honest ones, and recursion must end. */
const DEEPEST = 64;

/**
 * A JSON schema in the subset that strict output takes: objects closed, unsupported constraints
 * moved into the description, `oneOf` as `anyOf`; what Anthropic's own SDKs do. Throws a 400 that
 * names `param` for a schema that is nested too deep.
 * https://platform.claude.com/docs/en/build-with-claude/structured-outputs#json-schema-limitations
 */
export function restrictSchema(schema: JsonObject, param: string, depth = 0): JsonObject {
  if (depth > DEEPEST) throw badRequest(`${param} is nested too deep. Flatten it.`, param);
  const below = (value: JsonValue) =>
    isObject(value) ? restrictSchema(value, param, depth + 1) : value;
  const result: JsonObject = {};
  const words: string[] = [];
  for (const [key, value] of Object.entries(schema)) {
    if (value === undefined) continue;
    if (isUnsupported(key, value)) words.push(`${key}: ${JSON.stringify(value)}`);
    else if (isNamedSchemas(key) && isObject(value)) {
      result[key] = Object.fromEntries(
        Object.entries(value).map(([name, one]) => [name, below(one ?? null)]),
      );
    } else if (isSchemaList(key) && Array.isArray(value)) {
      result[key === "oneOf" ? "anyOf" : key] = value.map(below);
    } else result[key] = key === "items" ? below(value) : value;
  }
  if (isObject(result.properties) || admitsObject(result.type)) result.additionalProperties = false;
  if (words.length > 0) {
    const own = typeof schema.description === "string" ? `${schema.description}\n\n` : "";
    result.description = `${own}{${words.join(", ")}}`;
  }
  return result;
}

function isUnsupported(key: string, value: JsonValue): boolean {
  if (key === "minItems") return value !== 0 && value !== 1;
  if (key === "format") return !FORMATS.has(value);
  return UNSUPPORTED.has(key);
}

function isNamedSchemas(key: string): boolean {
  return key === "properties" || key === "$defs" || key === "definitions";
}

function isSchemaList(key: string): boolean {
  return key === "anyOf" || key === "oneOf" || key === "allOf";
}

function admitsObject(type: JsonValue | undefined): boolean {
  return type === "object" || (Array.isArray(type) && type.includes("object"));
}
