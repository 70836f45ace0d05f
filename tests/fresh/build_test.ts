import { deepEqual, equal, match } from "node:assert/strict";
import { relative } from "node:path";
import { Builder } from "fresh/dev";
import { type Bundle, loadAssets } from "../../lib/fresh/assets.ts";
import { buildIslands } from "../../lib/fresh/build.ts";
import { ask, gzipSize, makeFolder, namesIn, readBundle, SAMPLE, smallApp } from "./harness.ts";
import { createApp } from "./sample/main.ts";

/** All code of a folder's bundle. */
async function codeOf(outDir: string): Promise<string> {
  return Object.values((await readBundle(outDir)).files).join("\n");
}

/** Puts a mark into a bundle that shows whether it was made again. */
async function mark(outDir: string, change: Partial<Bundle> = {}): Promise<void> {
  const { files, ...others } = await readBundle(outDir);
  const marked = { ...others, files: { ...files, "client.js": "marked" }, ...change };
  await Deno.writeTextFile(`${outDir}/bundle.json`, JSON.stringify(marked));
}

Deno.test("the bundle is made once, and small: Preact, signals and devalue in 13.5 KB", async () => {
  const outDir = await makeFolder({});
  deepEqual(await buildIslands({ root: SAMPLE, outDir }), { built: true });
  const { files, islands } = await readBundle(outDir);
  const base = ["client.js", ...islands["routes/(_islands)/Beside.tsx"] ?? []];
  const sizes = await Promise.all(base.map((name) => gzipSize(files[name] ?? "")));
  const size = sizes.reduce((sum, one) => sum + one);
  equal(size > 5_000 && size < 13_500, true, `${base} ${sizes} bytes gzipped`);
  const { mtime } = await Deno.stat(`${outDir}/bundle.json`);
  deepEqual(await buildIslands({ root: SAMPLE, outDir }), { built: true });
  deepEqual((await Deno.stat(`${outDir}/bundle.json`)).mtime, mtime);
  deepEqual(namesIn(outDir), ["build.lock", "bundle.json"]);
});

Deno.test("each island has a file of its own, and names all files that it loads", async () => {
  const root = await smallApp(
    'import { word } from "../word.ts"; export default () => <p>{word}one</p>;',
  );
  await Deno.writeTextFile(`${root}/word.ts`, 'export const word = "shared";');
  const odd = `${root}/islands/a [x] 'b' (c) é #%.tsx`;
  await Deno.writeTextFile(
    odd,
    'import { word } from "../word.ts"; export default () => <p>{word}odd</p>;',
  );
  await Deno.writeTextFile(`${root}/islands/Three.tsx`, "export default () => <p>three</p>;");
  deepEqual(await buildIslands({ root }), { built: true });
  const { files, islands } = await readBundle(`${root}/_fresh`);
  const words = (name: string) => {
    const code = (islands[name] ?? []).map((file) => files[file] ?? "no such file").join();
    return ["one", "odd", "three", "shared"].filter((word) => code.includes(`"${word}"`));
  };
  deepEqual(words("islands/One.tsx"), ["one", "shared"]);
  deepEqual(words("islands/a [x] 'b' (c) é #%.tsx"), ["odd", "shared"]);
  deepEqual(words("islands/Three.tsx"), ["three"]);
});

Deno.test("a changed, a new and a missing input make a new bundle", async () => {
  const root = await smallApp("export default () => <p>before</p>;");
  const bundle = () => codeOf(`${root}/_fresh`);
  deepEqual(await buildIslands({ root }), { built: true });
  match(await bundle(), /before/);
  await Deno.writeTextFile(`${root}/islands/One.tsx`, "export default () => <p>after</p>;");
  deepEqual(await buildIslands({ root }), { built: true });
  match(await bundle(), /after/);
  await Deno.writeTextFile(`${root}/islands/Two.tsx`, "export default () => <p>second</p>;");
  deepEqual(await buildIslands({ root }), { built: true });
  match(await bundle(), /second/);
  await Deno.remove(`${root}/islands/Two.tsx`);
  deepEqual(await buildIslands({ root }), { built: true });
  equal((await bundle()).includes("second"), false);
});

