import assert from "node:assert/strict";
import fc from "fast-check";
import { above, hold } from "../../../lib/ui/requests/hold.ts";
import { rowKey, rowName } from "../../../lib/ui/requests/page.ts";
import { row } from "./sample.ts";

Deno.test("what runs is told from what has ended by more than its id", () => {
  const running = row({ id: null, outcome: "running" });
  assert.equal(rowKey(running), rowKey(row()));
  assert.notEqual(rowKey(running), rowKey(row({ timestamp: "2026-03-04T12:00:01.000" })));
  assert.equal(rowName(running), "r7");
  assert.equal(rowName(row()), "7");
  assert.notEqual(rowKey(row({ request_id: null })), rowKey(row({ request_id: null, id: 8 })));
});

Deno.test("a request that ran and has ended stays where it stood", () => {
  const [first, second] = [row({ request_id: "a", id: 1 }), row({ request_id: "b", id: 2 })];
  const shown = [{ ...second, id: null, outcome: "running" as const }, first];
  const latest = [row({ request_id: "c", id: 3 }), second, first];
  assert.deepEqual(hold(shown, latest), { rows: [second, first], fresh: 1 });
});

Deno.test("a list that is read never moves, and counts what is new", () => {
  const rows = fc.uniqueArray(fc.nat(20)).map((ids) =>
    ids.map((id) => row({ id, request_id: `r${id}` }))
  );
  fc.assert(fc.property(rows, rows, (shown, latest) => {
    const held = hold(shown, latest);
    assert.deepEqual(held.rows.map(rowKey), shown.map(rowKey));
    const known = new Set(shown.map(rowKey));
    assert.equal(held.fresh, latest.filter((one) => !known.has(rowKey(one))).length);
  }));
});

Deno.test("what runs stands above what has ended, but not beside its own end", () => {
  const one = row({ request_id: "a", id: null, outcome: "running" });
  const other = row({ request_id: "b", id: null, outcome: "running" });
  const ended = row({ request_id: "a", id: 1 });
  assert.deepEqual(above([other, one], [ended]), [other, ended]);
});
