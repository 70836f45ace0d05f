import type { JsonObject, JsonValue } from "./json.ts";

/**
 * The internal form: OpenAI's chat completions, with the extensions that clients use for what
 * OpenAI lacks (`cache_control`, `thinking`, `thinking_blocks`, `reasoning_content` …).
 * The shapes are loose on purpose: what we do not know travels along untouched.
 */
export interface ChatRequest extends JsonObject {
  model: string;
  messages: ChatMessage[];
  stream?: boolean;
}

/** One message of a chat request. */
export interface ChatMessage extends JsonObject {
  role: string;
  content?: string | ContentPart[] | null;
  tool_calls?: ToolCall[];
}

/** One part of a message's content: text, image_url, input_audio, file, refusal … */
export interface ContentPart extends JsonObject {
  type: string;
}

/** A tool call of an assistant message; `arguments` is JSON text. */
export interface ToolCall extends JsonObject {
  id: string;
  type: "function";
  function: { name: string; arguments: string };
}

/** A tool call's piece in a stream; `index` is always there. */
export interface ToolCallDelta extends JsonObject {
  index: number;
  id?: string;
  type?: "function";
  function?: { name?: string; arguments?: string };
}

/** OpenAI's finish reasons. */
export type FinishReason = "stop" | "length" | "tool_calls" | "content_filter";

/** OpenAI's usage object. */
export interface ChatUsage extends JsonObject {
  prompt_tokens: number;
  completion_tokens: number;
  total_tokens: number;
  prompt_tokens_details?: JsonObject;
  completion_tokens_details?: JsonObject;
}

/** The assistant's message of a completion. */
export interface AssistantMessage extends JsonObject {
  role: "assistant";
  content: string | null;
  /** Thinking as text (DeepSeek's and LiteLLM's name for it). */
  reasoning_content?: string;
  /** Anthropic's thinking blocks with their signatures, to be sent back in the next turn. */
  thinking_blocks?: JsonObject[];
  tool_calls?: ToolCall[];
  annotations?: JsonValue[];
  refusal?: string | null;
}

/** A whole answer: `chat.completion`. */
export interface ChatCompletion extends JsonObject {
  id: string;
  object: "chat.completion";
  /** Seconds since the epoch. */
  created: number;
  model: string;
  choices: {
    index: number;
    message: AssistantMessage;
    finish_reason: FinishReason;
    logprobs?: JsonValue;
  }[];
  usage?: ChatUsage;
}

/** One event of a streamed answer: `chat.completion.chunk`. `choices` is always there. */
export interface ChatChunk extends JsonObject {
  id: string;
  object: "chat.completion.chunk";
  created: number;
  model: string;
  choices: {
    index: number;
    delta: JsonObject;
    finish_reason: FinishReason | null;
    logprobs?: JsonValue;
  }[];
  usage?: ChatUsage | null;
}
