import { isObject, type JsonObject, type JsonValue } from "../../types/json.ts";

/**
 * Mends what a provider sends where it leaves OpenAI's shape: content as a list with thinking parts,
 * tool calls without `index` or `type`, cached tokens under a name of its own (Mistral), a finish
 * reason that comes twice (OpenRouter), streams that never name a role (Cloudflare). One repairer serves one answer: its memory is the stream's.
 */
export class Repairer {
  /** The index that each tool call's id got. */
  readonly #callIndexes = new Map<string, number>();
  /** The choices whose role is known. */
  readonly #introduced = new Set<JsonValue | undefined>();
  /** The choices that have finished. */
  readonly #finished = new Set<JsonValue | undefined>();

  /** The mended completion or chunk; `null` when there is nothing to mend and its bytes can stay. */
  repair(body: JsonObject): JsonObject | null {
    const choices = Array.isArray(body.choices) ? body.choices : [];
    const mended = choices.map((choice) => isObject(choice) ? this.#choice(choice) : choice);
    const usage = isObject(body.usage) ? repairedUsage(body.usage) : null;
    if (usage === null && mended.every((choice, index) => choice === choices[index])) return null;
    return { ...body, ...(usage ? { usage } : {}), choices: mended };
  }

  #choice(choice: JsonObject): JsonObject {
    if (isObject(choice.message)) {
      const message = repairedMessage(choice.message, null);
      return message ? { ...choice, message } : choice;
    }
    const delta = isObject(choice.delta) ? this.#delta(choice.index, choice.delta) : null;
    const repeats = this.#finished.has(choice.index) && typeof choice.finish_reason === "string";
    if (choice.finish_reason) this.#finished.add(choice.index);
    if (delta === null && !repeats) return choice;
    return {
      ...choice,
      ...(delta ? { delta } : {}),
      ...(repeats ? { finish_reason: null } : {}),
    };
  }

  #delta(index: JsonValue | undefined, delta: JsonObject): JsonObject | null {
    const mended = repairedMessage(delta, this.#callIndexes);
    const isKnown = this.#introduced.has(index) || typeof delta.role === "string";
    this.#introduced.add(index);
    return isKnown ? mended : { role: "assistant", ...(mended ?? delta) };
  }
}

/** Mistral counts cached tokens outside of the details where clients look for them. */
function repairedUsage(usage: JsonObject): JsonObject | null {
  const cached = usage.num_cached_tokens;
  if (typeof cached !== "number" || cached === 0 || isObject(usage.prompt_tokens_details)) {
    return null;
  }
  return { ...usage, prompt_tokens_details: { cached_tokens: cached } };
}

/** `indexes` is `null` for a whole message, whose tool calls have no index. */
function repairedMessage(
  message: JsonObject,
  indexes: Map<string, number> | null,
): JsonObject | null {
  const content = Array.isArray(message.content) ? flattened(message.content) : {};
  const calls = Array.isArray(message.tool_calls) ? message.tool_calls : [];
  const lacks = calls.some((call) => isObject(call) && lacksShape(call, indexes !== null));
  if (!Array.isArray(message.content) && !lacks) return null;
  return {
    ...message,
    ...content,
    ...(lacks ? { tool_calls: calls.map((call) => withShape(call, indexes)) } : {}),
  };
}

/** A list of parts as OpenAI's text, with thinking under the name that clients read. */
function flattened(parts: JsonValue[]): JsonObject {
  const text = parts.map((part) => textOf(part, "text")).join("");
  const thinking = parts.map((part) => textOf(part, "thinking")).join("");
  return { content: text, ...(thinking === "" ? {} : { reasoning_content: thinking }) };
}

function textOf(part: JsonValue, type: "text" | "thinking"): string {
  if (typeof part === "string") return type === "text" ? part : "";
  if (!isObject(part) || part.type !== type) return "";
  const value = part[type];
  if (typeof value === "string") return value;
  return Array.isArray(value) ? value.map((inner) => textOf(inner, "text")).join("") : "";
}

function lacksShape(call: JsonObject, isDelta: boolean): boolean {
  return call.type !== "function" || (isDelta && typeof call.index !== "number") ||
    (isObject(call.function) && isObject(call.function.arguments));
}

function withShape(call: JsonValue, indexes: Map<string, number> | null): JsonValue {
  if (!isObject(call)) return call;
  const place = indexes && typeof call.index !== "number" ? { index: indexOf(call, indexes) } : {};
  const callee = isObject(call.function) && isObject(call.function.arguments)
    ? { function: { ...call.function, arguments: JSON.stringify(call.function.arguments) } }
    : {};
  return { ...place, ...call, ...callee, type: "function" };
}

/** The same id keeps its index; a piece without an id belongs to the call before it. */
function indexOf(call: JsonObject, indexes: Map<string, number>): number {
  if (typeof call.id !== "string" || call.id === "" || call.id === "null") {
    return Math.max(0, indexes.size - 1);
  }
  const index = indexes.get(call.id) ?? indexes.size;
  indexes.set(call.id, index);
  return index;
}
