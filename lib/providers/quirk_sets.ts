import type { Quirks } from "../protocols/openai-chat/quirks.ts";

/**
 * What holds for most servers that speak OpenAI's chat protocol. They document `max_tokens` alone, and
 * refuse `max_completion_tokens` or, worse, ignore it; of `developer` and `system` they know `system`.
 */
export const COMPATIBLE: Quirks = {
  maxTokens: "max_tokens",
  developerRole: false,
  streamUsage: "stream_options",
  rename: {},
  refusedInMessages: [],
  repairs: false,
};

/** A server that follows OpenAI's present API: both token limits, the role `developer`. */
export const CURRENT: Quirks = { ...COMPATIBLE, maxTokens: "either", developerRole: true };

/**
 * OpenAI's reasoning models refuse `max_tokens`, on every platform that only hosts them
 * (https://platform.openai.com/docs/api-reference/chat/create#chat-create-max_tokens);
 * `gpt-5-chat` is none of them.
 */
export const OPENAI_REASONING: readonly { pattern: RegExp; quirks: Partial<Quirks> }[] = [
  {
    pattern: /^(ft:)?(o\d|gpt-[5-9](?!-chat))/,
    quirks: { maxTokens: "max_completion_tokens" },
  },
];
