import { badRequest } from "../../http/error.ts";
import type { ChatRequest } from "../../types/chat.ts";
import { isObject, type JsonObject, type JsonValue } from "../../types/json.ts";
import type { Omissions } from "./omissions.ts";
import { cleanSchema } from "./schema.ts";
import { thinkingByBudget, thinkingByEffort } from "./thinking.ts";
import { encodeToolChoice, encodeTools } from "./tools.ts";

/** A request under construction. */
export interface Draft {
  chat: ChatRequest;
  model: string;
  omissions: Omissions;
  body: JsonObject;
  /** `generationConfig`. */
  generation: JsonObject;
  tools: JsonObject[];
}

type FieldEncoder = (value: JsonValue, draft: Draft) => void;

/** Encodes fields that are more than a new name; the others are rows in {@link ./names.ts}. */
export const ENCODERS: Readonly<Record<string, FieldEncoder>> = {
  max_tokens: (value, { chat, generation }) => {
    generation.maxOutputTokens = chat.max_completion_tokens ?? value;
  },
  n: (value, { generation }) => {
    if (value !== 1) generation.candidateCount = value;
  },
  stop: (value, { generation }) => {
    const stops = (Array.isArray(value) ? value : [value]).filter((stop) => stop !== null);
    if (stops.length > 0) generation.stopSequences = stops;
  },
  logprobs: (value, { generation }) => {
    if (value === true) generation.responseLogprobs = true;
  },
  top_logprobs: (value, { chat, generation }) => {
    if (chat.logprobs !== true) {
      throw badRequest("top_logprobs needs logprobs. Set logprobs to true.", "top_logprobs");
    }
    generation.logprobs = value;
  },
  response_format: encodeFormat,
  reasoning_effort: (value, { chat, generation, model }) => {
    const config = thinkingByEffort(value, model);
    // A budget in tokens says more than a word.
    if (!isObject(chat.thinking)) generation.thinkingConfig = config;
  },
  thinking: (value, { generation, model }) => {
    generation.thinkingConfig = thinkingByBudget(value, model);
  },
  modalities: (value, { generation }) => {
    const names = Array.isArray(value) ? value : [value];
    generation.responseModalities = names.map((name) => String(name).toUpperCase());
  },
  audio: encodeVoice,
  tools: (value, draft) => {
    // `web_search_options` may have offered the search already.
    const offered = new Set(draft.tools.map((tool) => JSON.stringify(tool)));
    const tools = encodeTools(value, draft.omissions);
    draft.tools.push(...tools.filter((tool) => !offered.has(JSON.stringify(tool))));
  },
  tool_choice: (value, { body, omissions }) => {
    const config = encodeToolChoice(value, omissions);
    if (config !== null) body.toolConfig = { functionCallingConfig: config };
  },
  parallel_tool_calls: (value, { omissions }) => {
    if (value === false) omissions.refuse("parallel_tool_calls", "Remove it or set it to true.");
  },
  web_search_options: (value, draft) => {
    const isOffered = draft.tools.some((tool) => "googleSearch" in tool);
    if (!isOffered) draft.tools.push({ googleSearch: {} });
    for (const key of Object.keys(isObject(value) ? value : {})) {
      draft.omissions.ignore(`web_search_options.${key}`);
    }
  },
  // https://ai.google.dev/gemini-api/docs/flex-inference
  service_tier: (value, { body, omissions }) => {
    if (value === "flex" || value === "priority") body.serviceTier = value;
    else if (value !== "auto" && value !== "default") {
      omissions.refuse("service_tier", "Set it to auto, default, flex or priority.");
    }
  },
  // The shape in which Google's OpenAI endpoint takes its own fields.
  extra_body: (value, draft) => {
    const google = isObject(value) && isObject(value.google) ? value.google : {};
    for (const [field, setting] of Object.entries(google)) {
      if (setting === null) continue;
      if (field === "thinking_config") draft.generation.thinkingConfig = setting;
      else draft.body[field] = setting;
    }
  },
};

function encodeFormat(value: JsonValue, { generation, omissions }: Draft): void {
  const format = isObject(value) ? value : {};
  const holder = isObject(format.json_schema) ? format.json_schema : format;
  const isJson = format.type === "json_schema" || format.type === "json_object";
  if (isJson) {
    generation.responseMimeType = "application/json";
    // The second name is LiteLLM's.
    const schema = holder.schema ?? format.response_schema;
    if (isObject(schema)) {
      generation.responseJsonSchema = cleanSchema(schema, "response_format.json_schema.schema");
    } else if (format.type === "json_schema") {
      throw badRequest("Set response_format.json_schema.schema to a schema.", "response_format");
    }
  } else if (format.type !== "text") {
    omissions.refuse("response_format", "Set its type to text, json_object or json_schema.");
  }
}

/** Gemini's speech is raw 16-bit PCM at 24 kHz. https://ai.google.dev/gemini-api/docs/speech-generation */
function encodeVoice(value: JsonValue, { generation, omissions }: Draft): void {
  const { voice, format } = isObject(value) ? value : {};
  if (format !== undefined && format !== null && format !== "pcm16") {
    omissions.refuse("audio.format", "Set it to pcm16.");
  }
  const name = isObject(voice) ? voice.id : voice;
  if (typeof name === "string") {
    generation.speechConfig = { voiceConfig: { prebuiltVoiceConfig: { voiceName: name } } };
  }
}
