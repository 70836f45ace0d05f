import assert from "node:assert/strict";
import { StoreError } from "../../lib/store/problem.ts";
import { WorkerLink } from "../../lib/store/worker_link.ts";

const spawn = () =>
  new Worker(new URL("./crashing_worker.ts", import.meta.url), { type: "module" });

Deno.test("calls are answered in their order", async () => {
  const link = new WorkerLink(spawn, null);
  await link.open();
  assert.deepEqual(await Promise.all([link.call("a", 0), link.call("b", 0)]), [2, 3]);
  await link.close();
});

Deno.test("the first call starts the worker", async () => {
  const link = new WorkerLink(spawn, null);
  assert.equal(await link.call("a", 0), 2);
  await link.close();
});

Deno.test("a worker that dies fails the calls under way, and the next call starts a new one", async () => {
  const link = new WorkerLink(spawn, null);
  await link.call("a", 0);
  const calls = [link.call("crash", 0), link.call("a", 0)];
  for (const call of calls) {
    await assert.rejects(
      call,
      (error) => error instanceof StoreError && /worker stopped.*out of luck/.test(error.message),
    );
  }
  assert.equal(await link.call("a", 0), 2);
  await link.close();
});

Deno.test("when a worker cannot open, the call that started it fails with the reason", async () => {
  const link = new WorkerLink(spawn, "refuse");
  await assert.rejects(link.open(), /not here/);
  await assert.rejects(link.call("a", 0), /not here/);
  await link.close();
});
