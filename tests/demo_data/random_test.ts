import assert from "node:assert/strict";
import fc from "fast-check";
import { Heap } from "../../lib/demo_data/heap.ts";
import { Random } from "../../lib/demo_data/random.ts";

const drawn = (random: Random, count: number) => Array.from({ length: count }, () => random.next());

Deno.test("a seed gives the same numbers for ever", () => {
  const random = new Random(1);
  assert.deepEqual([random.bits(), random.bits(), random.bits()], [
    573063952,
    3268221502,
    703077755,
  ]);
});

Deno.test("another seed, and another stream of it, give other numbers", () => {
  const first = drawn(new Random(1), 4);
  assert.deepEqual(drawn(new Random(1), 4), first);
  for (const other of [new Random(2), new Random(1, 1)]) {
    assert.notDeepEqual(drawn(other, 4), first);
  }
});

Deno.test("numbers are spread evenly, whole ones over both of their bounds", () => {
  const random = new Random(7);
  const mean = drawn(random, 20_000).reduce((sum, number) => sum + number, 0) / 20_000;
  assert.ok(Math.abs(mean - 0.5) < 0.01, String(mean));
  const seen = new Set(Array.from({ length: 300 }, () => random.int(3, 6)));
  assert.deepEqual([...seen].sort(), [3, 4, 5, 6]);
});

Deno.test("weighted() chooses by weight and never what weighs nothing", () => {
  const random = new Random(3);
  const counts = new Map<number, number>();
  for (let round = 0; round < 8000; round++) {
    const weight = random.weighted([0, 1, 3], (item) => item);
    counts.set(weight, (counts.get(weight) ?? 0) + 1);
  }
  assert.equal(counts.get(0), undefined);
  assert.ok(Math.abs((counts.get(3) ?? 0) / 8000 - 0.75) < 0.02);
});

Deno.test("logNormal() has half of its values below the median", () => {
  const random = new Random(5);
  const values = Array.from({ length: 8000 }, () => random.logNormal(40, 0.8));
  const below = values.filter((value) => value < 40).length / values.length;
  assert.ok(Math.abs(below - 0.5) < 0.03, String(below));
  assert.ok(values.every((value) => value > 0 && Number.isFinite(value)));
});

Deno.test("nothing can be picked from nothing", () => {
  assert.throws(() => new Random(1).pick([]), RangeError);
  assert.throws(() => new Random(1).weighted([1, 2], () => 0), RangeError);
});

Deno.test("uuid() is a UUID of version 4, and each is another one", () => {
  const random = new Random(1);
  const ids = Array.from({ length: 1000 }, () => random.uuid());
  for (const id of ids) {
    assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  }
  assert.equal(new Set(ids).size, ids.length);
});

Deno.test("a heap gives back the least first, whatever went in and out between", () => {
  fc.assert(
    fc.property(fc.array(fc.option(fc.integer({ min: -50, max: 50 }))), (steps) => {
      const heap = new Heap<number>();
      let model: number[] = [];
      for (const step of steps) {
        if (step !== null) {
          heap.push(step, step);
          model = [...model, step].sort((a, b) => a - b);
        } else assert.equal(heap.pop(), model.shift());
        assert.equal(heap.size, model.length);
        assert.equal(heap.least, model[0] ?? Infinity);
      }
    }),
  );
});
