import { type IncomingMessage, request as httpRequest } from "node:http";
import type { Socket } from "node:net";
import { ChunkQueue } from "./chunk_queue.ts";
import {
  responseTransport,
  type Transport,
  type UpstreamRequest,
  type UpstreamResponse,
} from "./upstream.ts";

/**
 * The network. Streams over plain HTTP (from servers on this machine and its network) go by
 * `node:http`, which moves about ten times as many chunks as `fetch` read in JavaScript. All else goes
 * by `fetch`, which keeps connections: `node:https` asks for the permission `sys`, which the server
 * does not have (docs/adr/0007). Redirects are not followed: they could lead the key to another host.
 */
export const networkTransport: Transport = (request) =>
  request.stream && request.url.startsWith("http:")
    ? streamTransport(request)
    : fetchTransport(request);

const fetchTransport = responseTransport(({ url, headers, body, signal }) =>
  fetch(url, { method: "POST", headers, body, signal, redirect: "manual" })
);

function streamTransport(
  { url, headers, body, signal }: UpstreamRequest,
): Promise<UpstreamResponse> {
  const bytes = new TextEncoder().encode(body);
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason);
    const request = httpRequest(url, {
      method: "POST",
      // A connection for each request: Deno 2.9.6 sends a request on a kept connection a second time
      // when it is ended before the answer, and the provider would be paid twice.
      agent: false,
      headers: { ...headers, "accept-encoding": "identity", "content-length": bytes.length },
    });
    const leave = () => {
      reject(signal.reason);
      request.destroy();
    };
    signal.addEventListener("abort", leave, { once: true });
    request.once("response", (response: IncomingMessage) => {
      signal.removeEventListener("abort", leave);
      resolve(toResponse(response));
    });
    // A switch of protocols, which nobody asked for, comes as an event of its own.
    request.once("upgrade", (response: IncomingMessage, socket: Socket) => {
      socket.destroy();
      request.emit("response", response);
    });
    request.on("error", (error) => {
      signal.removeEventListener("abort", leave);
      reject(error);
    });
    request.end(bytes);
  });
}

function toResponse(incoming: IncomingMessage): UpstreamResponse {
  const headers = new Headers();
  for (let at = 0; at + 1 < incoming.rawHeaders.length; at += 2) {
    headers.append(incoming.rawHeaders[at] ?? "", incoming.rawHeaders[at + 1] ?? "");
  }
  const queue = new ChunkQueue(incoming, () => incoming.complete);
  return {
    status: incoming.statusCode ?? 0,
    headers,
    next: () => queue.next(),
    cancel: () => incoming.destroy(),
  };
}
