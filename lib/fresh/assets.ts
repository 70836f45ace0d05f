import { listFiles } from "./files.ts";
import { CLIENT } from "./shared.ts";

/** A file that browsers may get, held in memory: no path of a request ever reaches the disk. */
export interface Asset {
  bytes: Uint8Array<ArrayBuffer>;
  /** The content's hash. */
  hash: string;
  type: string;
  /** Whether compressing it is worth it. */
  compressible: boolean;
  /** The bytes by content encoding, made when first asked for. */
  compressed: Map<string, Uint8Array<ArrayBuffer>>;
}

const encoder = new TextEncoder();

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

/**
 * What the browser gets for islands, and what it was made from. It is one file, so that a server
 * which starts meanwhile reads all of the old bundle or all of the new one.
 */
export interface Bundle {
  deno: string;
  /** By island module: the files that waking it loads. */
  islands: Record<string, string[]>;
  /** Hash by path from the app's folder, for every local module of the bundle. */
  inputs: Record<string, string>;
  /** Code by file name; `client.js` is what a page starts. */
  files: Record<string, string>;
}

/** The bundle's file in the folder that it is built into. */
export const BUNDLE = "bundle.json";

/** A bundle that is served. */
export interface Client {
  /** Where its files are: below a hash of them all, so that they never change. */
  base: string;
  islands: Bundle["islands"];
}

/** Reads `static/` and the client bundle, and hashes them all into one build id. */
export async function loadAssets(root: string, outDir: string) {
  const assets = new Map<string, Asset>();
  for (const path of (await listFiles(`${root}/static`)).toSorted()) {
    assets.set(`/${path}`, await makeAsset(path, await Deno.readFile(`${root}/static/${path}`)));
  }
  const client = await loadClient(`${outDir}/${BUNDLE}`, assets);
  const all = [...assets].map(([path, { hash }]) => `${path} ${hash}`).join("\n");
  return { assets, buildId: await hashOf(encoder.encode(all)), client };
}

async function loadClient(file: string, assets: Map<string, Asset>): Promise<Client | null> {
  let bundle: Bundle;
  try {
    bundle = JSON.parse(await Deno.readTextFile(file));
  } catch (error) {
    // A broken one is made again, as a missing one is.
    if (error instanceof Deno.errors.NotFound || error instanceof SyntaxError) return null;
    throw error;
  }
  const { islands, files } = bundle;
  // What a build leaves that failed.
  if (!("client.js" in files)) return null;
  const base = `${CLIENT}${await hashOf(encoder.encode(JSON.stringify(files)))}/`;
  for (const [name, code] of Object.entries(files)) {
    assets.set(base + name, await makeAsset(name, encoder.encode(code)));
  }
  return { base, islands };
}

/** The first 16 hex digits of a SHA-256. */
export async function hashOf(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)).toHex().slice(0, 16);
}

async function makeAsset(path: string, bytes: Uint8Array<ArrayBuffer>): Promise<Asset> {
  const ending = /\.(\w+)$/.exec(path)?.[1]?.toLowerCase() ?? "";
  const type = TYPES[ending] ?? "application/octet-stream";
  const compressible = /^text|json$|svg|icon/.test(type) && bytes.length > 1024;
  return { bytes, hash: await hashOf(bytes), type, compressible, compressed: new Map() };
}
