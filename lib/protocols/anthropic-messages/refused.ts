import type { JsonValue } from "../../types/json.ts";

/** What to do about a field that the Messages API lacks. */
export interface Refusal {
  advice: string;
  /** Values that ask for nothing: the field is left out without a word. */
  neutral: readonly JsonValue[];
}

/** What the Messages API has no field for. A table, so that a row is all it takes. */
export const REFUSED_FIELDS: Readonly<Record<string, Refusal>> = {
  n: { advice: "Set it to 1 or remove it.", neutral: [1] },
  logprobs: { advice: "Set it to false or remove it.", neutral: [false] },
  top_logprobs: { advice: "Remove it.", neutral: [0] },
  logit_bias: { advice: "Remove it.", neutral: [{}] },
  frequency_penalty: { advice: "Set it to 0 or remove it.", neutral: [0] },
  presence_penalty: { advice: "Set it to 0 or remove it.", neutral: [0] },
  seed: { advice: "Remove it.", neutral: [] },
  modalities: { advice: 'Set it to ["text"] or remove it.', neutral: [["text"]] },
  audio: { advice: "Remove it.", neutral: [] },
  verbosity: { advice: "Remove it and ask for the length in the prompt.", neutral: ["medium"] },
  moderation: { advice: "Remove it.", neutral: [] },
};

/** What only serves tracking, caching or speed at OpenAI: left out without an error. */
export const HINTS: ReadonlySet<string> = new Set([
  "safety_identifier",
  "prompt_cache_key",
  "prompt_cache_retention",
  "prediction",
  "store",
]);
