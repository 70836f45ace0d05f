import type { SseEvent } from "../../http/sse.ts";
import type { ChatChunk, FinishReason } from "../../types/chat.ts";
import { isObject, type JsonObject, type JsonValue } from "../../types/json.ts";
import type { Usage } from "../../types/usage.ts";
import type { DecodeContext, StreamDecoder } from "../protocol.ts";
import { extraFields, readParts } from "./candidate.ts";
import { readError, unreadable } from "./errors.ts";
import { blockReason, explainFinish, finishReason } from "./finish.ts";
import { annotationsOf, chargedSearches } from "./grounding.ts";
import { type CallIds, createCallIds } from "./ids.ts";
import { readLogprobs } from "./logprobs.ts";
import { objectsIn, textOf } from "./read.ts";
import { readUsage } from "./usage.ts";

/** What is known of one candidate so far. */
interface Candidate {
  /** The whole text, for the citations' positions. */
  text: string;
  calls: number;
  grounding: JsonObject[];
  /** Gemini's finish reason; `undefined` until it comes. */
  finish: string | undefined;
  finishMessage: JsonValue | undefined;
}

interface State {
  context: DecodeContext;
  ids: CallIds;
  id: string | undefined;
  model: string | undefined;
  candidates: Map<number, Candidate>;
  blocked: JsonObject | undefined;
  usage: JsonObject | undefined;
}

/**
 * Decodes `streamGenerateContent?alt=sse`. Text may follow the event that names the finish reason,
 * so finish chunks are made at the end of the bytes; a stream whose candidates have not all ended
 * by then was cut off and throws a 502.
 */
export function createStreamDecoder(context: DecodeContext): StreamDecoder {
  const state: State = {
    context,
    ids: createCallIds(context.id),
    id: undefined,
    model: undefined,
    candidates: new Map(),
    blocked: undefined,
    usage: undefined,
  };
  return {
    done: false,
    push: (event) => push(state, event),
    finish: () => finish(state),
    usage: () => usageOf(state),
  };
}

function push(state: State, event: SseEvent): ChatChunk[] {
  const data = event.data.trim();
  // Google ends its streams without a word, proxies in between often in OpenAI's way.
  if (data === "" || data === "[DONE]") return [];
  const body = parse(data);
  const error = readError(body);
  if (error !== null) throw error;
  if (!isObject(body)) throw unreadable("The provider sent an event that is not a JSON object.");
  state.id ??= textOf(body.responseId);
  state.model ??= textOf(body.modelVersion);
  // Later counts replace earlier ones; a count that is said once holds to the end.
  if (isObject(body.usageMetadata)) state.usage = { ...state.usage, ...body.usageMetadata };
  if (blockReason(body) !== undefined && isObject(body.promptFeedback)) {
    state.blocked = body.promptFeedback;
  }
  return objectsIn(body.candidates).flatMap((piece, position) => {
    const index = typeof piece.index === "number" ? piece.index : position;
    return advance(state, index, piece);
  });
}

function advance(state: State, index: number, piece: JsonObject): ChatChunk[] {
  const known = state.candidates.get(index);
  const candidate = known ??
    { text: "", calls: 0, grounding: [], finish: undefined, finishMessage: undefined };
  if (known === undefined) state.candidates.set(index, candidate);
  const read = readParts(piece, state.ids);
  candidate.text += read.text;
  candidate.finish = textOf(piece.finishReason) ?? candidate.finish;
  candidate.finishMessage = piece.finishMessage ?? candidate.finishMessage;
  if (isObject(piece.groundingMetadata)) candidate.grounding.push(piece.groundingMetadata);
  const delta: JsonObject = {
    ...(known === undefined ? { role: "assistant" } : {}),
    ...(read.reasoning === "" ? {} : { reasoning_content: read.reasoning }),
    ...(read.text === "" ? {} : { content: read.text }),
    ...(read.calls.length === 0 ? {} : {
      tool_calls: read.calls.map((call) => ({ index: candidate.calls++, ...call })),
    }),
    ...extraFields(read, idOf(state)),
  };
  const logprobs = readLogprobs(piece.logprobsResult);
  if (Object.keys(delta).length === 0 && logprobs === null) return [];
  return [chunk(state, index, delta, null, logprobs)];
}

function finish(state: State): ChatChunk[] {
  const all = [...state.candidates].sort(([a], [b]) => a - b);
  if (all.length === 0 && state.blocked !== undefined) {
    const { blockReason: reason, blockReasonMessage: sentence } = state.blocked;
    const why = explainFinish(textOf(reason) ?? "", sentence);
    const delta = { role: "assistant", content: "", provider_specific_fields: why };
    return [chunk(state, 0, delta, null), chunk(state, 0, {}, "content_filter")];
  }
  if (all.length === 0 || all.some(([, candidate]) => isOpen(candidate, state))) {
    throw unreadable("The provider's stream ended before the answer was complete.");
  }
  return all.map(([index, candidate]) => {
    const native = candidate.finish ?? textOf(state.blocked?.blockReason) ?? "";
    const annotations = annotationsOf(candidate.grounding, candidate.text);
    const why = explainFinish(native, candidate.finishMessage);
    const delta: JsonObject = {
      ...(annotations.length > 0 ? { annotations } : {}),
      ...(Object.keys(why).length > 0 ? { provider_specific_fields: why } : {}),
    };
    const reason = candidate.finish === undefined
      ? "content_filter"
      : finishReason(native, candidate.calls > 0);
    return chunk(state, index, delta, reason);
  });
}

/** A block reason that comes in mid-stream ends every candidate that has not ended by itself. */
function isOpen(candidate: Candidate, state: State): boolean {
  return candidate.finish === undefined && state.blocked === undefined;
}

function usageOf(state: State): Usage | null {
  const grounding = [...state.candidates.values()].flatMap((candidate) => candidate.grounding);
  return readUsage(state.usage, chargedSearches(grounding, state.model ?? state.context.model));
}

function chunk(
  state: State,
  index: number,
  delta: JsonObject,
  reason: FinishReason | null,
  logprobs: JsonObject | null = null,
): ChatChunk {
  const choice = { index, delta, finish_reason: reason };
  return {
    id: idOf(state),
    object: "chat.completion.chunk",
    created: state.context.created,
    model: state.model ?? state.context.model,
    choices: [logprobs === null ? choice : { ...choice, logprobs }],
  };
}

/** Fixed with the first chunk: all chunks of an answer carry one id. */
function idOf(state: State): string {
  state.id ??= state.context.id;
  return state.id;
}

function parse(data: string): JsonValue {
  try {
    return JSON.parse(data);
  } catch {
    throw unreadable("The provider sent an event that is not JSON.");
  }
}
