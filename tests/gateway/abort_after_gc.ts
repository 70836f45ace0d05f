/**
 * Run by call_test.ts with `--expose-gc`: calls an upstream that never ends its answer, lets the garbage
 * collector run, ends the exchange, and prints whether the upstream was told. The argument says how the
 * upstream is called; `length` is `fetch` with an answer that announces its length.
 */
import { callUpstream } from "../../lib/gateway/call.ts";
import { networkTransport } from "../../lib/gateway/network.ts";
import { ClientLeft } from "../../lib/gateway/presence.ts";
import { listen } from "../../lib/http/server.ts";

declare const gc: () => void;

const told = Promise.withResolvers<string>();
const server = await listen(({ signal }) => {
  signal.addEventListener("abort", () => told.resolve("told"));
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(new TextEncoder().encode("data: {}\n\n")),
  });
  const headers = new Headers({ "content-type": "text/event-stream" });
  if (Deno.args[0] === "length") headers.set("content-length", "100");
  return Promise.resolve(new Response(body, { headers }));
}, { hostname: "127.0.0.1", port: 0 });

const presence = new AbortController();
const next = await callUpstream({
  transport: networkTransport,
  url: `http://127.0.0.1:${server.port}/`,
  headers: {},
  body: "{}",
  stream: Deno.args[0] === "http",
  timeoutMs: 60_000,
  presence: presence.signal,
  dialect: { errorMessage: () => null, errorStatus: () => null },
  conceal: (error) => error,
  read: ({ next }) => Promise.resolve(next),
}, { numRetries: 0, attempts: [], onFailure: () => {} });
if (Deno.args[0] !== "length") await next();
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
