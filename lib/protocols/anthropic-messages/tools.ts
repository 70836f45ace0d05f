import { badRequest } from "../../http/error.ts";
import { isObject, type JsonObject, type JsonValue } from "../../types/json.ts";
import { type Draft, fieldOf, type Step } from "./draft.ts";
import { setMembers, textOf } from "./read.ts";
import { restrictSchema } from "./schema.ts";

/**
 * `tools` and the older `functions`. Tools that are neither are taken for Anthropic's own (web
 * search, code execution …) and go through. `web_search_options` offers Anthropic's web search.
 * https://platform.claude.com/docs/en/agents-and-tools/tool-use/overview
 */
export const tools: Step = {
  fields: ["tools", "functions", "web_search_options"],
  encode(draft) {
    const { chat, body } = draft;
    const listed = listOf(fieldOf(chat, "tools"), "tools")
      .map((tool, index) => encodeTool(tool, `tools[${index}]`, draft));
    const legacy = listOf(fieldOf(chat, "functions"), "functions")
      .map((source, index) => encodeFunction(source, `functions[${index}]`, draft));
    const search = webSearch(fieldOf(chat, "web_search_options"), draft);
    const all = [...listed, ...legacy, search].filter((tool) => tool !== null);
    if (all.length > 0) body.tools = all;
  },
};

function listOf(value: JsonValue | undefined, param: string): JsonValue[] {
  if (value === undefined) return [];
  if (!Array.isArray(value)) throw badRequest(`Set ${param} to a list.`, param);
  return value;
}

function encodeTool(tool: JsonValue, param: string, draft: Draft): JsonObject | null {
  if (!isObject(tool)) throw badRequest(`${param} must be an object. Correct it.`, param);
  const { type, function: source, ...others } = tool;
  if (type === "function" || isObject(source)) {
    return { ...encodeFunction(source ?? null, `${param}.function`, draft), ...setMembers(others) };
  }
  if (type === "custom" && isObject(tool.custom)) {
    draft.omissions.refuse(param, "Describe it as a function with one string parameter.");
    return null;
  }
  return setMembers(tool);
}

function encodeFunction(source: JsonValue, param: string, draft: Draft): JsonObject {
  const { name, description, parameters, strict, ...others } = isObject(source) ? source : {};
  if (textOf(name) === undefined) {
    throw badRequest(`Set ${param}.name to a string.`, `${param}.name`);
  }
  const schema: JsonObject = isObject(parameters) ? parameters : { properties: {} };
  const isStrict = strict === true && draft.traits.schema;
  if (strict === true && !isStrict) draft.omissions.ignore(`${param}.strict`);
  return {
    name,
    ...(typeof description === "string" ? { description } : {}),
    // The arguments are an object even where the schema leaves that open.
    input_schema: {
      ...(isStrict ? restrictSchema(schema, `${param}.parameters`) : schema),
      type: "object",
    },
    ...(isStrict ? { strict: true } : {}),
    ...setMembers(others),
  };
}

/** https://platform.claude.com/docs/en/agents-and-tools/tool-use/web-search-tool */
function webSearch(options: JsonValue | undefined, { omissions }: Draft): JsonObject | null {
  if (!isObject(options)) return null;
  const { user_location: location, ...others } = setMembers(options);
  for (const name of Object.keys(others)) omissions.ignore(`web_search_options.${name}`);
  const place = isObject(location) && isObject(location.approximate) ? location.approximate : null;
  return {
    type: "web_search_20250305",
    name: "web_search",
    ...(place === null ? {} : { user_location: { type: "approximate", ...setMembers(place) } }),
  };
}
