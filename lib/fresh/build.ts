import { dirname, relative, resolve } from "node:path";
import { hashOf } from "./assets.ts";
import { listIslands } from "./files.ts";

/** Where to build; by default the app in the current folder. */
export interface BuildOptions {
  root?: string;
  outDir?: string;
}

/** What a bundle was made from. */
interface Manifest {
  deno: string;
  islands: string[];
  /** Hash by path from the app's folder, for every local module of the bundle. */
  inputs: Record<string, string>;
}

/**
 * Makes the client bundle when it is missing or older than its inputs. `built` tells whether a
 * current bundle is in place, `reason` why not. Needs the permission to run Deno; never throws, so
 * that a server starts without a bundler too.
 */
export async function buildIslands(
  options: BuildOptions = {},
): Promise<{ built: boolean; reason?: string }> {
  try {
    const root = resolve(options.root ?? ".");
    const outDir = resolve(options.outDir ?? `${root}/_fresh`);
    const islands = await listIslands(root);
    if (islands.length === 0) return { built: false, reason: "There are no islands." };
    const names = islands.map(({ name }) => name);
    const current = await isCurrent(root, `${outDir}/manifest.json`, names);
    if (current && await exists(`${outDir}/client.js`)) return { built: true };
    await Deno.mkdir(outDir, { recursive: true });
    await remove(`${outDir}/manifest.json`);
    const config = await findConfig(root);
    const entry = `${outDir}/entry.js`;
    await Deno.writeTextFile(entry, entrySource(islands));
    const draft = `${outDir}/client.${Deno.pid}.js`;
    const bundle = ["bundle", "--platform", "browser", "--minify", "--output", draft];
    await run(root, [...bundle, ...config.flags, entry]);
    const inputs = await hashInputs(root, [
      config.file,
      ...await localModules(root, entry, config.flags),
    ]);
    await Deno.rename(draft, `${outDir}/client.js`);
    const manifest: Manifest = { deno: Deno.version.deno, islands: names, inputs };
    await Deno.writeTextFile(`${outDir}/manifest.json`, JSON.stringify(manifest, null, 2));
    return { built: true };
  } catch (error) {
    return { built: false, reason: error instanceof Error ? error.message : String(error) };
  }
}

function entrySource(islands: { name: string; url: string }[]): string {
  const imports = islands.map(({ url }, i) => `import * as m${i} from ${JSON.stringify(url)};`);
  const names = islands.map(({ name }, i) => `[${JSON.stringify(name)}, m${i}]`);
  return `import { boot } from ${JSON.stringify(import.meta.resolve("./client.ts"))};
${imports.join("\n")}
const islands = {};
for (const [file, module] of [${names.join(", ")}]) {
  for (const [name, value] of Object.entries(module)) islands[file + ":" + name] = value;
}
boot(islands);
`;
}

async function isCurrent(root: string, file: string, islands: string[]): Promise<boolean> {
  try {
    const manifest: Manifest = JSON.parse(await Deno.readTextFile(file));
    const now = await hashInputs(root, Object.keys(manifest.inputs));
    return manifest.deno === Deno.version.deno &&
      JSON.stringify([manifest.islands, manifest.inputs]) === JSON.stringify([islands, now]);
  } catch {
    return false;
  }
}

async function hashInputs(root: string, files: string[]): Promise<Record<string, string>> {
  const hash = async (file: string) => {
    const path = resolve(root, file);
    return [relative(root, path), await hashOf(await Deno.readFile(path))] as const;
  };
  return Object.fromEntries(await Promise.all(files.map(hash)));
}

/** The files of this app that the bundle holds; packages are pinned by the configuration. */
async function localModules(root: string, entry: string, flags: string[]): Promise<string[]> {
  const graph: { modules: { local?: string; kind?: string }[] } = JSON.parse(
    await run(root, ["info", "--json", ...flags, entry]),
  );
  const files = graph.modules.filter(({ kind }) => kind === "esm").map(({ local }) => local);
  return files.filter((file) => file !== undefined && file !== entry).toSorted() as string[];
}

/** The next deno.json upwards; its lock file holds for the bundle too when it is there. */
async function findConfig(root: string): Promise<{ file: string; flags: string[] }> {
  for (let folder = root;; folder = dirname(folder)) {
    const file = `${folder}/deno.json`;
    if (await exists(file)) {
      const lock = await exists(`${folder}/deno.lock`) ? [] : ["--no-lock"];
      return { file, flags: ["--config", file, ...lock] };
    }
    if (folder === dirname(folder)) throw new Error(`Add a deno.json to ${root} or above it.`);
  }
}

async function run(cwd: string, args: string[]): Promise<string> {
  const options = { args, cwd, stdin: "null", env: { NO_COLOR: "1" } } as const;
  const { success, stdout, stderr } = await new Deno.Command(Deno.execPath(), options).output();
  if (success) return new TextDecoder().decode(stdout);
  const told = new TextDecoder().decode(stderr).trim().split("\n").slice(-5).join("\n");
  throw new Error(`deno ${args[0]} failed: ${told}`);
}

async function exists(file: string): Promise<boolean> {
  try {
    await Deno.stat(file);
    return true;
  } catch {
    return false;
  }
}

async function remove(file: string): Promise<void> {
  if (await exists(file)) await Deno.remove(file);
}
