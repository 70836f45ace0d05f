import assert from "node:assert/strict";
import { crashUnderLoad } from "../harness/crash.ts";

for (const answers of [1, 2, 3, 5, 8, 13, 34, 89, 144, 233]) {
  Deno.test(`kill -9 under load after ${answers} answers loses none, and shows what it cut off`, async () => {
    const { finished, rows, integrity } = await crashUnderLoad(answers);
    assert.equal(integrity, "ok");
    const byId = new Map(rows.map((row) => [row.id, row]));
    assert.equal(byId.size, rows.length, "nothing is booked twice");
    assert.deepEqual(finished.filter((id) => byId.get(id)?.outcome !== "ok"), []);
    for (const { outcome, error } of rows) {
      assert.equal(outcome === "ok", error === null);
      if (outcome !== "ok") assert.deepEqual([outcome, error], ["interrupted", CUT_OFF]);
    }
    if (answers > 30) assert.ok(rows.some(({ outcome }) => outcome === "interrupted"));
  });
}

const CUT_OFF = "Apantli ended before the answer was complete.";
