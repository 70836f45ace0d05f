import { isObject, type JsonObject, type JsonValue } from "../types/json.ts";
import { demoAnswer } from "./answer.ts";
import { connectionBroken, paced, type Wait, waitFor } from "./pace.ts";
import { chunksOf, completionOf } from "./wire.ts";

/** One request to the demo provider, as a transport hands it over. */
export interface DemoRequest {
  /** JSON text of an OpenAI chat request. */
  body: string;
  signal: AbortSignal;
}

const SLOW_MS = 3_000;

/** What a model does instead of answering. */
const BEHAVIOUR: Readonly<Record<string, (signal: AbortSignal, wait: Wait) => Promise<Response>>> =
  {
    "error-429": () =>
      Promise.resolve(
        failure(429, "The demo provider is always rate limited here.", "rate_limit_exceeded", {
          "retry-after": "1",
        }),
      ),
    "error-500": () =>
      Promise.resolve(failure(500, "The demo provider always breaks here.", "server_error")),
    "error-timeout": (signal, wait) => wait(Infinity, signal).then(() => new Response()),
  };

/**
 * The demo provider: an upstream inside of this process that speaks openai-chat like any other, so
 * that everything can be tried without a key. Its answers depend on the request alone. Rejects with
 * the signal's reason when that is aborted, with a TypeError, as `fetch()` does, when it plays broken.
 */
export async function demoTransport(request: DemoRequest, wait = waitFor): Promise<Response> {
  const { signal } = request;
  const parsed: JsonValue = JSON.parse(request.body);
  const body = isObject(parsed) ? parsed : {};
  const model = typeof body.model === "string" ? body.model : "";
  const special = Object.hasOwn(BEHAVIOUR, model) ? BEHAVIOUR[model] : undefined;
  if (special) return await special(signal, wait);
  const answer = demoAnswer(model, body);
  if (answer === null) {
    return failure(404, `The demo provider has no model "${model}".`, "model_not_found");
  }
  if (model === "slow") await wait(SLOW_MS, signal);
  const breaks = model === "error-midstream";
  if (body.stream === true) return streamed(chunksOf(body, answer), { breaks, signal, wait });
  if (breaks) throw connectionBroken();
  return Response.json(completionOf(body, answer));
}

function streamed(events: JsonObject[], options: Parameters<typeof paced>[1]): Response {
  return new Response(paced(events, options), {
    headers: { "content-type": "text/event-stream" },
  });
}

function failure(
  status: number,
  message: string,
  code: string,
  headers: Record<string, string> = {},
): Response {
  return Response.json({ error: { message, type: code, param: null, code } }, { status, headers });
}
