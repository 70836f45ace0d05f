import { deepEqual, equal, match } from "node:assert/strict";
import { relative } from "node:path";
import { Builder } from "fresh/dev";
import { buildIslands } from "../../lib/fresh/build.ts";
import { ask, makeFolder, SAMPLE } from "./harness.ts";
import { createApp } from "./sample/main.ts";

async function gzipSize(bytes: Uint8Array<ArrayBuffer>): Promise<number> {
  const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream("gzip"));
  return (await new Response(stream).bytes()).length;
}

/** An app with one island, beside a deno.json that maps what the bundle imports. */
async function smallApp(source: string): Promise<string> {
  const own = JSON.parse(await Deno.readTextFile(`${import.meta.dirname}/../../deno.json`));
  const { imports, compilerOptions, nodeModulesDir } = own;
  return await makeFolder({
    "deno.json": JSON.stringify({ imports, compilerOptions, nodeModulesDir }),
    "islands/One.tsx": source,
  });
}

Deno.test("the bundle is made once, and small: Preact, signals and devalue under 14 KB", async () => {
  const outDir = await makeFolder({});
  deepEqual(await buildIslands({ root: SAMPLE, outDir }), { built: true });
  const bytes = await Deno.readFile(`${outDir}/client.js`);
  const size = await gzipSize(bytes);
  equal(size < 14_000, true, `${size} bytes gzipped`);
  const { mtime } = await Deno.stat(`${outDir}/client.js`);
  deepEqual(await buildIslands({ root: SAMPLE, outDir }), { built: true });
  deepEqual((await Deno.stat(`${outDir}/client.js`)).mtime, mtime);
});

Deno.test("a changed, a new and a missing input make a new bundle", async () => {
  const root = await smallApp("export default () => <p>before</p>;");
  const bundle = () => Deno.readTextFile(`${root}/_fresh/client.js`);
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

Deno.test("an island that cannot be bundled gives the reason and leaves no stale bundle", async () => {
  const root = await smallApp("export default () => <p>fine</p>;");
  await buildIslands({ root });
  await Deno.writeTextFile(`${root}/islands/One.tsx`, "export default (");
  const { built, reason } = await buildIslands({ root });
  equal(built, false);
  match(reason ?? "", /One\.tsx/);
  const left = [...Deno.readDirSync(`${root}/_fresh`)].map(({ name }) => name);
  equal(left.includes("manifest.json"), false);
});

Deno.test("an app without islands needs no bundle", async () => {
  const root = await makeFolder({});
  deepEqual(await buildIslands({ root }), { built: false, reason: "There are no islands." });
});

Deno.test("a bundle that was deleted is made again, one that was only touched is kept", async () => {
  const root = await smallApp("export default () => <p>one</p>;");
  const file = `${root}/_fresh/client.js`;
  await buildIslands({ root });
  await Deno.remove(file);
  deepEqual(await buildIslands({ root }), { built: true });
  match(await Deno.readTextFile(file), /one/);
  await Deno.utime(`${root}/islands/One.tsx`, new Date(), new Date());
  await Deno.writeTextFile(file, "kept");
  deepEqual(await buildIslands({ root }), { built: true });
  equal(await Deno.readTextFile(file), "kept");
});

Deno.test("a manifest that cannot be read, or of another Deno, makes a new bundle", async () => {
  const root = await smallApp("export default () => <p>one</p>;");
  const manifest = `${root}/_fresh/manifest.json`;
  await buildIslands({ root });
  const good = await Deno.readTextFile(manifest);
  const other = JSON.stringify({ ...JSON.parse(good), deno: "1.0.0" });
  for (const text of ["", "{", "null", "{}", other]) {
    await Deno.writeTextFile(manifest, text);
    await Deno.writeTextFile(`${root}/_fresh/client.js`, "old");
    deepEqual(await buildIslands({ root }), { built: true }, text);
    equal((await Deno.readTextFile(`${root}/_fresh/client.js`)).includes("one"), true, text);
    equal(await Deno.readTextFile(manifest), good);
  }
});

Deno.test("a changed deno.json makes a new bundle: it says which packages are in it", async () => {
  const root = await smallApp("export default () => <p>one</p>;");
  await buildIslands({ root });
  const config = JSON.parse(await Deno.readTextFile(`${root}/deno.json`));
  await Deno.writeTextFile(`${root}/deno.json`, JSON.stringify({ ...config, name: "new" }));
  await Deno.writeTextFile(`${root}/_fresh/client.js`, "old");
  deepEqual(await buildIslands({ root }), { built: true });
  match(await Deno.readTextFile(`${root}/_fresh/client.js`), /one/);
});

Deno.test("an island's own imports count as its source", async () => {
  const root = await smallApp(
    'import { word } from "../word.ts"; export default () => <p>{word}</p>;',
  );
  await Deno.writeTextFile(`${root}/word.ts`, 'export const word = "before";');
  deepEqual(await buildIslands({ root }), { built: true });
  await Deno.writeTextFile(`${root}/word.ts`, 'export const word = "after";');
  deepEqual(await buildIslands({ root }), { built: true });
  match(await Deno.readTextFile(`${root}/_fresh/client.js`), /after/);
});

Deno.test("folders may be given relative to the current one", async () => {
  const root = relative(Deno.cwd(), await smallApp("export default () => <p>one</p>;"));
  deepEqual(await buildIslands({ root }), { built: true });
  match(await Deno.readTextFile(`${root}/_fresh/client.js`), /one/);
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
  match(html, /Count 3.*<script type="module" src="\/_fresh\/client\.js\?/s);
  equal(app.config.root, SAMPLE);
});
