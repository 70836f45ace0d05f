import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import fc from "fast-check";
import { Parts } from "../../../lib/store/search/parts.ts";

const WORDS = ["amber", "amble", "brook", "cedar"];
const MATCHES: readonly [match: string, isIn: (text: string) => boolean][] = [
  ["text : amber", (text) => text.includes("amber")],
  ['text : "am" *', (text) => /\bam/.test(text)],
  ['text : "amber brook"', (text) => text.includes("amber brook")],
  ["text : amber AND text : cedar", (text) => text.includes("amber") && text.includes("cedar")],
  ["text : brook NOT text : cedar", (text) => text.includes("brook") && !text.includes("cedar")],
];

function empty(): DatabaseSync {
  const db = new DatabaseSync(":memory:");
  db.exec("CREATE TABLE parts (number INTEGER PRIMARY KEY)");
  return db;
}

const tables = (db: DatabaseSync) =>
  db.prepare("SELECT name FROM sqlite_schema WHERE sql LIKE 'CREATE VIRTUAL%' ORDER BY name").all()
    .map(({ name }) => name);

const step = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ gap: fc.nat(3), words: fc.array(fc.constantFrom(...WORDS)) }),
  },
  { weight: 1, arbitrary: fc.record({ forget: fc.array(fc.nat(40), { maxLength: 20 }) }) },
  { weight: 1, arbitrary: fc.record({ reopen: fc.constant(true) }) },
);

Deno.test("parts find what one table of all would, the newest first, whatever was added and forgotten", () =>
  fc.assert(
    fc.property(
      fc.array(step, { maxLength: 40 }),
      fc.integer({ min: 1, max: 9 }),
      fc.integer({ min: 1, max: 12 }),
      (steps, size, most) => {
        using db = empty();
        let parts = new Parts(db, size);
        const kept = new Map<number, string>();
        let last = 0;
        for (const step of steps) {
          if ("words" in step) {
            last += 1 + step.gap;
            parts.add(last, step.words.join(" "), "");
            kept.set(last, step.words.join(" "));
          } else if ("forget" in step) {
            parts.forget(step.forget);
            for (const id of step.forget) kept.delete(id);
          } else parts = new Parts(db, size);
        }
        for (const [match, isIn] of MATCHES) {
          const ids = [...kept].filter(([, text]) => isIn(text)).map(([id]) => id).reverse();
          assert.deepEqual(parts.find(match, most), ids.slice(0, most), match);
        }
        const rest = [...kept.keys()].filter((id) => id > size);
        assert.deepEqual(parts.after(size, most), rest.slice(0, most));
        const numbers = new Set([...kept.keys()].map((id) => Math.floor(id / size)));
        assert.deepEqual(tables(db), [...numbers].map((number) => `part_${number}`).sort());
      },
    ),
  ));

Deno.test("what the newest part has enough of is not looked for in the others", () => {
  using db = empty();
  const parts = new Parts(db, 10);
  for (let id = 5; id < 15; id++) parts.add(id, "amber", "");
  db.exec("DROP TABLE part_0");
  assert.deepEqual(parts.find("text : amber", 5), [14, 13, 12, 11, 10]);
  assert.throws(() => parts.find("text : amber", 6), /part_0/);
});

Deno.test("a part that was begun in a transaction that is undone is not there", () => {
  using db = empty();
  db.exec("BEGIN");
  new Parts(db, 10).add(3, "amber", "");
  db.exec("ROLLBACK");
  const parts = new Parts(db, 10);
  assert.deepEqual([parts.find("text : amber", 5), tables(db)], [[], []]);
  parts.add(3, "amber", "");
  assert.deepEqual(parts.find("text : amber", 5), [3]);
});
