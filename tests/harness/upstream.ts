import { listen } from "../../lib/http/server.ts";

/** One request as an upstream got it. */
export interface Received {
  path: string;
  headers: Headers;
  body: string;
  /** Aborted when the caller has closed its connection before the answer was complete. */
  signal: AbortSignal;
}

/** A real HTTP server on loopback that stands for a provider. */
export interface Upstream extends AsyncDisposable {
  /** `http://127.0.0.1:<port>/v1`, as `api_base`. */
  base: string;
  received: Received[];
}

/** Starts an upstream that answers every request with `answer`. */
export async function startUpstream(
  answer: (received: Received, number: number) => Response | Promise<Response>,
): Promise<Upstream> {
  const received: Received[] = [];
  const server = await listen(async (request) => {
    const { pathname, search } = new URL(request.url);
    const { headers, signal } = request;
    const one = { path: pathname + search, headers, body: await request.text(), signal };
    received.push(one);
    return await answer(one, received.length);
  }, { hostname: "127.0.0.1", port: 0 });
  return {
    base: `http://127.0.0.1:${server.port}/v1`,
    received,
    [Symbol.asyncDispose]: () => server.shutdown(),
  };
}

/** A config.yaml with the alias `m` on an OpenAI-compatible upstream. */
export function configFor(base: string, more = ""): string {
  return `model_list:
  - model_name: m
    litellm_params:
      model: openai/gpt-4o-mini
      api_key: sk-test-key
      api_base: ${base}
${more}`;
}

/** A streamed response of the given texts, one chunk each. */
export function sse(...events: string[]): Response {
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const event of events) controller.enqueue(encoder.encode(event));
      controller.close();
    },
  });
  return new Response(body, { headers: { "content-type": "text/event-stream" } });
}
