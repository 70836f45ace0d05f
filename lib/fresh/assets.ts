import { listFiles } from "./files.ts";

/** A file that browsers may get, held in memory: no path of a request ever reaches the disk. */
export interface Asset {
  bytes: Uint8Array<ArrayBuffer>;
  /** The content's hash. */
  hash: string;
  type: string;
  /** Whether compressing it is worth it. */
  compressible: boolean;
  /** The compressed bytes, made when first asked for. */
  gzip: Promise<Uint8Array<ArrayBuffer>> | null;
}

const TYPES: Record<string, string> = {
  avif: "image/avif",
  css: "text/css; charset=utf-8",
  gif: "image/gif",
  html: "text/html; charset=utf-8",
  ico: "image/x-icon",
  jpeg: "image/jpeg",
  jpg: "image/jpeg",
  js: "text/javascript; charset=utf-8",
  json: "application/json",
  map: "application/json",
  md: "text/markdown; charset=utf-8",
  mjs: "text/javascript; charset=utf-8",
  pdf: "application/pdf",
  png: "image/png",
  svg: "image/svg+xml",
  txt: "text/plain; charset=utf-8",
  wasm: "application/wasm",
  webmanifest: "application/manifest+json",
  webp: "image/webp",
  woff: "font/woff",
  woff2: "font/woff2",
  xml: "text/xml; charset=utf-8",
};

/** Reads `static/` and the client bundle, and hashes them all into one build id. */
export async function loadAssets(root: string, outDir: string) {
  const assets = new Map<string, Asset>();
  for (const path of (await listFiles(`${root}/static`)).toSorted()) {
    assets.set(`/${path}`, await readAsset(`${root}/static/${path}`));
  }
  try {
    // The manifest is written last: without it a bundle may be half done.
    await Deno.stat(`${outDir}/manifest.json`);
    assets.set("/_fresh/client.js", await readAsset(`${outDir}/client.js`));
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
  const all = [...assets].map(([path, { hash }]) => `${path} ${hash}`).join("\n");
  const buildId = await hashOf(new TextEncoder().encode(all));
  return { assets, buildId, interactive: assets.has("/_fresh/client.js") };
}

/** The first 16 hex digits of a SHA-256. */
export async function hashOf(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)).toHex().slice(0, 16);
}

async function readAsset(file: string): Promise<Asset> {
  const bytes = await Deno.readFile(file);
  const type = TYPES[file.split(".").at(-1)?.toLowerCase() ?? ""] ?? "application/octet-stream";
  const compressible = /^text|json$|svg|icon/.test(type) && bytes.length > 1024;
  return { bytes, hash: await hashOf(bytes), type, compressible, gzip: null };
}
