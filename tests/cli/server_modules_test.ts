import assert from "node:assert/strict";
import { APPLICATION, LOADED_BY_PATH } from "../../lib/cli/server_modules.ts";
import { listFiles } from "../../lib/fresh/files.ts";

Deno.test("every worker of the server is among what is loaded by path", async () => {
  const lib = decodeURIComponent(new URL("lib", APPLICATION).pathname);
  const workers = (await listFiles(lib)).filter((file) => file.endsWith("_worker.ts"))
    .map((file) => `lib/${file}`);
  assert.ok(workers.length > 0);
  assert.deepEqual(workers.filter((file) => !LOADED_BY_PATH.includes(file)), []);
});
