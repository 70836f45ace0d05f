import assert from "node:assert/strict";
import fc from "fast-check";
import { chunksOf } from "../../../lib/ui/playground/ask.ts";

function streamOf(parts: readonly Uint8Array[], onCancel = () => {}): ReadableStream<Uint8Array> {
  const left = [...parts];
  return new ReadableStream({
    pull(controller) {
      const part = left.shift();
      if (part) controller.enqueue(part);
      else controller.close();
    },
    cancel: onCancel,
  });
}

const CHUNKS = ["grüß", "☃ 🙂", ""].map((content) => ({ choices: [{ delta: { content } }] }));
const TEXT = ": waiting\n\n" +
  CHUNKS.map((chunk) => `event: x\ndata: ${JSON.stringify(chunk)}\r\n\n`).join("") +
  "data: [DONE]\n\ndata: {broken";

async function read(parts: readonly Uint8Array[]) {
  const chunks: unknown[] = [];
  for await (const chunk of chunksOf(streamOf(parts))) chunks.push(chunk);
  return chunks;
}

Deno.test("chunks come out whole wherever the stream is cut, and nothing after [DONE] counts", async () => {
  const bytes = new TextEncoder().encode(TEXT);
  await fc.assert(fc.asyncProperty(fc.array(fc.nat({ max: bytes.length })), async (cuts) => {
    const at = [0, ...cuts.toSorted((a, b) => a - b), bytes.length];
    const parts = at.slice(1).map((end, place) => bytes.slice(at[place], end))
      .filter(({ length }) => length > 0);
    assert.deepEqual(await read(parts), CHUNKS);
  }));
});

Deno.test("who stops reading ends the stream", async () => {
  let cancelled = false;
  const bytes = new TextEncoder().encode('data: {"a":1}\n\n');
  for await (const _ of chunksOf(streamOf([bytes, bytes], () => cancelled = true))) break;
  assert.equal(cancelled, true);
});

Deno.test("a stream without an end gives what it has", async () => {
  assert.deepEqual(await read([new TextEncoder().encode('data: {"a":1}\n\ndata: {"b"')]), [{
    a: 1,
  }]);
});
