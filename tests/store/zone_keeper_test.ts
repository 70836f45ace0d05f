import assert from "node:assert/strict";
import { localOffsets, ZoneKeeper } from "../../lib/store/zone_keeper.ts";

const MINUTE = 60_000;

Deno.test("a zone is made step by step, looked after every quarter of an hour, and one that fails is left", async () => {
  const calls: number[] = [];
  const keeper = new ZoneKeeper((offset) => {
    calls.push(offset);
    if (offset === 1) return Promise.reject(new Error("closed"));
    return Promise.resolve(calls.length >= 3);
  });
  await Promise.all([keeper.want(60, 0), keeper.want(60, 14 * MINUTE)]);
  assert.deepEqual(calls, [60, 60, 60]);
  await keeper.want(1, 0);
  await keeper.want(1, MINUTE);
  assert.deepEqual(calls, [60, 60, 60, 1]);
  await keeper.want(60, 15 * MINUTE);
  assert.deepEqual(calls, [60, 60, 60, 1, 60]);
});

Deno.test("the machine's offsets are minutes east of UTC, the one of today among them", () => {
  const offsets = localOffsets(new Date().getFullYear());
  assert.ok(offsets.includes(-new Date().getTimezoneOffset()));
  assert.ok(offsets.length <= 3 && offsets.every((offset) => Math.abs(offset) <= 14 * 60));
});
