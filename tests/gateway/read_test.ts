import assert from "node:assert/strict";
import { type Next, readText, readWhole } from "../../lib/gateway/read.ts";

/** Gives the chunks one by one, then the end. */
function from(...chunks: Uint8Array[]): Next {
  const left = [...chunks];
  return () => Promise.resolve(left.shift() ?? null);
}

const encode = (text: string) => new TextEncoder().encode(text);

Deno.test("readWhole() joins the chunks", async () => {
  const bytes = await readWhole(from(encode("one "), encode(""), encode("two")));
  assert.equal(new TextDecoder().decode(bytes), "one two");
});

Deno.test("readWhole() refuses an empty answer and one that no memory should hold", async () => {
  await assert.rejects(readWhole(from()), { status: 502, message: /empty/ });
  const large = new Uint8Array(64 * 1024 * 1024);
  await assert.rejects(readWhole(from(large, large, large, large, encode("x"))), {
    status: 502,
    message: /too large/,
  });
});

Deno.test("readText() decodes letters that are cut, and reads a long body to its end", async () => {
  const [head, tail] = [encode("ü").subarray(0, 1), encode("ü").subarray(1)];
  assert.equal(await readText(from(head, tail)), "ü");
  const piece = encode("x".repeat(400_000));
  const next = from(piece, piece, piece, piece, piece);
  assert.equal((await readText(next)).length, 1_200_000);
  assert.equal(await next(), null);
});
