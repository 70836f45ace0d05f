import { isObject, type JsonObject } from "../types/json.ts";
import type { DemoAnswer } from "./answer.ts";

/** When all demo answers were made: they depend on the request alone. Seconds since the epoch. */
const CREATED = 1_700_000_000;
/** OpenAI's limit of `n`. */
const MOST_CHOICES = 128;

/** A text as the words that are sent, cut off where `stop` and `max_tokens` say; a word is a token. */
interface Cut {
  words: string[];
  finish: "stop" | "length" | "tool_calls";
}

/** The answer as OpenAI's `chat.completion`. */
export function completionOf(body: JsonObject, answer: DemoAnswer): JsonObject {
  const { words, finish } = cut(body, answer);
  const message = answer.toolCall
    ? { role: "assistant", content: null, tool_calls: [toolCallOf(body, answer.toolCall)] }
    : { role: "assistant", content: words.join(""), refusal: null };
  return {
    ...head(body, "chat.completion"),
    choices: indexes(body).map((index) => ({
      index,
      message,
      logprobs: null,
      finish_reason: finish,
    })),
    usage: usageOf(body, answer, words),
  };
}

/** The answer as OpenAI's `chat.completion.chunk`s, with usage where it was asked for. */
export function chunksOf(body: JsonObject, answer: DemoAnswer): JsonObject[] {
  const { words, finish } = cut(body, answer);
  const start = head(body, "chat.completion.chunk");
  const chunks = (delta: JsonObject, finish_reason: string | null = null): JsonObject[] =>
    indexes(body).map((index) => ({
      ...start,
      choices: [{ index, delta, logprobs: null, finish_reason }],
    }));
  const pieces = answer.toolCall
    ? toolDeltas(toolCallOf(body, answer.toolCall))
    : words.map((content): JsonObject => ({ content }));
  const options = body.stream_options;
  const wantsUsage = isObject(options) && options.include_usage === true;
  const usage = usageOf(body, answer, words);
  return [
    ...chunks({ role: "assistant", content: answer.toolCall ? null : "" }),
    ...pieces.flatMap((delta) => chunks(delta)),
    ...chunks({}, finish),
    ...(wantsUsage ? [{ ...start, choices: [], usage }] : []),
  ];
}

function head(body: JsonObject, object: string): JsonObject {
  return {
    id: `chatcmpl-demo-${hash(JSON.stringify(body))}`,
    object,
    created: CREATED,
    model: `demo-${body.model}`,
    system_fingerprint: "demo",
  };
}

/** One for each choice that `n` asks for. */
function indexes({ n }: JsonObject): number[] {
  const length = typeof n === "number" && n >= 1 ? Math.min(Math.floor(n), MOST_CHOICES) : 1;
  return Array.from({ length }, (_, index) => index);
}

function cut(body: JsonObject, { text, toolCall }: DemoAnswer): Cut {
  if (toolCall) return { words: [], finish: "tool_calls" };
  const words = untilStop(text, body).match(/\S+\s*|\s+/g) ?? [];
  const limit = body.max_completion_tokens ?? body.max_tokens;
  const most = typeof limit === "number" && limit > 0 ? limit : Infinity;
  return words.length > most
    ? { words: words.slice(0, most), finish: "length" }
    : { words, finish: "stop" };
}

/** The text before the first of the client's stop sequences. */
function untilStop(text: string, { stop }: JsonObject): string {
  const sequences = (Array.isArray(stop) ? stop : [stop]).filter((sequence) =>
    typeof sequence === "string" && sequence !== ""
  );
  const ends = sequences.map((sequence) => text.indexOf(String(sequence))).filter((at) => at >= 0);
  return text.slice(0, Math.min(text.length, ...ends));
}

type Call = { id: string; type: "function"; function: { name: string; arguments: string } };

function toolCallOf(body: JsonObject, call: { name: string; arguments: string }): Call {
  return { id: `call_demo_${hash(JSON.stringify(body))}`, type: "function", function: call };
}

/** The call's head, then its arguments in two pieces, as providers send them. */
function toolDeltas({ id, type, function: { name, arguments: text } }: Call): JsonObject[] {
  const half = Math.ceil(text.length / 2);
  const piece = (part: string): JsonObject => ({
    tool_calls: [{ index: 0, function: { arguments: part } }],
  });
  return [
    { tool_calls: [{ index: 0, id, type, function: { name, arguments: "" } }] },
    piece(text.slice(0, half)),
    piece(text.slice(half)),
  ];
}

/** A word is a token: simple enough to check by hand. */
function usageOf(body: JsonObject, { toolCall }: DemoAnswer, words: string[]): JsonObject {
  const count = (text: string) => text.match(/[\p{L}\p{N}_]+/gu)?.length ?? 0;
  const prompt = count(JSON.stringify(body.messages ?? [])) +
    count(JSON.stringify(body.tools ?? []));
  const each = toolCall ? count(toolCall.name + " " + toolCall.arguments) : words.length;
  const completion = each * indexes(body).length;
  return {
    prompt_tokens: prompt,
    completion_tokens: completion,
    total_tokens: prompt + completion,
  };
}

/** FNV-1a, 32 bits: an id that is the same for the same request. */
function hash(text: string): string {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) {
    value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  }
  return (value >>> 0).toString(16).padStart(8, "0");
}
