import assert from "node:assert/strict";
import { finish, within } from "../../../lib/store/queries/steps.ts";
import { WorkerLink } from "../../../lib/store/worker_link.ts";

function* counting(upTo: number): Generator<void, number, boolean> {
  for (let count = 1; count <= upTo; count++) if (yield) return count;
  return Infinity;
}

Deno.test("work in steps is done to its end, or ends early once its time is over", () => {
  assert.equal(finish(within(counting(5), 60_000)), Infinity);
  assert.equal(finish(within(counting(5), 0)), 1, "the step that is under way is done");
});

Deno.test("between two steps of a long call other calls are answered", async () => {
  const url = new URL("../stepping_worker.ts", import.meta.url);
  const link = new WorkerLink(() => new Worker(url, { type: "module" }), null);
  await link.open();
  const order: string[] = [];
  const note = (name: string) => (value: unknown) => void order.push(`${name} ${value}`);
  const long = link.call("count", 40).then(note("long"));
  const other = link.call("count", 1).then(note("other"));
  await link.call("short", 0).then(note("short"));
  await Promise.all([long, other]);
  assert.deepEqual(order.toSorted(), ["long 40", "other 1", "short 0"]);
  assert.equal(order.at(-1), "long 40");
  await assert.rejects(link.call("count", -1), /no such number/);
  assert.equal(await link.call("count", 0), 0, "and it goes on");
  await link.close();
});
