import assert from "node:assert/strict";
import fc from "fast-check";
import { ByteSearch } from "../../../lib/store/erasure/byte_search.ts";

async function withFile(bytes: Uint8Array, body: (path: string) => Promise<void>) {
  const path = await Deno.makeTempFile({ prefix: "apantli-bytes-" });
  try {
    await Deno.writeFile(path, bytes);
    await body(path);
  } finally {
    await Deno.remove(path);
  }
}

Deno.test("ByteSearch finds words wherever they stand, across its pieces as well", () => {
  const piece = 1 << 20;
  const word = "needle-in-hay";
  const places = [0, 5, piece - 1, piece - 6, piece, 2 * piece - 13, 2 * piece + 1, 3 * piece];
  return fc.assert(
    fc.asyncProperty(fc.uniqueArray(fc.constantFrom(...places), { minLength: 1 }), async (at) => {
      const bytes = new Uint8Array(3 * piece + 20).fill(0x6e);
      const apart = at.filter((place, i) =>
        at.every((other, j) => i === j || Math.abs(place - other) > 13)
      );
      for (const place of apart) bytes.set(new TextEncoder().encode(word), place);
      await withFile(
        bytes,
        async (path) =>
          assert.equal(await new ByteSearch(["other", word]).count(path), apart.length),
      );
    }),
    { numRuns: 10 },
  );
});

Deno.test("ByteSearch tells words with one beginning apart, and words from their beginnings", () =>
  withFile(new TextEncoder().encode("abcdef abcdxyz abcd ÿabcdef"), async (path) => {
    assert.equal(await new ByteSearch(["abcdef", "abcdxyz"]).count(path), 3);
    assert.equal(await new ByteSearch(["abcdefg"]).count(path), 0);
    assert.equal(await new ByteSearch(["ÿabcdef"]).count(path), 1);
  }));

Deno.test("ByteSearch finds nothing without words, in an empty file, and where there is none", () =>
  withFile(new Uint8Array(), async (path) => {
    assert.equal(await new ByteSearch([]).count(path), 0);
    assert.equal(await new ByteSearch(["abcdef"]).count(path), 0);
    assert.equal(await new ByteSearch(["abcdef"]).count(`${path}-none`), 0);
  }));
