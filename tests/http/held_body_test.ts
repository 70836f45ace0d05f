import assert from "node:assert/strict";
import { HeldBody } from "../../lib/http/held_body.ts";
import { listen } from "../../lib/http/server.ts";

const bytes = (text: string) => new TextEncoder().encode(text);
const text = (parts: Uint8Array[]) => parts.map((part) => new TextDecoder().decode(part)).join("");

/** Reads until so many bytes have come, or the end. */
async function read(reader: ReadableStreamDefaultReader<Uint8Array>, count: number) {
  const parts: Uint8Array[] = [];
  for (let got = 0; got < count;) {
    const { value, done } = await reader.read();
    if (done) break;
    parts.push(value);
    got += value.length;
  }
  return text(parts);
}

const WAYS: readonly (readonly [how: string, wrap: (response: Response) => Response])[] = [
  ["as it is", (response) => response],
  ["in a response of its own", ({ body, headers }) => new Response(body, { headers })],
];

for (const [how, wrap] of WAYS) {
  Deno.test(`a held body ${how} keeps its last byte back, and has its length in the head`, async () => {
    const safe = Promise.withResolvers<void>();
    const server = await listen(
      () => Promise.resolve(wrap(new Response(new HeldBody(bytes("answer!"), safe.promise)))),
      { hostname: "127.0.0.1", port: 0 },
    );
    const response = await fetch(`http://127.0.0.1:${server.port}`);
    assert.equal(response.headers.get("content-length"), "7");
    assert.ok(response.body);
    const reader = response.body.getReader();
    assert.equal(await read(reader, 6), "answer");
    let ended = false;
    const rest = read(reader, 9).then((last) => (ended = true, last));
    // A whole exchange with the server in between: time enough for a byte that does not wait.
    await (await fetch(`http://127.0.0.1:${server.port}`)).body?.cancel();
    assert.equal(ended, false);
    safe.resolve();
    assert.equal(await rest, "!");
    await server.shutdown();
  });
}

Deno.test("a held body that goes through a stream of somebody else's waits all the same", async () => {
  const safe = Promise.withResolvers<void>();
  const through = new HeldBody(bytes("answer!"), safe.promise).pipeThrough(new TransformStream());
  const reader = through.getReader();
  assert.equal(await read(reader, 6), "answer");
  let ended = false;
  const rest = read(reader, 9).then((last) => (ended = true, last));
  await new Promise((resolve) => setTimeout(resolve));
  assert.equal(ended, false);
  safe.resolve();
  assert.equal(await rest, "!");
});

for (const whole of ["", "x", "answer!"]) {
  Deno.test(`a held body of ${whole.length} bytes reads as them`, async () => {
    const held = new HeldBody(bytes(whole), Promise.resolve());
    assert.equal(await new Response(held).text(), whole);
  });
  Deno.test(`a held body of ${whole.length} bytes is served as them`, async () => {
    const server = await listen(
      () => Promise.resolve(new Response(new HeldBody(bytes(whole), Promise.resolve()))),
      { hostname: "127.0.0.1", port: 0 },
    );
    const response = await fetch(`http://127.0.0.1:${server.port}`);
    assert.equal(await response.text(), whole);
    await server.shutdown();
  });
}
