import { isObject, type JsonValue } from "../../types/json.ts";
import { either, list, object } from "./combine.ts";
import { type Rule, VALUES } from "./rules.ts";

const { text, plain, word, name, id, media, usage } = VALUES;

/** Parts hold parts (a tool's result does); no client nests them deeper. */
const DEEPEST = 4;

const cacheControl = object({ type: word, ttl: word });
const url = either({ object: object({ url: media, detail: word }), else: media });

/** A part of a message: text, file, tool call, tool result, thinking. */
function part(depth: number): Rule {
  if (depth > DEEPEST) return text;
  const parts = list(part(depth + 1));
  return object({
    type: word,
    text,
    refusal: text,
    thinking: text,
    signature: text,
    data: text,
    cache_control: cacheControl,
    image_url: url,
    input_audio: object({ data: media, format: word }),
    audio: object({ data: media, format: word }),
    file: object({ file_data: media, filename: text, file_id: id, format: text }),
    file_data: media,
    detail: word,
    source: object({ type: word, media_type: word, data: media, url: text }),
    id,
    tool_use_id: id,
    name,
    input: text,
    content: either({ list: parts, else: text }),
    is_error: plain,
  });
}

const parts = list(part(0));
const content = either({ list: parts, else: text });
const called = object({ name, arguments: text });
const calls = list(
  object({ id, type: word, index: plain, function: called, custom: object({ name, input: text }) }),
);

const MESSAGE = {
  role: word,
  content,
  reasoning_content: text,
  reasoning: text,
  refusal: text,
  thinking_blocks: parts,
  images: parts,
  audio: object({ id, data: media, transcript: text, expires_at: plain }),
  tool_calls: calls,
  function_call: called,
  tool_call_id: id,
  cache_control: cacheControl,
} as const;

/** The name in a tool's answer is the tool's, in other messages it is a person's. */
const message: Rule = (value, ids) => {
  const isTool = isObject(value) && (value.role === "tool" || value.role === "function");
  return object({ ...MESSAGE, name: isTool ? name : text })(value, ids);
};

/** An item of OpenAI's Responses: a message, a call or its output, reasoning. */
const item = either({
  object: object({
    ...MESSAGE,
    type: word,
    id,
    call_id: id,
    status: word,
    name,
    arguments: text,
    output: content,
    summary: parts,
    encrypted_content: text,
  }),
  else: text,
});

const tool = object({
  type: word,
  function: object({ name, description: text, parameters: text, strict: plain }),
  name,
  description: text,
  parameters: text,
  input_schema: text,
  strict: plain,
  cache_control: cacheControl,
});

const format = object({ type: word, json_schema: text });

/** Parameters with a number, a switch or one of a few words as their value. */
const PARAMETERS = [
  ...["temperature", "top_p", "top_k", "min_p", "top_a", "n", "seed", "max_tokens"],
  ...["max_completion_tokens", "max_output_tokens", "presence_penalty", "frequency_penalty"],
  ...["repetition_penalty", "stream", "logprobs", "top_logprobs", "parallel_tool_calls", "store"],
  ...["reasoning_effort", "verbosity", "service_tier", "encoding_format", "dimensions", "size"],
  ...["quality", "background", "truncation", "output_format", "voice", "speed", "drop_params"],
];

/** Requests and answers. A member that is not here is not stored, whatever it holds. */
const payload = object({
  ...Object.fromEntries(PARAMETERS.map((key) => [key, word])),
  model: name,
  stream_options: object({ include_usage: plain, include_obfuscation: plain }),
  modalities: list(word),
  audio: object({ voice: word, format: word }),
  reasoning: object({ effort: word, max_tokens: plain, exclude: plain, enabled: plain }),
  thinking: object({ type: word, budget_tokens: plain }),
  web_search_options: object({ search_context_size: word }),
  response_format: either({ object: format, else: word }),
  tool_choice: either({ object: object({ type: word, function: called, name }), else: word }),
  function_call: either({ object: called, else: word }),
  tools: list(tool),
  functions: list(tool),
  messages: list(message),
  prompt: text,
  system: content,
  instructions: text,
  stop: text,
  input: either({ list: list(item), else: text }),
  user: text,
  id,
  object: word,
  type: word,
  role: word,
  status: word,
  created: plain,
  created_at: plain,
  choices: list(object({
    index: plain,
    message,
    delta: message,
    text,
    finish_reason: word,
    native_finish_reason: word,
    logprobs: text,
  })),
  content,
  stop_reason: word,
  stop_sequence: text,
  output: list(item),
  data: list(object({
    object: word,
    index: plain,
    b64_json: media,
    url: text,
    revised_prompt: text,
    embedding: text,
  })),
  usage,
});

/**
 * A payload without any content: its shape, its parameters, roles, names of tools and of models,
 * counts and the lengths of its texts. Gives JSON, also for what is none.
 */
export function skeletonOf(json: string): string {
  return JSON.stringify(payload(parsed(json), new Map()));
}

/** Whether a parameter of a request is known: the names of others may be content. */
export function isParameter(key: string): boolean {
  const kept = payload({ [key]: null }, new Map());
  return isObject(kept) && Object.hasOwn(kept, key);
}

function parsed(json: string): JsonValue {
  try {
    return JSON.parse(json);
  } catch {
    return json;
  }
}
