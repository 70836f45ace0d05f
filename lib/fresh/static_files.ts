import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import type { Asset } from "./assets.ts";
import { CACHE_PARAM, CLIENT } from "./shared.ts";
import type { Middleware } from "./types.ts";

const FOR_GOOD = "public, max-age=31536000, immutable";

/** By preference. Brotli's best quality would stop the server for a tenth of a second. */
const ENCODERS: Readonly<Record<string, (bytes: Uint8Array) => Uint8Array>> = {
  br: (bytes) => brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }),
  gzip: (bytes) => gzipSync(bytes),
};

/** Serves the files of `static/` and the client bundle; anything else goes on to the next step. */
export function staticFiles<State>(): Middleware<State> {
  return (ctx) => {
    const { method } = ctx.req;
    if (ctx._files === null || (method !== "GET" && method !== "HEAD")) return ctx.next();
    const asset = ctx._files.assets.get(decodePath(ctx.url.pathname));
    if (asset === undefined) return ctx.next();
    const forGood = ctx.url.pathname.startsWith(CLIENT) ||
      ctx.url.searchParams.get(CACHE_PARAM) === ctx._files.buildId;
    return respond(ctx.req.headers, asset, forGood);
  };
}

function respond(asked: Headers, asset: Asset, forGood: boolean): Response {
  // Weak, because the same tag stands for the plain and the compressed bytes.
  const etag = `W/"${asset.hash}"`;
  const headers = new Headers({ etag, "cache-control": forGood ? FOR_GOOD : "no-cache" });
  if (asset.compressible) headers.set("vary", "accept-encoding");
  if (matches(asked.get("if-none-match"), asset.hash)) {
    return new Response(null, { status: 304, headers });
  }
  headers.set("content-type", asset.type);
  headers.set("x-content-type-options", "nosniff");
  const accepted = asset.compressible ? asked.get("accept-encoding") ?? "" : "";
  const encoding = Object.keys(ENCODERS).find((name) => accepts(accepted, name));
  if (encoding !== undefined) headers.set("content-encoding", encoding);
  const bytes = encoding === undefined ? asset.bytes : compress(asset, encoding);
  // Deno adds it by itself only to a response whose body goes out: not to that of a HEAD.
  headers.set("content-length", `${bytes.length}`);
  return new Response(bytes, { headers });
}

function compress(asset: Asset, encoding: string): Uint8Array<ArrayBuffer> {
  let bytes = asset.compressed.get(encoding);
  if (bytes === undefined) {
    bytes = new Uint8Array(ENCODERS[encoding]?.(asset.bytes) ?? asset.bytes);
    asset.compressed.set(encoding, bytes);
  }
  return bytes;
}

/** Whether the client takes an encoding: it names it, and weighs it above zero. */
function accepts(header: string, encoding: string): boolean {
  return new RegExp(`(^|,)\\s*${encoding}\\s*(;\\s*q=(?!0(\\.0*)?\\s*(,|$))|,|$)`, "i").test(
    header,
  );
}

function matches(header: string | null, hash: string): boolean {
  return header !== null && (header === "*" || header.includes(`"${hash}"`));
}

function decodePath(path: string): string {
  if (!path.includes("%")) return path;
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