Deno.test("an island that cannot be bundled gives the reason with its place, and leaves no stale bundle", async () => {
  const table: Record<string, RegExp> = {
    "export default (": /^deno bundle failed: error: SyntaxError: .*One\.tsx:1:17$/s,
    'import "./gone.ts"; export const A = () => null;':
      /Module not found.*gone\.ts.*One\.tsx:1:8$/s,
    'import { gone } from "preact"; export const A = () => gone;':
      /No matching export.*"gone"\n +at .*One\.tsx:1:9$/s,
  };
  const root = await smallApp("export default () => <p>fine</p>;");
  for (const [source, told] of Object.entries(table)) {
    await Deno.writeTextFile(`${root}/islands/One.tsx`, "export default () => <p>fine</p>;");
    deepEqual(await buildIslands({ root }), { built: true });
    await Deno.writeTextFile(`${root}/islands/One.tsx`, source);
    const { built, reason } = await buildIslands({ root });
    equal(built, false);
    match(reason ?? "", told);
    deepEqual((await readBundle(`${root}/_fresh`)).files, {});
    deepEqual(namesIn(`${root}/_fresh`), ["build.lock", "bundle.json"]);
    const { client, assets } = await loadAssets(root, `${root}/_fresh`);
    deepEqual([client, assets.size], [null, 0]);
  }
});

Deno.test("an app without islands needs no bundle", async () => {
  const root = await makeFolder({});
  deepEqual(await buildIslands({ root }), { built: false, reason: "There are no islands." });
});

Deno.test("a bundle that was deleted is made again, one whose inputs were only touched is kept", async () => {
  const root = await smallApp("export default () => <p>one</p>;");
  await buildIslands({ root });
  await Deno.remove(`${root}/_fresh/bundle.json`);
  deepEqual(await buildIslands({ root }), { built: true });
  match(await codeOf(`${root}/_fresh`), /one/);
  await Deno.utime(`${root}/islands/One.tsx`, new Date(), new Date());
  await mark(`${root}/_fresh`);
  deepEqual(await buildIslands({ root }), { built: true });
  match(await codeOf(`${root}/_fresh`), /marked/);
});

Deno.test("a bundle that cannot be read, or of another Deno, is made again", async () => {
  const root = await smallApp("export default () => <p>one</p>;");
  const file = `${root}/_fresh/bundle.json`;
  await buildIslands({ root });
  const good = await Deno.readTextFile(file);
  for (const text of ["", "{", "null", "{}"]) {
    await Deno.writeTextFile(file, text);
    deepEqual(await buildIslands({ root }), { built: true }, text);
    equal(await Deno.readTextFile(file), good);
  }
  await mark(`${root}/_fresh`, { deno: "1.0.0" });
  deepEqual(await buildIslands({ root }), { built: true });
  equal(await Deno.readTextFile(file), good);
});

Deno.test("a changed deno.json makes a new bundle: it says which packages are in it", async () => {
  const root = await smallApp("export default () => <p>one</p>;");
  await buildIslands({ root });
  const config = JSON.parse(await Deno.readTextFile(`${root}/deno.json`));
  await Deno.writeTextFile(`${root}/deno.json`, JSON.stringify({ ...config, name: "new" }));
  await mark(`${root}/_fresh`);
  deepEqual(await buildIslands({ root }), { built: true });
  match(await codeOf(`${root}/_fresh`), /one/);
});

Deno.test("an island's own imports count as its source", async () => {
  const root = await smallApp(
    'import { word } from "../word.ts"; export default () => <p>{word}</p>;',
  );
  await Deno.writeTextFile(`${root}/word.ts`, 'export const word = "before";');
  deepEqual(await buildIslands({ root }), { built: true });
  await Deno.writeTextFile(`${root}/word.ts`, 'export const word = "after";');
  deepEqual(await buildIslands({ root }), { built: true });
  match(await codeOf(`${root}/_fresh`), /after/);
});

Deno.test("folders may be given relative to the current one", async () => {
  const root = relative(Deno.cwd(), await smallApp("export default () => <p>one</p>;"));
  deepEqual(await buildIslands({ root }), { built: true });
  match(await codeOf(`${root}/_fresh`), /one/);
});

Deno.test("an app without a deno.json is told to add one", async () => {
  const root = await makeFolder({ "islands/One.tsx": "export default () => null;" });
  const { built, reason } = await buildIslands({ root });
  equal(built, false);
  match(reason ?? "", /Add a deno\.json to .* or above it/);
});

Deno.test({
  name: "without the permission to run Deno nothing is thrown and the reason is told",
  permissions: { read: true, write: true, run: false, env: "inherit" },
  fn: async () => {
    const outDir = await makeFolder({});
    const { built, reason } = await buildIslands({ root: SAMPLE, outDir });
    equal(built, false);
    match(reason ?? "", /run access/);
  },
});

Deno.test("a Builder takes folders relative to the current one", async () => {
  const outDir = await makeFolder({});
  const root = relative(Deno.cwd(), SAMPLE);
  const apply = await new Builder({ root, outDir: relative(Deno.cwd(), outDir) }).build();
  const app = createApp();
  apply(app);
  const html = await (await ask(app, "/")).text();
  match(html, /Count 3.*<script type="module" src="\/_fresh\/js\/\w+\/client\.js"/s);
  equal(app.config.root, SAMPLE);
});
