import { App } from "fresh";
import { Builder } from "../../lib/fresh/dev.ts";
import { BUNDLE, type Bundle } from "../../lib/fresh/assets.ts";
import { loadFiles } from "../../lib/fresh/files.ts";
import { createApp } from "./sample/main.ts";

/** The sample app's folder. */
export const SAMPLE = `${import.meta.dirname}/sample`;

/** The sample app with its files, and with a bundle in a folder of its own. */
export async function startSample() {
  const outDir = await makeFolder({});
  const apply = await new Builder({ root: SAMPLE, outDir }).build({ snapshot: "memory" });
  const app = createApp();
  apply(app);
  const handler = app.handler();
  const get = (path: string, init?: RequestInit) =>
    handler(new Request(`http://localhost${path}`, init));
  return { get, handler, outDir };
}

/** The bundle that was built into a folder. */
export async function readBundle(outDir: string): Promise<Bundle> {
  return JSON.parse(await Deno.readTextFile(`${outDir}/${BUNDLE}`));
}

/** How much is left of a text when it is compressed with gzip, in bytes. */
export async function gzipSize(text: string): Promise<number> {
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream("gzip"));
  return (await new Response(stream).bytes()).length;
}

const folders: string[] = [];
addEventListener("unload", () => {
  for (const folder of folders) Deno.removeSync(folder, { recursive: true });
});

/** An app's folder, made of the given texts by path; it is gone when the tests have run. */
export async function makeFolder(files: Record<string, string>): Promise<string> {
  const root = await Deno.makeTempDir({ prefix: "fresh app " });
  folders.push(root);
  for (const [path, text] of Object.entries(files)) {
    const file = `${root}/${path}`;
    await Deno.mkdir(file.slice(0, file.lastIndexOf("/")), { recursive: true });
    await Deno.writeTextFile(file, text);
  }
  return root;
}

/** An app with one island, beside a deno.json that maps what the bundle imports. */
export async function smallApp(source: string): Promise<string> {
  const own = JSON.parse(await Deno.readTextFile(`${import.meta.dirname}/../../deno.json`));
  const { imports, compilerOptions, nodeModulesDir } = own;
  return await makeFolder({
    "deno.json": JSON.stringify({ imports, compilerOptions, nodeModulesDir }),
    "islands/One.tsx": source,
  });
}

/** The names in a folder, in order. */
export function namesIn(folder: string): string[] {
  return [...Deno.readDirSync(folder)].map(({ name }) => name).toSorted();
}

/** Asks an app for a path, in this process. */
export function ask<State>(app: App<State>, path: string, init?: RequestInit): Promise<Response> {
  return app.handler()(new Request(`http://localhost${path}`, init));
}

/** An app with file routes, made of the given texts by path; `pattern` as for `fsRoutes()`. */
export async function startFolder(files: Record<string, string>, pattern?: string) {
  const app = new App().fsRoutes(pattern);
  app._files = Promise.resolve(await loadFiles(await makeFolder(files)));
  const handler = app.handler();
  return (path: string, init?: RequestInit) =>
    handler(new Request(`http://localhost${path}`, init));
}

/** What is written to `console[level]` while `run` runs. */
export async function capture(
  level: "error" | "warn",
  run: () => Promise<unknown>,
): Promise<string[]> {
  const lines: string[] = [];
  const write = console[level];
  console[level] = (...args: unknown[]) => void lines.push(args.map(String).join(" "));
  try {
    await run();
  } finally {
    console[level] = write;
  }
  return lines;
}
