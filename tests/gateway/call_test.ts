import assert from "node:assert/strict";

for (const client of ["http", "fetch", "length"]) {
  Deno.test(`callUpstream() ends a stream's call by ${client} even after a garbage collection`, async () => {
    const script = new URL("./abort_after_gc.ts", import.meta.url).pathname;
    const flags = ["--quiet", "--no-check", "--allow-net=127.0.0.1", "--v8-flags=--expose-gc"];
    const { stdout, stderr } = await new Deno.Command(Deno.execPath(), {
      args: ["run", ...flags, script, client],
    }).output();
    assert.equal(new TextDecoder().decode(stdout), "told\n", new TextDecoder().decode(stderr));
  });
}
