import assert from "node:assert/strict";
import { joined } from "../../lib/gateway/joined.ts";

const buffer = new Uint8Array([1, 2, 3, 4, 5, 6]);

Deno.test("no pieces are null, one piece is itself", () => {
  assert.equal(joined([]), null);
  assert.equal(joined([buffer]), buffer);
});

Deno.test("pieces that lie side by side are one view, without a copy", () => {
  const whole = joined([buffer.subarray(1, 3), buffer.subarray(3, 4), buffer.subarray(4, 6)]);
  assert.deepEqual([...whole ?? []], [2, 3, 4, 5, 6]);
  assert.equal(whole?.buffer, buffer.buffer);
});

for (
  const [what, pieces] of [
    ["with a gap", [buffer.subarray(0, 2), buffer.subarray(3)]],
    ["out of order", [buffer.subarray(3), buffer.subarray(0, 3)]],
    ["of two buffers", [buffer.subarray(0, 2), new Uint8Array([9, 9])]],
  ] as const
) {
  Deno.test(`pieces ${what} are copied`, () => {
    const whole = joined([...pieces]);
    assert.deepEqual([...whole ?? []], pieces.flatMap((piece) => [...piece]));
    assert.notEqual(whole?.buffer, buffer.buffer);
  });
}
