import { dirname, relative, resolve } from "node:path";
import { BUNDLE, type Bundle, hashOf } from "./assets.ts";
import { type Island, listFiles, listIslands } from "./files.ts";

/** What Deno says around an error. */
const CHATTER = /^.* is experimental .*\n|^error: bundling failed[^]*|^Stack backtrace:[^]*/gm;

/** What a build locks; it stays, since a lock on a file that is gone would hold nobody off. */
const LOCK = "build.lock";
/** How the folders begin in which bundles are made. */
const DRAFT = "draft-";

/** Where to build; by default the app in the current folder. */
export interface BuildOptions {
  root?: string;
  outDir?: string;
}

/**
 * Makes the client bundle when it is missing or older than its inputs. `built` tells whether a
 * current bundle is in place, `reason` why not. Needs the permission to run Deno; never throws, so
 * that a server starts without a bundler too.
 */
export async function buildIslands(
  options: BuildOptions = {},
): Promise<{ built: boolean; reason?: string }> {
  const root = resolve(options.root ?? ".");
  const outDir = resolve(options.outDir ?? `${root}/_fresh`);
  try {
    const islands = await listIslands(root);
    if (islands.length === 0) return { built: false, reason: "There are no islands." };
    if (!await isCurrent(root, outDir, islands)) await alone(outDir, () => rebuild(root, outDir));
    return { built: true };
  } catch (error) {
    return { built: false, reason: error instanceof Error ? error.message : String(error) };
  }
}

/**
 * Lets one build at a time work in a folder, also among processes: the lock ends with the process
 * that holds it. Where files cannot be locked, builds at the same time are each whole all the same.
 */
async function alone(outDir: string, work: () => Promise<void>): Promise<void> {
  await Deno.mkdir(outDir, { recursive: true });
  using file = await Deno.open(`${outDir}/${LOCK}`, { create: true, write: true });
  const isLocked = await file.lock(true).then(() => true, () => false);
  if (isLocked) await removeDrafts(outDir);
  await work();
}

/** What builds left behind that were ended from outside. */
async function removeDrafts(outDir: string): Promise<void> {
  for await (const { name } of Deno.readDir(outDir)) {
    if (name.startsWith(DRAFT)) await Deno.remove(`${outDir}/${name}`, { recursive: true });
  }
}

/** The bundle appears at once and whole, from a folder beside it. */
async function rebuild(root: string, outDir: string): Promise<void> {
  // Again: another process may have built while this one waited.
  const islands = await listIslands(root);
  if (await isCurrent(root, outDir, islands)) return;
  const draft = await Deno.makeTempDir({ dir: outDir, prefix: DRAFT });
  const put = async (bundle: Bundle) => {
    await Deno.writeTextFile(`${draft}/${BUNDLE}`, JSON.stringify(bundle));
    await Deno.rename(`${draft}/${BUNDLE}`, `${outDir}/${BUNDLE}`);
  };
  try {
    await put(await makeBundle(root, draft, islands));
  } catch (error) {
    // None is better than one of islands that are no longer the server's. The file stays, since
    // Deno does not watch for one that is missing.
    await put({ deno: "", islands: {}, inputs: {}, files: {} });
    throw error;
  } finally {
    await Deno.remove(draft, { recursive: true });
  }
}

async function makeBundle(root: string, draft: string, islands: Island[]): Promise<Bundle> {
  const config = await findConfig(root);
  const entry = `${draft}/client.js`;
  await Deno.writeTextFile(entry, entrySource(islands));
  // Before they are bundled: what changes meanwhile makes the bundle old, never the other way round.
  const modules = await localModules(root, entry, config.flags);
  const inputs = await hashInputs(root, [config.file, ...modules]);
  const bundle = ["bundle", "--platform", "browser", "--minify", "--code-splitting"];
  await run(root, [...bundle, "--outdir", `${draft}/js`, ...config.flags, entry]);
  const files: Record<string, string> = {};
  for (const name of (await listFiles(`${draft}/js`)).toSorted()) {
    files[name] = await Deno.readTextFile(`${draft}/js/${name}`);
  }
  return {
    deno: Deno.version.deno,
    islands: filesByIsland(islands, files),
    inputs,
    files,
  };
}

/** Imports at run time make the bundler split the islands' code. */
function entrySource(islands: Island[]): string {
  const loads = islands.map(({ name, url }) =>
    `${JSON.stringify(name)}: () => import(${JSON.stringify(url)}),`
  );
  return `import { boot } from ${JSON.stringify(import.meta.resolve("./client.ts"))};
boot({${loads.join("\n")}});
`;
}

/** By island: its own file, which the entry's code names in the same order, and all that it imports. */
function filesByIsland(islands: Island[], files: Record<string, string>): Bundle["islands"] {
  const own = [...(files["client.js"] ?? "").matchAll(/\(\)=>import\("\.\/([^"]+)"\)/g)];
  return Object.fromEntries(islands.map(({ name }, index) => {
    const found = new Set([own[index]?.[1] ?? "client.js", "client.js"]);
    for (const one of found) {
      const imports = files[one]?.matchAll(/\b(?:from|import)"\.\/([^"]+)"/g) ?? [];
      for (const [, file = ""] of imports) found.add(file);
    }
    return [name, [...found].filter((file) => file !== "client.js" && file in files)];
  }));
}

async function isCurrent(root: string, outDir: string, islands: Island[]): Promise<boolean> {
  try {
    const bundle: Bundle = JSON.parse(await Deno.readTextFile(`${outDir}/${BUNDLE}`));
    const now = await hashInputs(root, Object.keys(bundle.inputs));
    const names = islands.map(({ name }) => name);
    return bundle.deno === Deno.version.deno &&
      JSON.stringify([Object.keys(bundle.islands), bundle.inputs]) === JSON.stringify([names, now]);
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
  const told = new TextDecoder().decode(stderr).replace(CHATTER, "").trim();
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
