import { Buffer } from "node:buffer";
import { brokenAnswer, type UpstreamResponse } from "./upstream.ts";
import { connectionError } from "./upstream_error.ts";

/** Gives the chunks of a body one by one, `null` at its end. */
export type Next = () => Promise<Uint8Array | null>;

/** Reads a response until the signal is aborted, which ends its connection. Rejects with ApiError. */
export function reading(response: UpstreamResponse, signal: AbortSignal, url: string): Next {
  const cancel = () => response.cancel();
  signal.addEventListener("abort", cancel, { once: true });
  if (signal.aborted) cancel();
  return async () => {
    const chunk = await response.next().catch((thrown) => {
      throw signal.aborted ? signal.reason : brokenAnswer(thrown, url);
    });
    if (signal.aborted) throw signal.reason;
    if (chunk === null) signal.removeEventListener("abort", cancel);
    return chunk;
  };
}

/** An answer is held in memory: more than any has, images in it included. */
const MAX_ANSWER_BYTES = 256 * 1024 * 1024;

/** The whole body in one piece. Throws ApiError 502 when it is empty or too large. */
export async function readWhole(next: Next): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for (let chunk = await next(); chunk !== null; chunk = await next()) {
    chunks.push(chunk);
    length += chunk.length;
    if (length > MAX_ANSWER_BYTES) throw connectionError("The provider's answer is too large.");
  }
  if (length === 0) throw connectionError("The provider sent an empty answer.");
  return Buffer.concat(chunks);
}

/** The whole body as text, of which the beginning is enough for an error. */
export async function readText(next: Next): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  for (let chunk = await next(); chunk !== null; chunk = await next()) {
    if (text.length < MAX_TEXT) text += decoder.decode(chunk, { stream: true });
  }
  return text;
}

const MAX_TEXT = 1_000_000;
