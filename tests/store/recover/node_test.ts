import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import fc from "fast-check";
import { nodeOf, varint } from "../../../lib/store/recover/node.ts";
import { PageFile } from "../../../lib/store/recover/page_file.ts";
import { PageSet } from "../../../lib/store/recover/page_set.ts";
import type { Value } from "../../../lib/store/recover/record.ts";
import { valuesOf } from "../../../lib/store/recover/record.ts";
import { EVERYTHING, TreeWalk } from "../../../lib/store/recover/tree.ts";
import { withPath } from "../exchange.ts";

/** Page 2 of a small database, with a free block and fragments, and what to change of it. */
async function withLeaf(body: (page: Uint8Array, view: DataView) => void) {
  await withPath(async (path) => {
    const db = new DatabaseSync(path);
    db.exec("CREATE TABLE t (id INTEGER PRIMARY KEY, text TEXT)");
    for (let id = 1; id < 30; id++) {
      db.prepare("INSERT INTO t VALUES (?, ?)").run(id, "x".repeat(id));
    }
    db.exec("DELETE FROM t WHERE id IN (3, 17); UPDATE t SET text = 'y' WHERE id = 9");
    db.close();
    const page = (await Deno.readFile(path)).subarray(4096, 8192);
    body(page, new DataView(page.buffer, page.byteOffset, page.byteLength));
  });
}

const CHANGES: readonly [what: string, change: (page: Uint8Array, view: DataView) => void][] = [
  ["another kind", (page) => page[0] = 0x0c],
  ["one cell less", (_, view) => view.setUint16(3, view.getUint16(3) - 1)],
  ["one cell more", (_, view) => view.setUint16(3, view.getUint16(3) + 1)],
  ["cells from elsewhere on", (_, view) => view.setUint16(5, view.getUint16(5) - 8)],
  ["another number of fragments", (page) => page[7] = (page[7] ?? 0) + 1],
  ["no free block", (_, view) => view.setUint16(1, 0)],
  ["a free block of another size", (_, view) => view.setUint16(view.getUint16(1) + 2, 5)],
  ["free blocks in a circle", (_, view) => view.setUint16(view.getUint16(1), view.getUint16(1))],
  ["two cells in one place", (_, view) => view.setUint16(10, view.getUint16(8))],
  ["a cell beyond the page", (_, view) => view.setUint16(8, 4095)],
  ["a cell in the header", (_, view) => view.setUint16(8, 4)],
  ["a longer record", (page, view) => page[view.getUint16(8)] = 9],
];

Deno.test("nodeOf() takes a leaf apart", () =>
  withLeaf((page) => {
    const node = nodeOf(page, 2, 4096);
    assert.deepEqual([node?.kind, node?.isLeaf, node?.cells.length], ["table", true, 27]);
    assert.deepEqual(node?.cells.slice(0, 3).map(({ key }) => key), [1, 2, 4]);
  }));

for (const [what, change] of CHANGES) {
  Deno.test(`nodeOf() refuses a page with ${what}`, () =>
    withLeaf((page, view) => {
      change(page, view);
      assert.equal(nodeOf(page, 2, 4096), null);
    }));
}

Deno.test("nodeOf() returns or gives null, whatever the bytes", () => {
  const kind = fc.constantFrom(2, 5, 10, 13);
  fc.assert(fc.property(kind, fc.uint8Array({ minLength: 512, maxLength: 512 }), (kind, page) => {
    page[0] = kind;
    nodeOf(page, 2, 512);
  }));
});

Deno.test("varint() and valuesOf() return or give null, whatever the bytes", () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 40 }), fc.nat(60), (bytes, size) => {
    varint(new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength), 0);
    valuesOf(bytes, size);
  }));
});

const value = fc.oneof(
  fc.constant(null),
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
  fc.integer(),
  fc.constantFrom(0, 1, -1, 127, 128, -129, 32_768, 2 ** 31, 2 ** 47, -(2 ** 47)),
  fc.double({ noNaN: true }).filter((number) => !Number.isInteger(number)),
  fc.string({ unit: "grapheme" }).filter((text) => !text.includes("\0")),
  fc.nat(20_000).map((length) => `${length} `.repeat(length / 4)),
  fc.uint8Array({ maxLength: 9000 }),
);
const row = fc.tuple(
  fc.integer({ min: -(2 ** 52), max: 2 ** 52 }),
  fc.array(value, { minLength: 3, maxLength: 3 }),
);

Deno.test("rows of any values and sizes are read as SQLite has them", async () => {
  const rows = fc.uniqueArray(row, { selector: ([id]) => id, maxLength: 60 });
  const pageSize = fc.constantFrom(512, 1024, 4096, 65_536);
  await fc.assert(
    fc.asyncProperty(rows, pageSize, (rows, pageSize) =>
      withPath((path) => {
        const db = new DatabaseSync(path);
        db.exec(`PRAGMA page_size = ${pageSize}; CREATE TABLE t (id INTEGER PRIMARY KEY, a, b, c)`);
        const insert = db.prepare("INSERT INTO t VALUES (?, ?, ?, ?)");
        for (const [id, values] of rows) insert.run(id, ...values);
        const statement = db.prepare("SELECT * FROM t ORDER BY id");
        statement.setReadBigInts(true);
        const expected = statement.all().map((row) => Object.values(row));
        db.close();
        using file = new PageFile(path);
        const found: Value[][] = [];
        new TreeWalk(file, new PageSet(file.count)).walk(2, "table", EVERYTHING, {
          onRecord: (rowid, [, ...values]) => found.push([rowid, ...values]),
          onLostRecord: (rowid) => assert.fail(`row ${rowid}`),
          onLostPage: () => assert.fail("a page"),
        });
        assert.deepEqual(
          found.map(([rowid, ...values]) => [BigInt(Number(rowid)), ...values]),
          expected,
        );
      })),
    { numRuns: 40 },
  );
});
