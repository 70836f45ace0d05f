import { deepEqual, equal, match } from "node:assert/strict";
import { buildIslands } from "../../lib/fresh/build.ts";
import { SAMPLE } from "./harness.ts";

async function gzipSize(bytes: Uint8Array<ArrayBuffer>): Promise<number> {
  const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream("gzip"));
  return (await new Response(stream).bytes()).length;
}

/** An app with one island, beside a deno.json that maps what the bundle imports. */
async function smallApp(source: string): Promise<string> {
  const root = await Deno.makeTempDir({ prefix: "small app " });
  await Deno.mkdir(`${root}/islands`);
  const own = JSON.parse(await Deno.readTextFile(`${import.meta.dirname}/../../deno.json`));
  const { imports, compilerOptions, nodeModulesDir } = own;
  await Deno.writeTextFile(
    `${root}/deno.json`,
    JSON.stringify({ imports, compilerOptions, nodeModulesDir }),
  );
  await Deno.writeTextFile(`${root}/islands/One.tsx`, source);
  return root;
}

Deno.test("the bundle is made once, and small: Preact, signals and devalue under 14 KB", async () => {
  const outDir = await Deno.makeTempDir();
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
  const root = await Deno.makeTempDir();
  deepEqual(await buildIslands({ root }), { built: false, reason: "There are no islands." });
});
