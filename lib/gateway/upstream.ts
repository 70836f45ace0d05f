import { ApiError } from "../http/error.ts";
import { connectionError } from "./upstream_error.ts";

/** One HTTP request to a provider. */
export interface UpstreamRequest {
  url: string;
  headers: Record<string, string>;
  /** JSON text. */
  body: string;
  signal: AbortSignal;
}

/** Sends a request to a provider: over the network, or to the demo provider in this process. */
export type Transport = (request: UpstreamRequest) => Promise<Response>;

/** The network. Redirects are not followed: they could lead the key to another host. */
export const networkTransport: Transport = (request) =>
  fetch(request.url, {
    method: "POST",
    headers: request.headers,
    body: request.body,
    signal: request.signal,
    redirect: "manual",
  });

/** What a thrown error of a transport means for the client. `signal` tells whether we ended the call. */
export function transportError(error: unknown, url: string, signal: AbortSignal): ApiError {
  if (signal.aborted && signal.reason instanceof ApiError) return signal.reason;
  if (error instanceof ApiError) return error;
  const host = new URL(url).host;
  if (error instanceof Deno.errors.NotCapable) {
    return connectionError(
      `Apantli was started without permission to reach ${host}. Restart it: ` +
        "`deno task start` grants the hosts of the aliases that config.yaml has at that time.",
    );
  }
  const detail = error instanceof Error ? firstCause(error) : String(error);
  return connectionError(`Cannot reach ${host}: ${detail}`);
}

/** Deno nests the cause that tells something ("Connection refused") below a general message. */
function firstCause(error: Error): string {
  let deepest = error;
  while (deepest.cause instanceof Error) deepest = deepest.cause;
  const message = deepest.message || deepest.name;
  return message.replace(/^(client error \([^)]*\)|error sending request[^:]*): ?/, "").replace(
    /https?:\/\/\S+/g,
    "",
  ).trim() || deepest.name;
}
