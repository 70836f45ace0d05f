import { isObject, type JsonObject, type JsonValue } from "../../types/json.ts";
import { type Draft, fieldOf, type Step } from "./draft.ts";
import { objectsIn, setMembers, textOf } from "./read.ts";

/** OpenAI's words for how freely the model may call tools; the others are Anthropic's own. */
const MODES: Readonly<Record<string, string>> = {
  auto: "auto",
  none: "none",
  required: "any",
  any: "any",
};

/** `tool_choice`, `parallel_tool_calls` and the older `function_call`. Comes after the tools. */
export const choice: Step = {
  fields: ["tool_choice", "parallel_tool_calls", "function_call"],
  encode(draft) {
    const { chat, body } = draft;
    const wanted = fieldOf(chat, "tool_choice") ?? fieldOf(chat, "function_call");
    const chosen = wanted === undefined ? null : encodeChoice(wanted, draft);
    const isSerial = fieldOf(chat, "parallel_tool_calls") === false;
    // Without tools there is nothing to choose, and Anthropic refuses the field.
    if (body.tools === undefined) return;
    if (isSerial && chosen?.type !== "none") {
      body.tool_choice = { type: "auto", ...chosen, disable_parallel_tool_use: true };
    } else if (chosen !== null) body.tool_choice = chosen;
  },
};

function encodeChoice(wanted: JsonValue, draft: Draft): JsonObject | null {
  const word = isObject(wanted) && textOf(wanted.name) === undefined ? wanted.type : wanted;
  if (typeof word === "string" && Object.hasOwn(MODES, word)) {
    const own = isObject(wanted) ? setMembers(wanted) : {};
    return { ...own, type: MODES[word] ?? word };
  }
  if (isObject(wanted)) {
    const holder = isObject(wanted.function) ? wanted.function : wanted;
    const name = textOf(holder.name);
    if (name !== undefined) {
      const serial = wanted.disable_parallel_tool_use === true;
      return { type: "tool", name, ...(serial ? { disable_parallel_tool_use: true } : {}) };
    }
    if (wanted.type === "allowed_tools") return allowed(wanted, draft);
  }
  draft.omissions.refuse("tool_choice", "Set it to auto, none, required or a function.");
  return null;
}

/** Anthropic cannot name several: the others are not offered. */
function allowed(wanted: JsonObject, { body }: Draft): JsonObject {
  const holder = isObject(wanted.allowed_tools) ? wanted.allowed_tools : wanted;
  const names = objectsIn(holder.tools).map((tool) =>
    textOf(isObject(tool.function) ? tool.function.name : tool.name)
  );
  const kept = objectsIn(body.tools).filter((tool) => names.includes(textOf(tool.name)));
  if (kept.length > 0) body.tools = kept;
  else delete body.tools;
  return { type: holder.mode === "required" ? "any" : "auto" };
}
