import { badRequest } from "../../http/error.ts";
import { isObject, type JsonObject, type JsonValue } from "../../types/json.ts";

/** Deeper schemas are refused: no model follows them, and recursion needs a floor. */
const MAX_DEPTH = 64;

/** Keywords that Gemini takes as they are. https://ai.google.dev/gemini-api/docs/structured-output */
const KEPT = ["description", "minItems", "maxItems", "minimum", "maximum", "required"];

/** Formats that Gemini knows; it refuses others. */
const FORMATS = new Set(["date-time", "date", "time", "int32", "int64", "float", "double"]);

/** Constraints that Gemini has no field for: the model is told of them in the description. */
const TOLD = [
  "format",
  "default",
  "pattern",
  "minLength",
  "maxLength",
  "exclusiveMinimum",
  "exclusiveMaximum",
  "multipleOf",
  "uniqueItems",
];

/**
 * A JSON Schema as `parametersJsonSchema` and `responseJsonSchema` take it: unknown keywords are
 * gone, `const` is an `enum`, `oneOf` an `anyOf`, `allOf` merged, `definitions` are `$defs`.
 * `param` is the field's path for a 400 when the schema is nested too deep.
 */
export function cleanSchema(schema: JsonValue | undefined, param: string, depth = 0): JsonObject {
  if (depth > MAX_DEPTH) {
    throw badRequest(`${param} is nested too deep. Use at most ${MAX_DEPTH} levels.`, param);
  }
  if (!isObject(schema)) return {};
  const source = mergeAllOf(schema, depth);
  const clean = (value: JsonValue | undefined) => cleanSchema(value, param, depth + 1);
  const defs = source.$defs ?? source.definitions;
  const out: JsonObject = isObject(defs) ? { $defs: mapValues(defs, clean) } : {};
  if (typeof source.$ref === "string") {
    // Beside a reference Gemini accepts nothing but keywords that begin with `$`.
    return { $ref: source.$ref.replace(/^#\/definitions\//, "#/$defs/"), ...out };
  }
  Object.assign(out, ownKeywords(source));
  if (isObject(source.properties)) out.properties = mapValues(source.properties, clean);
  const { items, prefixItems, additionalProperties: more } = source;
  const tuple = Array.isArray(items) ? items : prefixItems;
  if (Array.isArray(tuple)) out.prefixItems = tuple.map(clean);
  else if (items !== undefined) out.items = clean(items);
  if (typeof more === "boolean") out.additionalProperties = more;
  else if (isObject(more)) out.additionalProperties = clean(more);
  const alternatives = source.anyOf ?? source.oneOf;
  if (Array.isArray(alternatives)) out.anyOf = alternatives.map(clean);
  return out;
}

function ownKeywords(source: JsonObject): JsonObject {
  const out: JsonObject = {};
  const type = typeOf(source);
  if (type !== undefined) out.type = type;
  for (const keyword of KEPT) {
    const value = source[keyword];
    if (value !== undefined && value !== null) out[keyword] = value;
  }
  if (typeof source.format === "string" && FORMATS.has(source.format)) out.format = source.format;
  const choices = source.const === undefined ? source.enum : [source.const];
  if (Array.isArray(choices)) out.enum = choices;
  const told = TOLD.flatMap((keyword) => {
    const value = keyword in out ? undefined : source[keyword];
    return value === undefined || value === null || typeof value === "object"
      ? []
      : [`${keyword}: ${JSON.stringify(value)}`];
  });
  if (told.length > 0) {
    const description = typeof out.description === "string" ? `${out.description} ` : "";
    out.description = `${description}(${told.join(", ")})`;
  }
  return out;
}

/** The `type`, in JSON Schema's lower case, inferred where the schema leaves it to the reader. */
function typeOf(source: JsonObject): JsonValue | undefined {
  const { type, nullable } = source;
  if (Array.isArray(type)) return type.map(lower);
  if (typeof type === "string") return nullable === true ? [lower(type), "null"] : lower(type);
  if (isObject(source.properties)) return "object";
  const choices = source.const === undefined ? source.enum : [source.const];
  const strings = Array.isArray(choices) && choices.length > 0 &&
    choices.every((choice) => typeof choice === "string");
  return strings ? "string" : undefined;
}

/** One schema out of `allOf`: properties and required names united, else the last one wins. */
function mergeAllOf(schema: JsonObject, depth: number): JsonObject {
  if (!Array.isArray(schema.allOf) || depth > MAX_DEPTH) return schema;
  const { allOf, ...rest } = schema;
  let merged: JsonObject = {};
  for (const member of [...allOf, rest]) {
    const part = isObject(member) ? mergeAllOf(member, depth + 1) : {};
    const properties = isObject(merged.properties) && isObject(part.properties)
      ? { properties: { ...merged.properties, ...part.properties } }
      : {};
    const required = Array.isArray(merged.required) && Array.isArray(part.required)
      ? { required: [...new Set([...merged.required, ...part.required])] }
      : {};
    merged = { ...merged, ...part, ...properties, ...required };
  }
  return merged;
}

function mapValues(source: JsonObject, map: (value: JsonValue | undefined) => JsonObject) {
  return Object.fromEntries(Object.entries(source).map(([key, value]) => [key, map(value)]));
}

function lower(value: JsonValue): JsonValue {
  return typeof value === "string" ? value.toLowerCase() : value;
}
