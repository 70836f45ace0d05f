import { deepEqual, equal, match } from "node:assert/strict";
import type { Bundle } from "../../lib/fresh/assets.ts";
import { buildIslands } from "../../lib/fresh/build.ts";
import { makeFolder, namesIn, readBundle, smallApp } from "./harness.ts";

const ROOT = new URL("../../", import.meta.url);
const BUILD = new URL("lib/fresh/build.ts", ROOT).href;

/** Builds in a process of its own, as a launcher does; gives what `buildIslands()` gave. */
function buildElsewhere(root: string): { child: Deno.ChildProcess; told: Promise<unknown> } {
  const code = `import { buildIslands } from ${JSON.stringify(BUILD)};
    console.log(JSON.stringify(await buildIslands({ root: ${JSON.stringify(root)} })));`;
  const args = ["eval", "--quiet", "--config", new URL("deno.json", ROOT).pathname, code];
  const options = { args, stdout: "piped", stderr: "piped", stdin: "null" } as const;
  const child = new Deno.Command(Deno.execPath(), options).spawn();
  const told = child.output().then(({ stdout, stderr }) => {
    const text = new TextDecoder().decode(stdout);
    return text === "" ? new TextDecoder().decode(stderr) : JSON.parse(text);
  });
  return { child, told };
}

/** Notes the drafts that are begun in a folder until it is closed; `first` waits for one. */
function watchDrafts(folder: string) {
  Deno.mkdirSync(folder, { recursive: true });
  const seen = new Set<string>();
  const begun = Promise.withResolvers<void>();
  const watcher = Deno.watchFs(folder);
  const ended = (async () => {
    for await (const { paths } of watcher) {
      for (const path of paths) {
        const draft = /draft-[^/\\]*/.exec(path)?.[0];
        if (draft === undefined) continue;
        seen.add(draft);
        begun.resolve();
      }
    }
  })();
  const close = async () => {
    watcher.close();
    await ended;
    return [...seen];
  };
  return { first: begun.promise, close };
}

Deno.test("processes that start at the same time build once, and a reader meets only whole bundles", async () => {
  const root = await smallApp("export default () => <p>together</p>;");
  const drafts = watchDrafts(`${root}/_fresh`);
  let isBuilding = true;
  const read = (async () => {
    const kinds = new Set<string>();
    while (isBuilding) {
      const text = await Deno.readTextFile(`${root}/_fresh/bundle.json`).catch(() => null);
      const bundle: Bundle | null = text === null ? null : JSON.parse(text);
      kinds.add(bundle === null ? "none" : Object.keys(bundle.islands).join());
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    return kinds;
  })();
  const told = await Promise.all([1, 2, 3].map(() => buildElsewhere(root).told));
  isBuilding = false;
  deepEqual(told, [{ built: true }, { built: true }, { built: true }]);
  deepEqual([...await read].toSorted(), ["islands/One.tsx", "none"]);
  equal((await drafts.close()).length, 1);
  deepEqual(namesIn(`${root}/_fresh`), ["build.lock", "bundle.json"]);
});

Deno.test("an old bundle is there until the new one takes its place", async () => {
  const root = await smallApp("export default () => <p>before</p>;");
  await buildIslands({ root });
  await Deno.writeTextFile(`${root}/islands/One.tsx`, "export default () => <p>after</p>;");
  const words = new Set<string>();
  let isBuilding = true;
  const read = (async () => {
    while (isBuilding) {
      const { files } = await readBundle(`${root}/_fresh`);
      words.add(/before|after/.exec(JSON.stringify(files))?.[0] ?? "neither");
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
  })();
  deepEqual(await Promise.all([buildIslands({ root }), buildIslands({ root })]), [
    { built: true },
    { built: true },
  ]);
  isBuilding = false;
  await read;
  deepEqual([...words][0], "before");
  match(JSON.stringify((await readBundle(`${root}/_fresh`)).files), /after/);
});

Deno.test("a build that fails takes nothing away from one that began after it", async () => {
  const root = await smallApp('import { gone } from "preact"; export const A = () => gone;');
  const drafts = watchDrafts(`${root}/_fresh`);
  const failing = buildIslands({ root });
  await drafts.first;
  await drafts.close();
  await Deno.writeTextFile(`${root}/islands/One.tsx`, "export default () => <p>mended</p>;");
  const [, second] = await Promise.all([failing, buildIslands({ root })]);
  deepEqual(second, { built: true });
  match(JSON.stringify((await readBundle(`${root}/_fresh`)).files), /mended/);
});

Deno.test("a build that was killed holds nobody off, and the next one clears what it left", async () => {
  const root = await smallApp("export default () => <p>one</p>;");
  const drafts = watchDrafts(`${root}/_fresh`);
  const { child, told } = buildElsewhere(root);
  await drafts.first;
  await drafts.close();
  child.kill("SIGKILL");
  await told;
  equal(namesIn(`${root}/_fresh`).some((name) => name.startsWith("draft-")), true);
  deepEqual(await buildIslands({ root }), { built: true });
  deepEqual(namesIn(`${root}/_fresh`), ["build.lock", "bundle.json"]);
});

Deno.test("what else lies in the folder of the bundle stays", async () => {
  const root = await smallApp("export default () => <p>one</p>;");
  const outDir = await makeFolder({ "notes.txt": "mine", "draft-old/client.js": "left behind" });
  deepEqual(await buildIslands({ root, outDir }), { built: true });
  deepEqual(namesIn(outDir), ["build.lock", "bundle.json", "notes.txt"]);
});
