import { ApiError } from "../http/error.ts";
import { connectionError } from "./upstream_error.ts";

/** One HTTP request to a provider. */
export interface UpstreamRequest {
  url: string;
  headers: Record<string, string>;
  /** JSON text. */
  body: string;
  /** The answer is asked for as a stream. */
  stream: boolean;
  signal: AbortSignal;
}

/** A provider's response, its body still to be read. */
export interface UpstreamResponse {
  status: number;
  headers: Headers;
  /** The next bytes of the body, `null` at its end. Rejects when the connection breaks. */
  next(): Promise<Uint8Array | null>;
  /** Ends the connection. */
  cancel(): void;
}

/** Sends a request to a provider: over the network, or to the demo provider in this process. */
export type Transport = (request: UpstreamRequest) => Promise<UpstreamResponse>;

/** Answers up to this length are not read chunk by chunk. */
const ONE_PIECE_BYTES = 1024 * 1024;

/** A transport to what answers with a `Response`. */
export function responseTransport(
  answer: (request: UpstreamRequest) => Promise<Response>,
): Transport {
  return async (request) => {
    const response = await answer(request);
    const { status, headers } = response;
    // A length says that the answer is there: in one piece it is read with fewer steps.
    if (Number(headers.get("content-length") ?? NaN) <= ONE_PIECE_BYTES) {
      let isRead = false;
      const next = async () => {
        if (isRead) return null;
        isRead = true;
        return await response.bytes();
      };
      return { status, headers, next, cancel: () => {} };
    }
    const reader = (response.body ?? new Blob([]).stream()).getReader();
    return {
      status,
      headers,
      next: async () => {
        const { value, done } = await reader.read();
        return done ? null : value;
      },
      // By hand: fetch follows its signal through an object that may be collected once the response is
      // there (seen in Deno 2.9.6), and the provider would go on for a client that has left.
      cancel: () => void reader.cancel().catch(() => {}),
    };
  };
}

/** What connection errors are called by their code. */
const REASONS: Readonly<Record<string, string>> = {
  ECONNREFUSED: "the connection was refused",
  ECONNRESET: "the connection was reset",
  EHOSTUNREACH: "there is no way to the host",
  ENETUNREACH: "there is no way to the network",
  ENOTFOUND: "its name cannot be resolved",
  ETIMEDOUT: "it did not answer",
  EPIPE: "the connection was closed",
};

/** What a thrown error of a transport means for the client. `signal` tells whether we ended the call. */
export function transportError(error: unknown, url: string, signal: AbortSignal): ApiError {
  if (signal.aborted && signal.reason instanceof ApiError) return signal.reason;
  if (error instanceof ApiError) return error;
  const host = hostOf(url);
  if (isNotCapable(error)) {
    return connectionError(
      `Apantli was started without permission to reach ${host}. Restart it: ` +
        "`deno task start` grants the hosts of the aliases that config.yaml has at that time.",
    );
  }
  return connectionError(`Cannot reach ${host}: ${reasonOf(error)}.`);
}

/** What an error means for the client that comes while an answer is being read. */
export function brokenAnswer(error: unknown, url: string): ApiError {
  if (error instanceof ApiError) return error;
  return connectionError(
    `The connection to ${hostOf(url)} broke in the middle of the answer: ${reasonOf(error)}.`,
  );
}

/** The demo provider's address has no host. */
function hostOf(url: string): string {
  return new URL(url).host || "the demo provider";
}

/** Errors of fetch hold what tells something ("dns error: …") at the end of their deepest cause. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { code } = error as NodeJS.ErrnoException;
  const known = code === undefined ? undefined : REASONS[code];
  if (known !== undefined) return known;
  return error.cause instanceof Error
    ? reasonOf(error.cause)
    : error.message.replace(/^.*\): /, "").replace(/\.$/, "");
}

/** Whether Deno refused the host: trying again cannot help. */
export function isNotCapable(error: unknown): boolean {
  if (error instanceof Deno.errors.NotCapable) return true;
  return error instanceof Error &&
    (isNotCapable(error.cause) || /Requires net access/.test(error.message));
}
