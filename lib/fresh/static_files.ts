import type { Asset } from "./assets.ts";
import { CACHE_PARAM } from "./shared.ts";
import type { Middleware } from "./types.ts";

const FOR_GOOD = "public, max-age=31536000, immutable";

/** Serves the files of `static/` and the client bundle; anything else goes on to the next step. */
export function staticFiles<State>(): Middleware<State> {
  return (ctx) => {
    const { method } = ctx.req;
    if (ctx._files === null || (method !== "GET" && method !== "HEAD")) return ctx.next();
    const asset = ctx._files.assets.get(decodePath(ctx.url.pathname));
    if (asset === undefined) return ctx.next();
    const forGood = ctx.url.searchParams.get(CACHE_PARAM) === ctx._files.buildId;
    return respond(ctx.req.headers, asset, forGood);
  };
}

async function respond(asked: Headers, asset: Asset, forGood: boolean): Promise<Response> {
  // Weak, because the same tag stands for the plain and the compressed bytes.
  const etag = `W/"${asset.hash}"`;
  const headers = new Headers({ etag, "cache-control": forGood ? FOR_GOOD : "no-cache" });
  if (asset.compressible) headers.set("vary", "accept-encoding");
  if (matches(asked.get("if-none-match"), asset.hash)) {
    return new Response(null, { status: 304, headers });
  }
  headers.set("content-type", asset.type);
  headers.set("x-content-type-options", "nosniff");
  if (
    !asset.compressible ||
    !/\bgzip\b(?!\s*;\s*q=0(?:\.0*)?(?![\d.]))/.test(asked.get("accept-encoding") ?? "")
  ) {
    return new Response(asset.bytes, { headers });
  }
  headers.set("content-encoding", "gzip");
  return new Response(await (asset.gzip ??= compress(asset.bytes)), { headers });
}

function matches(header: string | null, hash: string): boolean {
  return header !== null && (header === "*" || header.includes(`"${hash}"`));
}

async function compress(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream("gzip"));
  return await new Response(stream).bytes();
}

function decodePath(path: string): string {
  if (!path.includes("%")) return path;
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
