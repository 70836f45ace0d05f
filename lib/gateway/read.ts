import { connectionError } from "./upstream_error.ts";

/** Gives the chunks of a body one by one, `null` at its end. */
export type Next = () => Promise<Uint8Array | null>;

/**
 * Reads a body until the signal is aborted. The body is cancelled by hand: fetch follows its signal
 * through an object that may be collected once the response is there (seen in Deno 2.9.6), and the
 * provider would then go on for a client that has left.
 */
export function reading(response: Response, signal: AbortSignal): Next {
  const reader = (response.body ?? new Blob([]).stream()).getReader();
  const cancel = () => void reader.cancel().catch(() => {});
  signal.addEventListener("abort", cancel, { once: true });
  if (signal.aborted) cancel();
  return async () => {
    const { value, done } = await reader.read();
    if (signal.aborted) throw signal.reason;
    if (done) signal.removeEventListener("abort", cancel);
    return done ? null : value;
  };
}

/** The whole body in one piece. Throws ApiError 502 when it is empty. */
export async function readWhole(next: Next): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for (let chunk = await next(); chunk !== null; chunk = await next()) {
    chunks.push(chunk);
    length += chunk.length;
  }
  if (length === 0) throw connectionError("The provider sent an empty answer.");
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}
