import assert from "node:assert/strict";
import { PassThrough } from "node:stream";
import fc from "fast-check";
import { ChunkQueue } from "../../lib/gateway/chunk_queue.ts";

const bytes = (text: string) => new TextEncoder().encode(text);
const text = (chunk: Uint8Array | null) => chunk === null ? null : new TextDecoder().decode(chunk);

function given(isComplete = () => true) {
  const source = new PassThrough({ highWaterMark: 1_000_000_000 });
  return { source, queue: new ChunkQueue(source, isComplete) };
}

/** Lets the stream's own events happen. */
const settled = () => new Promise((resolve) => setTimeout(resolve, 0));

Deno.test("chunks that came since the last read are given in one piece", async () => {
  const { source, queue } = given();
  source.write(bytes("a"));
  source.write(bytes("b"));
  await settled();
  assert.equal(text(await queue.next()), "ab");
  source.write(bytes("c"));
  assert.equal(text(await queue.next()), "c");
});

Deno.test("a read that comes before its chunk waits for it", async () => {
  const { source, queue } = given();
  const read = queue.next();
  source.write(bytes("late"));
  assert.equal(text(await read), "late");
});

Deno.test("the end is null, again and again", async () => {
  const { source, queue } = given();
  source.end(bytes("last"));
  assert.equal(text(await queue.next()), "last");
  assert.equal(await queue.next(), null);
  assert.equal(await queue.next(), null);
});

Deno.test("what came before the source broke is given, then the error", async () => {
  const { source, queue } = given();
  source.write(bytes("half"));
  await settled();
  source.destroy(new Error("reset"));
  await settled();
  assert.equal(text(await queue.next()), "half");
  await assert.rejects(queue.next(), /reset/);
});

Deno.test("a read that waits is told when the source breaks or closes", async () => {
  for (const error of [new Error("reset"), undefined]) {
    const { source, queue } = given();
    const read = queue.next();
    source.destroy(error);
    await assert.rejects(read, error ? /reset/ : /broke in the middle/);
  }
});

Deno.test("an end before all has come is an error, never a clean end", async () => {
  const { source, queue } = given(() => false);
  source.end(bytes("half"));
  assert.equal(text(await queue.next()), "half");
  await assert.rejects(queue.next(), /broke in the middle/);
});

Deno.test("a source is paused while nobody reads, and goes on with the next read", async () => {
  const { source, queue } = given();
  source.write(new Uint8Array(300_000));
  await settled();
  assert.equal(source.isPaused(), true);
  source.write(bytes("more"));
  assert.equal((await queue.next())?.length, 300_000);
  assert.equal(source.isPaused(), false);
  assert.equal(text(await queue.next()), "more");
});

Deno.test("however the bytes come and are read, they are the same bytes", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.uint8Array({ minLength: 1 })),
      fc.boolean(),
      async (sent, early) => {
        const { source, queue } = given();
        const got: number[] = [];
        const read = async () => {
          for (let chunk = await queue.next(); chunk !== null; chunk = await queue.next()) {
            got.push(...chunk);
          }
        };
        const reading = early ? read() : null;
        for (const chunk of sent) source.write(chunk);
        source.end();
        await (reading ?? read());
        assert.deepEqual(got, sent.flatMap((chunk) => [...chunk]));
      },
    ),
    { numRuns: 50 },
  );
});
