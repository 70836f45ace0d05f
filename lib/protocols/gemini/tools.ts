import { badRequest } from "../../http/error.ts";
import { isObject, type JsonObject, type JsonValue } from "../../types/json.ts";
import type { Omissions } from "./omissions.ts";
import { objectsIn, textOf } from "./read.ts";
import { cleanSchema } from "./schema.ts";

/** Tools that the provider runs, by the type under which clients name them. */
const SERVER_TOOLS: Readonly<Record<string, string>> = {
  web_search: "googleSearch",
  web_search_preview: "googleSearch",
  google_search: "googleSearch",
  code_execution: "codeExecution",
  url_context: "urlContext",
};

/** OpenAI's words for how freely the model may call tools, as Gemini's modes. */
const MODES: Readonly<Record<string, string>> = { auto: "AUTO", none: "NONE", required: "ANY" };

/**
 * OpenAI's `tools` as Gemini's: all functions in one declaration list, tools that the provider
 * runs by name, and whatever has no `type` untouched, since it is in Gemini's own shape.
 * Throws a 400 for a tool that is neither.
 */
export function encodeTools(tools: JsonValue, omissions: Omissions): JsonObject[] {
  if (!Array.isArray(tools)) throw badRequest("Set tools to a list of tools.", "tools");
  const declarations: JsonObject[] = [];
  const others: JsonObject[] = [];
  tools.forEach((tool, index) => {
    const param = `tools[${index}]`;
    if (!isObject(tool)) throw badRequest(`${param} must be an object. Correct it.`, param);
    if (tool.cache_control != null) omissions.ignore(`${param}.cache_control`);
    const type = textOf(tool.type);
    const isFunction = type === "function" || (type === undefined && isObject(tool.function));
    if (isFunction) declarations.push(declaration(tool, param, omissions));
    else if (tool.type === undefined) others.push(tool);
    else if (type === undefined) {
      throw badRequest(`Set ${param}.type to a string.`, `${param}.type`);
    } else if (Object.hasOwn(SERVER_TOOLS, type)) others.push({ [SERVER_TOOLS[type] ?? type]: {} });
    else omissions.refuse(param, `Remove the tool of type ${JSON.stringify(type)}.`);
  });
  return declarations.length > 0 ? [{ functionDeclarations: declarations }, ...others] : others;
}

/**
 * OpenAI's `tool_choice` as `functionCallingConfig`; `null` when it cannot be expressed and may be
 * dropped. https://ai.google.dev/gemini-api/docs/function-calling#function_calling_modes
 */
export function encodeToolChoice(choice: JsonValue, omissions: Omissions): JsonObject | null {
  if (typeof choice === "string" && Object.hasOwn(MODES, choice)) {
    return { mode: MODES[choice] ?? "AUTO" };
  }
  if (isObject(choice)) {
    const named = isObject(choice.function) ? textOf(choice.function.name) : undefined;
    if (named !== undefined) return { mode: "ANY", allowedFunctionNames: [named] };
    if (choice.type === "allowed_tools") return allowedTools(choice);
  }
  omissions.refuse("tool_choice", "Set it to auto, none, required or a function.");
  return null;
}

function allowedTools(choice: JsonObject): JsonObject {
  const allowed = isObject(choice.allowed_tools) ? choice.allowed_tools : choice;
  const names = objectsIn(allowed.tools).flatMap((tool) =>
    textOf(isObject(tool.function) ? tool.function.name : tool.name) ?? []
  );
  // Only these two modes take a list of names; VALIDATED leaves the model free to answer in text.
  const mode = allowed.mode === "required" ? "ANY" : "VALIDATED";
  return { mode, allowedFunctionNames: names };
}

function declaration(tool: JsonObject, param: string, omissions: Omissions): JsonObject {
  const source = isObject(tool.function) ? tool.function : {};
  const name = textOf(source.name);
  if (name === undefined) {
    throw badRequest(`${param}.function.name is missing. Set it.`, `${param}.function.name`);
  }
  const { description, parameters, strict } = source;
  if (strict === true) omissions.ignore(`${param}.function.strict`);
  return {
    name,
    ...(typeof description === "string" ? { description } : {}),
    ...(isObject(parameters)
      ? { parametersJsonSchema: argumentsSchema(parameters, `${param}.function.parameters`) }
      : {}),
  };
}

/** Arguments are always an object, also where the schema does not say so. */
function argumentsSchema(parameters: JsonObject, param: string): JsonObject {
  const schema = cleanSchema(parameters, param);
  return schema.type === undefined && schema.$ref === undefined && schema.anyOf === undefined
    ? { type: "object", ...schema }
    : schema;
}
