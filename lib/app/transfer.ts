import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import type { Middleware } from "fresh";

/** What is whole before it goes out. Streams of events, lines and tables are not: they go out as they come. */
const WHOLE = /^(text\/html|application\/json)\b/;
/** Below, the headers weigh more than what is saved. */
const LEAST_BYTES = 1024;
/** Above, the server would stop for everybody for more than a few milliseconds. */
const MOST_BYTES = 512 * 1024;

/** By preference: for a page that is made anew each time, gzip takes a third of brotli's time. */
const ENCODERS: Readonly<Record<string, (bytes: Uint8Array) => Uint8Array>> = {
  gzip: (bytes) => gzipSync(bytes),
  br: (bytes) => brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } }),
};

/**
 * Gives pages and JSON a tag, so that what the client has already is a 304, and compresses them as
 * the client takes it. Only for GET and HEAD: what a provider answers, to a POST, stays as it came.
 * Sources: RFC 9110, 8.8.3, 12.5.3 and 13.1.2.
 */
export const transfer: Middleware<unknown> = async (ctx) => {
  const response = await ctx.next();
  const { method, headers: asked } = ctx.req;
  if ((method !== "GET" && method !== "HEAD") || !isOurs(response)) return response;
  const bytes = await response.bytes();
  if (bytes.length > MOST_BYTES) return new Response(bytes, response);
  const headers = new Headers(response.headers);
  const tag = await tagOf(bytes);
  // Weak, because it stands for the plain and the compressed bytes.
  headers.set("etag", `W/${tag}`);
  headers.append("vary", "accept-encoding");
  if (!headers.has("cache-control")) headers.set("cache-control", "private, no-cache");
  const known = asked.get("if-none-match") ?? "";
  if (known.includes(tag) || known === "*") return new Response(null, { status: 304, headers });
  const accepted = asked.get("accept-encoding") ?? "";
  const encoding = bytes.length < LEAST_BYTES
    ? undefined
    : Object.keys(ENCODERS).find((name) => accepts(accepted, name));
  if (encoding === undefined) return new Response(bytes, { headers });
  headers.set("content-encoding", encoding);
  return new Response(new Uint8Array(ENCODERS[encoding]?.(bytes) ?? bytes), { headers });
};

/** Static files bring a tag of their own. */
function isOurs({ status, body, headers }: Response): boolean {
  return status === 200 && body !== null && !headers.has("etag") &&
    WHOLE.test(headers.get("content-type") ?? "");
}

async function tagOf(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return `"${hash.toHex().slice(0, 16)}"`;
}

/** Whether the client takes an encoding: it names it, and weighs it above zero. */
function accepts(header: string, encoding: string): boolean {
  return new RegExp(`(^|,)\\s*${encoding}\\s*(;\\s*q=(?!0(\\.0*)?\\s*(,|$))|,|$)`, "i").test(
    header,
  );
}
