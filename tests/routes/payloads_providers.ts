import { sse } from "../harness/upstream.ts";

/** No file may hold this, in any case. It is one word, so that a full-text index would have it too. */
export const SECRET = "Geheimnis4711";

/** A request with the secret wherever a client can put one. */
export const ASKED = {
  temperature: 0.25,
  max_tokens: 77,
  user: SECRET,
  metadata: { [SECRET]: SECRET },
  stop: [`${SECRET}.`],
  logit_bias: { [SECRET]: 5 },
  [`${SECRET}_parameter`]: SECRET,
  messages: [
    { role: "system", content: `You know ${SECRET}.` },
    { role: "user", name: SECRET, content: `Tell me of ${SECRET}!` },
    {
      role: "assistant",
      content: null,
      reasoning_content: SECRET,
      tool_calls: [{
        id: `call_${SECRET}`,
        type: "function",
        function: { name: "look_up", arguments: JSON.stringify({ [SECRET]: SECRET }) },
      }],
    },
    { role: "tool", tool_call_id: `call_${SECRET}`, content: `${SECRET} is found.` },
    {
      role: "user",
      content: [
        { type: "text", text: SECRET },
        { type: "image_url", image_url: { url: `data:image/png;base64,${btoa(`${SECRET}!!`)}` } },
      ],
    },
  ],
  tools: [{
    type: "function",
    function: {
      name: "look_up",
      description: SECRET,
      parameters: { type: "object", properties: { [SECRET]: { type: "string" } } },
    },
  }],
};

/** One provider that answers, in its own protocol, with the secret wherever it can stand. */
export interface Provider {
  /** `litellm_params.model`. */
  model: string;
  /** The provider's base address below an upstream's `…/v1`. */
  base: (base: string) => string;
  whole: () => Response;
  stream: () => string[];
  /** An error inside of a stream. */
  broken: string;
}

const data = (event: unknown) => `data: ${JSON.stringify(event)}\n\n`;
const named = (event: { type: string } & Record<string, unknown>) =>
  `event: ${event.type}\n${data(event)}`;

const USAGE = {
  prompt_tokens: 30,
  completion_tokens: 20,
  total_tokens: 50,
  note: SECRET,
  [SECRET]: 1,
};
const chunk = (delta: unknown, finish: string | null = null, more = {}) =>
  data({
    id: `c-${SECRET}`,
    object: "chat.completion.chunk",
    created: 1,
    model: "gpt-4o-mini",
    system_fingerprint: SECRET,
    choices: [{ index: 0, delta, finish_reason: finish, logprobs: { content: [SECRET] } }],
    ...more,
  });

const openai: Provider = {
  model: "openai/gpt-4o-mini",
  base: (base) => base,
  whole: () =>
    Response.json({
      id: `c-${SECRET}`,
      object: "chat.completion",
      created: 1,
      model: "gpt-4o-mini",
      unheard_of: { [SECRET]: [SECRET] },
      choices: [{
        index: 0,
        message: {
          role: "assistant",
          content: `It is ${SECRET}.`,
          reasoning_content: SECRET,
          annotations: [{ type: "url_citation", url_citation: { title: SECRET } }],
          tool_calls: [{
            id: "call_2",
            type: "function",
            function: { name: "look_up", arguments: `{"word":"${SECRET}"}` },
          }],
        },
        logprobs: { content: [{ token: SECRET, logprob: -1 }] },
        finish_reason: "tool_calls",
      }],
      usage: USAGE,
    }),
  stream: () => [
    chunk({ role: "assistant", content: `It is ` }),
    chunk({ content: SECRET, reasoning_content: SECRET }),
    chunk({}, "stop"),
    data({ id: "c", object: "chat.completion.chunk", created: 1, choices: [], usage: USAGE }),
    "data: [DONE]\n\n",
  ],
  broken: data({ error: { message: `No more of ${SECRET}`, code: 503 } }),
};

const MESSAGE = {
  id: `msg_${SECRET}`,
  type: "message",
  role: "assistant",
  model: "claude-haiku-4-5",
  content: [{ type: "thinking", thinking: SECRET, signature: SECRET }, {
    type: "text",
    text: SECRET,
  }],
  stop_reason: "end_turn",
  stop_sequence: null,
  usage: { input_tokens: 30, output_tokens: 20, service_tier: "standard", note: SECRET },
};
const anthropic: Provider = {
  model: "anthropic/claude-haiku-4-5",
  base: (base) => base,
  whole: () => Response.json(MESSAGE),
  stream: () => [
    named({ type: "message_start", message: { ...MESSAGE, content: [], stop_reason: null } }),
    named({ type: "content_block_start", index: 0, content_block: { type: "text", text: "" } }),
    named({
      type: "content_block_delta",
      index: 0,
      delta: { type: "text_delta", text: `It is ${SECRET}.` },
    }),
    named({ type: "content_block_stop", index: 0 }),
    named({
      type: "message_delta",
      delta: { stop_reason: "end_turn" },
      usage: { output_tokens: 20 },
    }),
    named({ type: "message_stop" }),
  ],
  broken: named({ type: "error", error: { type: "overloaded_error", message: SECRET } }),
};

const part = (more = {}) => ({
  candidates: [{ content: { role: "model", parts: [{ text: SECRET }] }, index: 0, ...more }],
  modelVersion: "gemini-2.5-flash",
  responseId: SECRET,
  usageMetadata: {
    promptTokenCount: 30,
    candidatesTokenCount: 20,
    totalTokenCount: 50,
    note: SECRET,
  },
});
const gemini: Provider = {
  model: "gemini/gemini-2.5-flash",
  base: (base) => `${base}beta`,
  whole: () => Response.json(part({ finishReason: "STOP" })),
  stream: () => [data(part()), data(part({ finishReason: "STOP" }))],
  broken: data({ error: { code: 503, message: SECRET, status: "UNAVAILABLE" } }),
};

/** By name. */
export const PROVIDERS: Readonly<Record<string, Provider>> = { openai, anthropic, gemini };

/** What a provider answers to what it does not want, quoting it. */
export function refusal(): Response {
  return Response.json({ error: { message: `Bad words: ${SECRET}`, type: SECRET, code: SECRET } }, {
    status: 400,
  });
}

/** A stream that begins as the provider's do, and never ends. */
export function endless(provider: Provider): Response {
  const encoder = new TextEncoder();
  return new Response(
    new ReadableStream<Uint8Array>({
      start: (controller) => {
        for (const event of provider.stream().slice(0, 3)) {
          if (!event.includes("[DONE]") && !event.includes("finishReason")) {
            controller.enqueue(encoder.encode(event));
          }
        }
      },
    }),
    { headers: { "content-type": "text/event-stream" } },
  );
}

/** The provider's stream, with an error after its beginning. */
export function breaking(provider: Provider): Response {
  const beginning = provider.stream().slice(0, provider.model.startsWith("gemini") ? 1 : 3);
  return sse(...beginning.filter((event) => !event.includes('"stop"')), provider.broken);
}
