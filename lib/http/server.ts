import { Buffer } from "node:buffer";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { HeldBody } from "./held_body.ts";

/** Answers one request, as for `Deno.serve()`. The request's signal is aborted when the client leaves. */
export type Handler = (request: Request) => Promise<Response>;

/** A server that listens. */
export interface Listening {
  hostname: string;
  port: number;
  /** Accepts nothing new and resolves when the last response is out. */
  shutdown(): Promise<void>;
}

/** Bodies of these types go out as they come; all others are short and get a length. */
const STREAMED = /^(text\/event-stream|application\/x-ndjson|text\/csv)/;
/** Bodies up to this are read before the handler is called, which is faster; larger ones as it reads. */
const EAGER_BYTES = 64 * 1024;
/** How much of a body that the handler left unread is taken, so that the client gets to read the response. */
const MAX_DISCARDED_BYTES = 256 * 1024 * 1024;
/** Longer than clients keep an idle connection: the side that closes first must not be the server. */
const KEEP_ALIVE_MS = 75_000;

/**
 * Serves HTTP on `node:http` rather than `Deno.serve()`, which does not notice that a client has left
 * before the response begins once the body came in a packet of its own (docs/adr/0006): the provider
 * would go on, and be paid, for nobody. Rejects when the address cannot be listened on.
 */
export async function listen(
  handler: Handler,
  options: { hostname: string; port: number },
): Promise<Listening> {
  const connections = new Connections();
  const server = createServer((incoming, outgoing) => {
    connections.serve(outgoing);
    answer(handler, incoming, outgoing).catch(() => outgoing.destroy());
  });
  server.on("connection", (socket) => connections.add(socket));
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  await opened(server, options);
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : options.port;
  return {
    hostname: options.hostname,
    port,
    shutdown: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        connections.close();
      }),
  };
}

/** The open connections: those that are idle can be closed at any time, the others after their response. */
class Connections {
  readonly #idle = new Set<Socket>();
  #closing = false;

  add(socket: Socket) {
    this.#idle.add(socket);
    socket.once("close", () => this.#idle.delete(socket));
  }

  /** A request has come; its connection is idle again when the response is out. */
  serve(outgoing: ServerResponse) {
    const { socket } = outgoing;
    if (socket === null) return;
    this.#idle.delete(socket);
    outgoing.once("close", () => {
      if (this.#closing) socket.destroy();
      else if (!socket.destroyed) this.#idle.add(socket);
    });
  }

  close() {
    this.#closing = true;
    for (const socket of this.#idle) socket.destroy();
  }
}

function opened(server: Server, { hostname, port }: { hostname: string; port: number }) {
  return new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, hostname, () => {
      server.off("error", reject);
      resolve();
    });
  });
}

async function answer(handler: Handler, incoming: IncomingMessage, outgoing: ServerResponse) {
  const gone = new AbortController();
  outgoing.once("close", () => {
    if (!outgoing.writableFinished) gone.abort();
  });
  const request = toRequest(incoming, await bodyOf(incoming), gone.signal);
  if (request === null) return refuse(outgoing);
  const response = await handler(request);
  // Now, since a client may read nothing before it has written all.
  discardRest(incoming);
  await send(response, outgoing, gone.signal);
}

/** The body, or what reads it: who may not call is refused before a large one is held in memory. */
async function bodyOf(incoming: IncomingMessage): Promise<BodyInit> {
  const { "content-length": length, "transfer-encoding": encoding } = incoming.headers;
  if (encoding !== undefined || Number(length ?? 0) > EAGER_BYTES) {
    return ReadableStream.from<Uint8Array>(incoming.iterator({ destroyOnReturn: false }));
  }
  if (length === undefined) return "";
  // By events: a stream's iterator costs more than all the rest of reading a request.
  const chunks: Uint8Array[] = [];
  return await new Promise((resolve, reject) => {
    incoming.on("data", (chunk) => chunks.push(chunk));
    incoming.once("end", () => resolve(Buffer.concat(chunks)));
    incoming.once("error", reject);
    incoming.once("close", () => reject(new Error("The client left in the middle of its body.")));
  });
}

function discardRest(incoming: IncomingMessage) {
  if (incoming.readableEnded) return;
  let left = MAX_DISCARDED_BYTES;
  incoming.on("data", (chunk: Uint8Array) => {
    left -= chunk.length;
    if (left < 0) incoming.destroy();
  });
}

/** The request as the web's API has it; `null` when its target or Host is no URL. */
function toRequest(
  { method = "GET", url = "/", rawHeaders, headers, socket }: IncomingMessage,
  body: BodyInit,
  signal: AbortSignal,
): Request | null {
  const host = headers.host ?? `${socket.localAddress}:${socket.localPort}`;
  const target = url.startsWith("/") ? `http://${host}${url}` : url;
  const init: RequestInit = { method, headers: pairs(rawHeaders) };
  if (method !== "GET" && method !== "HEAD") init.body = body;
  try {
    const request = new Request(target, init);
    // Passed to the constructor it would be followed by a second signal, at a cost for each request.
    Object.defineProperty(request, "signal", { value: signal });
    return request;
  } catch {
    return null;
  }
}

function pairs(raw: string[]): [string, string][] {
  const result: [string, string][] = [];
  for (let at = 0; at + 1 < raw.length; at += 2) result.push([raw[at] ?? "", raw[at + 1] ?? ""]);
  return result;
}

function refuse(outgoing: ServerResponse) {
  outgoing.writeHead(400, { "content-type": "text/plain" }).end("The request is not valid HTTP.\n");
}

async function send(response: Response, outgoing: ServerResponse, gone: AbortSignal) {
  const headers = [...response.headers].flat();
  const { body } = response;
  if (body === null) return outgoing.writeHead(response.status, headers).end();
  if (body instanceof HeldBody) {
    headers.push("content-length", `${body.bytes.length}`);
    outgoing.writeHead(response.status, headers).write(body.bytes.subarray(0, -1));
    await body.until;
    return outgoing.end(body.bytes.subarray(-1));
  }
  if (!STREAMED.test(response.headers.get("content-type") ?? "")) {
    const bytes = await response.bytes();
    if (!response.headers.has("content-length")) headers.push("content-length", `${bytes.length}`);
    return outgoing.writeHead(response.status, headers).end(bytes);
  }
  outgoing.writeHead(response.status, headers);
  outgoing.flushHeaders();
  const reader = body.getReader();
  gone.addEventListener("abort", () => reader.cancel().catch(() => {}), { once: true });
  while (!gone.aborted) {
    const { value, done } = await reader.read();
    if (done) return outgoing.end();
    if (!outgoing.write(value)) await drained(outgoing, gone);
  }
}

function drained(outgoing: ServerResponse, gone: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const go = () => {
      outgoing.off("drain", go);
      gone.removeEventListener("abort", go);
      resolve();
    };
    outgoing.once("drain", go);
    gone.addEventListener("abort", go, { once: true });
    if (gone.aborted) go();
  });
}
