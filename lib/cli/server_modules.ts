import { listFiles } from "../fresh/files.ts";

/** The folder of `deno.json`. */
export const APPLICATION = new URL("../../", import.meta.url);

/** The server's main module. */
export const SERVER = new URL("main.ts", APPLICATION);

/** Folders and files that are loaded by their path at run time, so that Deno does not find them by itself. */
export const LOADED_BY_PATH = [
  "routes",
  "islands",
  "lib/store/writer_worker.ts",
  "lib/store/reader_worker.ts",
  "lib/store/checkpoint_worker.ts",
  "lib/store/payload/scrub_worker.ts",
  "lib/conversation/worker.ts",
];

/**
 * Downloads the packages that the server imports and this machine lacks. The server runs with
 * `--cached-only`: so no import of its own can reach a registry.
 */
export async function fetchModules(): Promise<void> {
  const root = decodeURIComponent(APPLICATION.pathname);
  const found = await Promise.all(LOADED_BY_PATH.map(async (path) => {
    if (path.endsWith(".ts")) return [path];
    return (await listFiles(`${root}${path}`)).map((file) => `${path}/${file}`);
  }));
  // What is missing afterwards is named by Deno here, and again when the server does not find it.
  const modules = found.flat().filter((path) => /\.tsx?$/.test(path));
  await new Deno.Command(Deno.execPath(), {
    args: ["cache", SERVER.href, ...modules.map((path) => APPLICATION.href + path)],
    stdin: "null",
  }).spawn().status;
}
