import assert from "node:assert/strict";
import type { DatabaseSync } from "node:sqlite";
import { openDatabase } from "../../../lib/store/open_database.ts";
import { Pruner } from "../../../lib/store/retention/pruner.ts";
import { SearchIndex } from "../../../lib/store/search/index.ts";
import { Writer } from "../../../lib/store/writer.ts";
import { exchange, withPath } from "../exchange.ts";

const DAY = 86_400_000;
const NOW = Date.now();
const said = (days: number, content: string) =>
  exchange({
    startedAt: NOW - days * DAY,
    request: JSON.stringify({ model: "m", messages: [{ role: "user", content }] }),
  });

function withIndex(body: (db: DatabaseSync, writer: Writer, index: SearchIndex) => void) {
  return withPath(async (path) => {
    const db = await openDatabase({ path });
    const index = new SearchIndex(db, `${path}-search`);
    try {
      body(db, new Writer(db, path), index);
    } finally {
      index.close();
      db.close();
    }
  });
}

const settle = (index: SearchIndex) => {
  for (let steps = 0; index.step(100) > 0; steps++) assert.ok(steps < 1000, "it never ends");
};
const hits = (index: SearchIndex, word: string) => index.find(`text : ${word}`, 10_000).length;

Deno.test("the search forgets rows that are deleted, and only those, wherever they stand", () =>
  withIndex((db, writer, index) => {
    // An import adds old rows at the end.
    writer.record([said(1, "young"), ...Array.from({ length: 600 }, () => said(900, "old"))]);
    writer.record([said(2, "younger")]);
    settle(index);
    assert.equal(hits(index, "old"), 600);
    const pruner = new Pruner(db);
    while (pruner.step({ payloadDays: null, rowDays: 365, maxBytes: null }, NOW));
    settle(index);
    assert.deepEqual(["old", "young", "younger"].map((word) => hits(index, word)), [0, 1, 1]);
  }));

Deno.test("the search forgets errors that a user has cleared, also what comes while it looks", () =>
  withIndex((_, writer, index) => {
    const failed = { outcome: "failed", error: "zugzwang", cost: null } as const;
    writer.record([exchange(failed), said(0, "kept")]);
    settle(index);
    assert.equal(hits(index, "zugzwang"), 1);
    writer.clearErrors(null);
    index.step(0);
    writer.record([exchange(failed)]);
    settle(index);
    assert.equal(hits(index, "zugzwang"), 1);
    writer.clearErrors(null);
    settle(index);
    assert.deepEqual([hits(index, "zugzwang"), hits(index, "kept")], [0, 1]);
  }));

Deno.test("an index from before a redaction is made anew, one from after it is kept", () =>
  withPath(async (path) => {
    const db = await openDatabase({ path });
    const file = `${path}-search`;
    new Writer(db, path).record([said(0, "whatever")]);
    const open = () => {
      const index = new SearchIndex(db, file);
      const known = hits(index, "whatever");
      settle(index);
      assert.equal(hits(index, "whatever"), 1);
      index.close();
      return known;
    };
    assert.deepEqual([open(), open()], [0, 1]);
    db.exec("INSERT INTO versions VALUES ('redacted', 1)");
    assert.deepEqual([open(), open()], [0, 1]);
    db.close();
  }));
