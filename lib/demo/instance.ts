import { isObject, type JsonObject, type JsonValue } from "../types/json.ts";

/** Below this depth only what a schema insists on is made: schemas may refer to themselves. */
const SHALLOW = 4;
/** Below this depth everything is `null`, also where a schema insists on itself for ever. */
const DEEPEST = 30;
/** A schema may ask for any length; more than this is nobody's example. */
const LONGEST = 1_000;

/** An example of each `format` that OpenAI's structured output knows. */
const FORMATS: Readonly<Record<string, string>> = {
  "date-time": "2026-01-01T00:00:00Z",
  date: "2026-01-01",
  time: "00:00:00Z",
  duration: "P1D",
  email: "demo@example.org",
  hostname: "example.org",
  ipv4: "192.0.2.1",
  ipv6: "2001:db8::1",
  uri: "https://example.org/",
  uuid: "00000000-0000-4000-8000-000000000000",
};

/** The simplest value that a JSON schema accepts, as far as the common keywords say (not `pattern`, not `not`). */
export function instanceOf(schema: JsonValue, root: JsonValue = schema, depth = 0): JsonValue {
  if (!isObject(schema) || depth > DEEPEST) return null;
  if (typeof schema.$ref === "string") {
    return instanceOf(referenced(schema.$ref, root), root, depth + 1);
  }
  if (schema.const !== undefined) return schema.const;
  if (schema.default !== undefined) return schema.default;
  if (Array.isArray(schema.enum)) return schema.enum[0] ?? null;
  if (Array.isArray(schema.allOf)) return instanceOf(merged(schema, root), root, depth);
  const options = schema.anyOf ?? schema.oneOf;
  if (Array.isArray(options)) {
    const isEnd = (option: JsonValue) => isObject(option) && option.type === "null";
    const end = depth >= SHALLOW ? options.find(isEnd) : undefined;
    return instanceOf(end ?? options[0] ?? null, root, depth + 1);
  }
  return ofType(schema, root, depth);
}

function ofType(schema: JsonObject, root: JsonValue, depth: number): JsonValue {
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type;
  switch (type ?? (isObject(schema.properties) ? "object" : undefined)) {
    case "object":
      return objectOf(schema, root, depth);
    case "array":
      return arrayOf(schema, root, depth);
    case "string":
      return textOf(schema);
    case "integer":
    case "number":
      return numberOf(schema);
    case "boolean":
      return true;
    default:
      return null;
  }
}

function objectOf(schema: JsonObject, root: JsonValue, depth: number): JsonObject {
  const properties = isObject(schema.properties) ? schema.properties : {};
  const required = Array.isArray(schema.required) ? schema.required : [];
  const wanted = Object.entries(properties).filter(([name]) =>
    depth < SHALLOW || required.includes(name)
  );
  return Object.fromEntries(
    wanted.map(([name, value]): [string, JsonValue] => [
      name,
      instanceOf(value ?? {}, root, depth + 1),
    ]),
  );
}

function arrayOf(schema: JsonObject, root: JsonValue, depth: number): JsonValue[] {
  const first = Array.isArray(schema.prefixItems) ? schema.prefixItems : [];
  const most = numeric(schema.maxItems) ?? Infinity;
  const least = numeric(schema.minItems) ?? (depth < SHALLOW ? Math.min(1, most) : 0);
  const length = Math.min(Math.max(least, first.length), LONGEST);
  return Array.from(
    { length },
    (_, index) => instanceOf(first[index] ?? schema.items ?? {}, root, depth + 1),
  );
}

function textOf({ format, minLength, maxLength }: JsonObject): string {
  const text = typeof format === "string" ? FORMATS[format] ?? "demo" : "demo";
  const least = Math.min(numeric(minLength) ?? 0, LONGEST);
  return text.padEnd(least, "demo").slice(0, numeric(maxLength) ?? Infinity);
}

function numberOf(schema: JsonObject): number {
  const step = numeric(schema.multipleOf) ?? 1;
  const above = numeric(schema.exclusiveMinimum);
  const below = numeric(schema.exclusiveMaximum);
  const least = numeric(schema.minimum) ?? (above === null ? -Infinity : above + step);
  const most = numeric(schema.maximum) ?? (below === null ? Infinity : below - step);
  const wanted = Math.min(Math.max(step, least), most);
  return schema.multipleOf === undefined && schema.type !== "integer"
    ? wanted
    : Math.ceil(wanted / step) * step;
}

function numeric(value: JsonValue | undefined): number | null {
  return typeof value === "number" ? value : null;
}

/** One schema that says what all of `allOf` say. */
function merged({ allOf, ...schema }: JsonObject, root: JsonValue): JsonObject {
  const parts = (Array.isArray(allOf) ? allOf : []).map((part) =>
    isObject(part) && typeof part.$ref === "string" ? referenced(part.$ref, root) : part
  ).filter(isObject);
  const all = [schema, ...parts];
  const required = all.flatMap((part) => Array.isArray(part.required) ? part.required : []);
  const properties = Object.assign(
    {},
    ...all.map((part) => isObject(part.properties) ? part.properties : {}),
  );
  return Object.assign(
    {},
    ...all,
    { required },
    Object.keys(properties).length ? { properties } : {},
  );
}

/** Follows `#/a/b` from the root; anything else is nothing. */
function referenced(ref: string, root: JsonValue): JsonValue {
  let value: JsonValue | undefined = root;
  for (const part of ref.replace(/^#\/?/, "").split("/").filter(Boolean)) {
    const name = unescaped(part);
    value = isObject(value) ? value[name] : undefined;
  }
  return value ?? null;
}

function unescaped(part: string): string {
  try {
    return decodeURIComponent(part).replaceAll("~1", "/").replaceAll("~0", "~");
  } catch {
    return part;
  }
}
