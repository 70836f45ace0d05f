import assert from "node:assert/strict";
import fc from "fast-check";
import { BadQuery } from "../../../../lib/store/queries/bad_query.ts";
import { cursorOf, readCursor } from "../../../../lib/store/queries/page/cursor.ts";
import { compare, type Order, orderOf } from "../../../../lib/store/queries/page/order.ts";
import { requests, type RequestsParams } from "../../../../lib/store/queries/requests.ts";
import { exchange } from "../../exchange.ts";
import { filled } from "../filled.ts";

const NEWEST: Order = { sort: "timestamp", direction: "desc", nulls: "last" };
const encoded = (value: unknown) =>
  new TextEncoder().encode(JSON.stringify(value)).toBase64({ alphabet: "base64url" });

Deno.test("a cursor names its place, whatever stands in it", () => {
  const id = fc.nat();
  fc.assert(fc.property(fc.string({ unit: "binary" }), fc.string(), id, (model, timestamp, id) => {
    const order = orderOf("model", "asc");
    const place = { keys: [model, timestamp], id };
    assert.deepEqual(readCursor(order, cursorOf(order, place)), place);
  }));
  const cost = fc.option(fc.double({ noNaN: true, noDefaultInfinity: true }));
  fc.assert(fc.property(cost, id, (cost, id) => {
    const order = orderOf("cost");
    // JSON has no negative zero, and neither has money.
    const place = { keys: [cost === 0 ? 0 : cost], id };
    assert.deepEqual(readCursor(order, cursorOf(order, place)), place);
  }));
});

Deno.test("a cursor can stand in a URL as it is", () => {
  const cursor = cursorOf(orderOf("model"), { keys: ["ÿþ??>>~", "2026"], id: 1 });
  assert.match(cursor, /^[\w-]+$/);
});

const BAD: [cursor: string, message: RegExp][] = [
  ["", /no place in this list. Take it from `next`/],
  ["nonsense!", /no place in this list/],
  ["bm9uc2Vuc2U", /no place in this list/],
  [encoded({}), /no place in this list/],
  [encoded(["timestamp", "desc", 1]), /no place in this list/],
  [encoded(["timestamp", "desc", 1.5, "2026"]), /no place in this list/],
  [encoded(["timestamp", "desc", "1", "2026"]), /no place in this list/],
  [encoded(["timestamp", "desc", 1, 2026]), /no place in this list/],
  [encoded(["timestamp", "desc", 1, null]), /no place in this list/],
  [encoded(["timestamp", "desc", 1, "2026", "more"]), /no place in this list/],
  [encoded(["timestamp", "asc", 1, "2026"]), /list by timestamp asc. Ask with that sort_by/],
  [encoded(["cost", "desc", 1, 0.5]), /list by cost desc/],
];

for (const [cursor, message] of BAD) {
  Deno.test(`${cursor || "an empty text"} is no cursor of the newest first`, () => {
    assert.throws(
      () => readCursor(NEWEST, cursor),
      (error) => error instanceof BadQuery && message.test(error.message),
    );
  });
}

Deno.test("no cursor, however odd, is more than a bad query", () =>
  filled([exchange()], (db) => {
    const part = fc.oneof(fc.constantFrom("timestamp", "cost", "desc"), fc.jsonValue());
    const cursor = fc.oneof(fc.string(), fc.array(part, { maxLength: 5 }).map(encoded));
    fc.assert(fc.property(cursor, fc.constantFrom("timestamp", "cost"), (after, sortBy) => {
      try {
        requests(db, { after, sortBy });
      } catch (error) {
        assert.ok(error instanceof BadQuery, String(error));
      }
    }));
  }));

Deno.test("a page is told by its cursor or by its distance, not by both", () =>
  filled([exchange(), exchange()], (db) => {
    const { next } = requests(db, { limit: 1 });
    const params: RequestsParams = { after: next ?? "", offset: 1 };
    assert.throws(() => requests(db, params), /Give after or offset, not both/);
    assert.equal(requests(db, { ...params, offset: 0 }).requests.length, 1);
    const bad: [RequestsParams, RegExp][] = [
      [{ before: next ?? "", offset: 1 }, /Give before or offset, not both/],
      [{ before: next ?? "", after: next ?? "" }, /Give after or before, not both/],
      [{ before: next ?? "", outcome: "running" }, /Leave it out with outcome=running/],
    ];
    for (const [params, message] of bad) {
      assert.throws(
        () => requests(db, params),
        (error) => error instanceof BadQuery && message.test(error.message),
      );
    }
  }));

Deno.test("texts compare as SQLite compares them, by code points", () =>
  filled([], (db) => {
    const order = orderOf("model", "asc");
    const text = fc.string({ unit: "binary", maxLength: 4 }).map((text) =>
      text.replaceAll("\0", "")
    );
    fc.assert(fc.property(text, text, (a, b) => {
      const row = db.prepare("SELECT (? > ?) - (? < ?) AS sign").get(a, b, a, b);
      const places = [a, b].map((keys) => ({ keys: [keys, ""], id: 1 }));
      const [one, other] = places;
      assert.ok(one && other);
      assert.equal(Math.sign(compare(order, one, other)), row?.sign);
    }));
  }));
