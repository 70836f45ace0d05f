import assert from "node:assert/strict";

Deno.test("callUpstream() ends a stream's call even after a garbage collection", async () => {
  const script = new URL("./abort_after_gc.ts", import.meta.url).pathname;
  const { stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: [
      "run",
      "--quiet",
      "--no-check",
      "--allow-net=127.0.0.1",
      "--v8-flags=--expose-gc",
      script,
    ],
  }).output();
  assert.equal(new TextDecoder().decode(stdout), "told\n", new TextDecoder().decode(stderr));
});
