import assert from "node:assert/strict";
import { explain, isPassing, StoreError } from "../../lib/store/problem.ts";

const CASES: [says: string, passing: boolean, tells: RegExp][] = [
  ["database or disk is full", true, /disk is full\. Free/],
  ["disk I/O error", true, /I\/O error\. Check/],
  ["attempt to write a readonly database", true, /read-only\. Make/],
  ["database is locked", true, /write lock of x\.db\. End/],
  ["unable to open database file: x.db", true, /cannot be opened\. Check/],
  ["database disk image is malformed", true, /damaged\. Stop/],
  ["file is not a database", false, /not an SQLite database\. Move/],
  ["NOT NULL constraint failed: requests.model", false, /^SQLite refuses x\.db: NOT NULL/],
];

for (const [says, passing, tells] of CASES) {
  Deno.test(`"${says}" ${passing ? "may pass" : "never passes"} and is explained`, () => {
    assert.equal(isPassing(new Error(says)), passing);
    assert.match(explain(new Error(says), "x.db"), tells);
  });
}

Deno.test("explain() leaves what is explained already", () => {
  assert.equal(explain(new StoreError("Do this."), "x.db"), "Do this.");
});
