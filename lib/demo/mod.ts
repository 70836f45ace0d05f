import { isObject, type JsonObject, type JsonValue } from "../types/json.ts";
import { demoAnswer } from "./answer.ts";
import { chunksOf, completionOf } from "./wire.ts";

/** One request to the demo provider, as a transport hands it over. */
export interface DemoRequest {
  /** JSON text of an OpenAI chat request. */
  body: string;
  signal: AbortSignal;
}

/** Milliseconds between two chunks, so that a stream can be seen. */
const PACE_MS = 15;
const SLOW_MS = 3_000;

/** What a model does instead of answering at once. */
const BEHAVIOUR: Readonly<Record<string, (request: DemoRequest) => Promise<Response> | Response>> =
  {
    "error-429": () =>
      failure(429, "The demo provider is always rate limited here.", "rate_limit_exceeded", {
        "retry-after": "1",
      }),
    "error-500": () => failure(500, "The demo provider always breaks here.", "server_error"),
    "error-timeout": ({ signal }) => wait(Infinity, signal).then(() => new Response()),
  };

/**
 * The demo provider: an upstream inside of this process that speaks openai-chat like any other, so
 * that everything can be tried without a key. Its answers depend on the request alone.
 */
export async function demoTransport(request: DemoRequest): Promise<Response> {
  const parsed: JsonValue = JSON.parse(request.body);
  const body = isObject(parsed) ? parsed : {};
  const model = typeof body.model === "string" ? body.model : "";
  const special = BEHAVIOUR[model];
  if (special) return await special(request);
  if (model === "slow") await wait(SLOW_MS, request.signal);
  const answer = demoAnswer(model, body);
  if (answer === null) {
    return failure(404, `The demo provider has no model "${model}".`, "model_not_found");
  }
  if (body.stream !== true) return Response.json(completionOf(body, answer));
  const breaks = model === "error-midstream";
  const stream = paced(chunksOf(body, answer), breaks, request.signal);
  return new Response(stream, { headers: { "content-type": "text/event-stream" } });
}

function failure(
  status: number,
  message: string,
  code: string,
  headers: Record<string, string> = {},
): Response {
  return Response.json({ error: { message, type: code, param: null, code } }, { status, headers });
}

/** Sends events at a pace; with `breaks` the connection fails after a few of them. */
function paced(
  events: JsonObject[],
  breaks: boolean,
  signal: AbortSignal,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  const texts = [...events.map((event) => JSON.stringify(event)), "[DONE]"];
  let at = 0;
  return new ReadableStream({
    async pull(controller) {
      if (at > 0) await wait(PACE_MS, signal);
      if (breaks && at === 4) throw new TypeError("The demo provider broke the connection.");
      controller.enqueue(encoder.encode(`data: ${texts[at]}\n\n`));
      at++;
      if (at === texts.length) controller.close();
    },
  }, { highWaterMark: 0 });
}

/** Waits; rejects with the signal's reason as soon as it is aborted, and leaves no timer behind. */
function wait(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const leave = () => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const done = () => {
      signal.removeEventListener("abort", leave);
      resolve();
    };
    const timer = ms === Infinity ? undefined : setTimeout(done, ms);
    signal.addEventListener("abort", leave, { once: true });
    if (signal.aborted) leave();
  });
}
