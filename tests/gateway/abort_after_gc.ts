/**
 * Run by call_test.ts with `--expose-gc`: calls an upstream that streams without end, lets the garbage
 * collector run, ends the exchange, and prints whether the upstream was told.
 */
import { callUpstream } from "../../lib/gateway/call.ts";
import { networkTransport } from "../../lib/gateway/network.ts";
import { ClientLeft } from "../../lib/gateway/presence.ts";
import { responseTransport } from "../../lib/gateway/upstream.ts";
import { listen } from "../../lib/http/server.ts";

declare const gc: () => void;

const told = Promise.withResolvers<string>();
const server = await listen(({ signal }) => {
  signal.addEventListener("abort", () => told.resolve("told"));
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(new TextEncoder().encode("data: {}\n\n")),
  });
  const headers = { "content-type": "text/event-stream" };
  return Promise.resolve(new Response(body, { headers }));
}, { hostname: "127.0.0.1", port: 0 });

/** As for HTTPS. */
const byFetch = responseTransport(({ url, body, signal }) =>
  fetch(url, { method: "POST", body, signal })
);
const presence = new AbortController();
const next = await callUpstream({
  transport: Deno.args[0] === "fetch" ? byFetch : networkTransport,
  url: `http://127.0.0.1:${server.port}/`,
  headers: {},
  body: "{}",
  timeoutMs: 60_000,
  presence: presence.signal,
  dialect: { errorMessage: () => null, errorStatus: () => null },
  conceal: (error) => error,
  read: ({ next }) => Promise.resolve(next),
}, { numRetries: 0, attempts: [] });
await next();
const waiting = next().catch(() => {});
for (let round = 0; round < 5; round++) {
  await new Promise((resolve) => setTimeout(resolve, 10));
  gc();
}
presence.abort(new ClientLeft());
const end = setTimeout(() => told.resolve("not told"), 1000);
console.log(await told.promise);
clearTimeout(end);
await waiting;
await server.shutdown();
