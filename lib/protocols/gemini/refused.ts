/** What Gemini has no field for, with what to do about it. A table, so that a row is all it takes. */
export const REFUSED_FIELDS: Readonly<Record<string, string>> = {
  logit_bias: "Remove it.",
  prediction: "Remove it.",
  verbosity: "Remove it and ask for the length in the prompt.",
  moderation: "Remove it.",
  functions: "Send tools instead.",
  function_call: "Send tool_choice instead.",
  contents: "Send messages instead.",
  systemInstruction: "Send a system message instead.",
};

/** What only serves tracking or caching at OpenAI: left out without an error. */
export const HINTS: ReadonlySet<string> = new Set([
  "user",
  "safety_identifier",
  "prompt_cache_key",
  "prompt_cache_retention",
  "store",
  "metadata",
]);
