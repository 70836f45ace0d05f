import assert from "node:assert/strict";
import { newRequestId, requestIdOf } from "../../lib/http/request_id.ts";

Deno.test("a request id of the client is kept where a header can hold it", () => {
  const idOf = (sent: string) => requestIdOf(new Headers({ "x-request-id": sent }));
  for (const good of ["a", "id/1", "~!", "x".repeat(128)]) assert.equal(idOf(good), good);
  for (const bad of ["", "a b", "ü", "x".repeat(129)]) {
    assert.match(idOf(bad), /^[0-9a-f]{8}-[0-9a-f-]{27}$/, bad);
  }
  assert.notEqual(requestIdOf(new Headers()), requestIdOf(new Headers()));
});

Deno.test("a new id is a UUID of version 7, with its time in front", () => {
  const time = 0x017f_22e2_79b0;
  const id = newRequestId(time);
  assert.match(id, /^017f22e2-79b0-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  assert.notEqual(newRequestId(time), id);
});

Deno.test("ids sort by their times", () => {
  const times = [0, 1, 0xffff, 0x10000, 1.7e12, 4e12];
  const ids = times.map(newRequestId);
  assert.deepEqual(ids.toSorted(), ids);
});
