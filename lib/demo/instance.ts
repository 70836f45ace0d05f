import { isObject, type JsonObject, type JsonValue } from "../types/json.ts";

/** Schemas may refer to themselves: below this depth everything is `null`. */
const MAX_DEPTH = 8;

/** The simplest value that a JSON schema accepts, as far as the common keywords say. */
export function instanceOf(schema: JsonValue, root: JsonValue = schema, depth = 0): JsonValue {
  if (!isObject(schema) || depth > MAX_DEPTH) return null;
  if (typeof schema.$ref === "string") {
    return instanceOf(referenced(schema.$ref, root), root, depth + 1);
  }
  if (schema.const !== undefined) return schema.const;
  if (schema.default !== undefined) return schema.default;
  if (Array.isArray(schema.enum)) return schema.enum[0] ?? null;
  const options = schema.anyOf ?? schema.oneOf ?? schema.allOf;
  if (Array.isArray(options)) return instanceOf(options[0] ?? null, root, depth + 1);
  return ofType(schema, root, depth);
}

function ofType(schema: JsonObject, root: JsonValue, depth: number): JsonValue {
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type;
  switch (type ?? (isObject(schema.properties) ? "object" : undefined)) {
    case "object":
      return objectOf(schema, root, depth);
    case "array": {
      const least = typeof schema.minItems === "number" ? schema.minItems : 1;
      return Array.from(
        { length: Math.min(least, 3) },
        () => instanceOf(schema.items ?? {}, root, depth + 1),
      );
    }
    case "string":
      return "demo";
    case "integer":
    case "number":
      return typeof schema.minimum === "number" ? schema.minimum : 1;
    case "boolean":
      return true;
    default:
      return null;
  }
}

function objectOf(schema: JsonObject, root: JsonValue, depth: number): JsonObject {
  const properties = isObject(schema.properties) ? schema.properties : {};
  return Object.fromEntries(
    Object.entries(properties).map(([name, value]): [string, JsonValue] => [
      name,
      instanceOf(value ?? {}, root, depth + 1),
    ]),
  );
}

/** Follows `#/a/b` from the root; anything else is nothing. */
function referenced(ref: string, root: JsonValue): JsonValue {
  let value: JsonValue | undefined = root;
  for (const part of ref.replace(/^#\/?/, "").split("/").filter(Boolean)) {
    const name = decodeURIComponent(part).replaceAll("~1", "/").replaceAll("~0", "~");
    value = isObject(value) ? value[name] : undefined;
  }
  return value ?? null;
}
