import assert from "node:assert/strict";
import { resolve } from "node:path";
import { APPLICATION, LOADED_BY_PATH } from "../../lib/cli/server_modules.ts";
import { listFiles } from "../../lib/fresh/files.ts";

/** How a worker's module is named: beside the module that starts it. */
const WORKER = /new Worker\(new URL\("([^"]+)", import\.meta\.url\)/g;

Deno.test("every worker of the server is among what is loaded by path, and all of that is there", async () => {
  const lib = decodeURIComponent(new URL("lib", APPLICATION).pathname);
  const workers: string[] = [];
  for (const file of (await listFiles(lib)).filter((file) => file.endsWith(".ts"))) {
    for (const [, name = ""] of (await Deno.readTextFile(`${lib}/${file}`)).matchAll(WORKER)) {
      workers.push(resolve("/lib", file, "..", name).slice(1));
    }
  }
  const byPath = LOADED_BY_PATH.filter((path) => path.endsWith(".ts"));
  assert.deepEqual(workers.toSorted(), byPath.toSorted());
  for (const path of LOADED_BY_PATH) await Deno.stat(new URL(path, APPLICATION));
});
