import { isObject, type JsonObject, type JsonValue } from "../../types/json.ts";

interface Call {
  id: JsonValue;
  name: string;
  arguments: string;
}

interface Choice {
  texts: Map<string, string>;
  lists: Map<string, JsonValue[]>;
  calls: Map<number, Call>;
  finishReason: string | null;
}

/** Fields of a delta that are pieces of a text. */
const TEXTS = ["content", "reasoning_content", "reasoning", "refusal"];
/** Fields of a delta that are pieces of a list. */
const LISTS = ["annotations", "thinking_blocks", "images"];

/** The members of a chunk that have a place of their own in the completion; padding means nothing. */
const OWN_MEMBERS = new Set([
  "id",
  "object",
  "created",
  "model",
  "choices",
  "usage",
  "obfuscation",
]);

/**
 * Puts the chunks of a streamed answer together to the completion that the provider would have sent
 * without streaming. The ledger stores it; the client has long had the chunks.
 */
export class CompletionAssembler {
  #first: JsonObject | null = null;
  #choices = new Map<number, Choice>();
  #usage: JsonValue = null;
  #extra: JsonObject = {};

  add(chunk: JsonObject) {
    if (this.#first === null || (this.#first.id === "" && chunk.id)) this.#first = chunk;
    if (isObject(chunk.usage)) this.#usage = chunk.usage;
    for (const [key, value] of Object.entries(chunk)) {
      if (!OWN_MEMBERS.has(key) && value !== null) this.#extra[key] = value;
    }
    if (!Array.isArray(chunk.choices)) return;
    for (const choice of chunk.choices) if (isObject(choice)) this.#addChoice(choice);
  }

  /** Finish reason of the first choice; `null` while there is none. */
  get finishReason(): string | null {
    return this.#choices.get(0)?.finishReason ?? null;
  }

  /** Whether as many choices as were asked for have finished, and none is unfinished. */
  finished(asked: number): boolean {
    const choices = [...this.#choices.values()];
    return choices.length >= asked && choices.every((choice) => choice.finishReason !== null);
  }

  /** All text produced so far, reasoning and tool arguments included: what an estimate counts. */
  get producedText(): string {
    return [...this.#choices.values()].map((choice) =>
      [...choice.texts.values()].join("") +
      [...choice.calls.values()].map((call) => call.name + call.arguments).join("")
    ).join("");
  }

  /** The completion so far; `usage` replaces the stream's own where the gateway knows better. */
  completion(usage: JsonValue = this.#usage): JsonObject | null {
    const first = this.#first;
    if (first === null) return null;
    return {
      id: first.id ?? null,
      object: "chat.completion",
      created: first.created ?? null,
      model: first.model ?? null,
      choices: [...this.#choices.entries()].sort(([a], [b]) => a - b).map(toChoice),
      ...this.#extra,
      ...(usage === null ? {} : { usage }),
    };
  }

  #addChoice(choice: JsonObject) {
    const index = typeof choice.index === "number" ? choice.index : 0;
    const known = this.#choices.get(index) ?? newChoice();
    this.#choices.set(index, known);
    // Snowflake sends "" where others send null.
    if (typeof choice.finish_reason === "string" && choice.finish_reason !== "") {
      known.finishReason = choice.finish_reason;
    }
    if (isObject(choice.delta)) addDelta(known, choice.delta);
  }
}

function newChoice(): Choice {
  return { texts: new Map(), lists: new Map(), calls: new Map(), finishReason: null };
}

function addDelta(choice: Choice, delta: JsonObject) {
  for (const key of TEXTS) {
    const piece = delta[key];
    if (typeof piece === "string") choice.texts.set(key, (choice.texts.get(key) ?? "") + piece);
  }
  for (const key of LISTS) {
    const pieces = delta[key];
    if (Array.isArray(pieces)) {
      const list = choice.lists.get(key);
      if (list) list.push(...pieces);
      else choice.lists.set(key, [...pieces]);
    }
  }
  if (!Array.isArray(delta.tool_calls)) return;
  for (const piece of delta.tool_calls) if (isObject(piece)) addCall(choice, piece);
}

function addCall(choice: Choice, piece: JsonObject) {
  const index = typeof piece.index === "number" ? piece.index : choice.calls.size;
  const call = choice.calls.get(index) ?? { id: null, name: "", arguments: "" };
  choice.calls.set(index, call);
  if (piece.id) call.id = piece.id;
  if (!isObject(piece.function)) return;
  const { name, arguments: text } = piece.function;
  if (typeof name === "string" && call.name === "") call.name = name;
  if (typeof text === "string") call.arguments += text;
}

function toChoice([index, choice]: [number, Choice]): JsonObject {
  const calls = [...choice.calls.entries()].sort(([a], [b]) => a - b).map(([, call]) => ({
    id: call.id,
    type: "function",
    function: { name: call.name, arguments: call.arguments },
  }));
  return {
    index,
    message: {
      role: "assistant",
      content: null,
      ...Object.fromEntries(choice.texts),
      ...Object.fromEntries(choice.lists),
      ...(calls.length === 0 ? {} : { tool_calls: calls }),
    },
    finish_reason: choice.finishReason,
  };
}
