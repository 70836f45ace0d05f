import assert from "node:assert/strict";
import fc from "fast-check";
import type { ImportedRow } from "../../lib/types/imported.ts";
import { DEFAULT_PAYLOADS, type PayloadRule } from "../../lib/types/payloads.ts";
import { importedRow, values, withLedger, writerOf } from "./imported_row.ts";

const DAY_MS = 86_400_000;
const today = () => Math.floor(Date.now() / DAY_MS);
const SAID = { role: "user", content: "the same long message in every request, stored once" };
const asking = (request_id: string): ImportedRow =>
  importedRow({ request_id }, {
    request: JSON.stringify({ model: "m".repeat(300), messages: [SAID] }),
  });

Deno.test("texts that another program deletes during an import are stored again", () =>
  withLedger((db, connect, path) => {
    const writer = writerOf(connect(), path);
    writer.add([asking("a")]);
    // As retention does, which a full database may bring to texts of today.
    db.exec("DELETE FROM payloads; DELETE FROM texts");
    writer.add([asking("b")]);
    assert.deepEqual(values(db, "SELECT request_data FROM requests"), [null, asking("b").request]);
  }));

Deno.test("the day of an imported payload is today, whatever its timestamp, and never before another's", () =>
  withLedger((db, connect, path) => {
    const writer = writerOf(connect(), path);
    writer.add([asking("a")]);
    assert.deepEqual(values(db, "SELECT day FROM payloads"), [today()]);
    // A server whose clock has jumped ahead.
    db.exec(`INSERT INTO exchanges (timestamp, model) VALUES ('2026-01-01T00:00:00', 'm');
      INSERT INTO payloads VALUES (2, '[]', NULL, ${today() + 5})`);
    writer.add([asking("b")]);
    assert.deepEqual(values(db, "SELECT day FROM payloads ORDER BY exchange").slice(1), [
      today() + 5,
      today() + 5,
    ]);
    assert.deepEqual(values(db, "SELECT used_on FROM texts"), [today() + 5, today() + 5]);
  }));

Deno.test("an import tells whether another program writes as well", () =>
  withLedger((db, connect, path) => {
    const writer = writerOf(connect(), path);
    const company = () => {
      writer.add([importedRow()]);
      return writer.hasCompany;
    };
    assert.deepEqual([company(), company()], [false, false]);
    db.exec("UPDATE exchanges SET cleared = 1");
    assert.deepEqual([company(), company()], [true, false]);
  }));

const TEXTS: ImportedRow = importedRow({
  error: "it said lemon",
  outcome: "failed",
  client: "lemon/1.0",
  project: "lemon",
  usage_raw: '{"prompt_tokens":3,"words":"lemon"}',
  notes: '{"x":"lemon"}',
}, {
  request: '{"model":"old","messages":[{"role":"user","content":"a lemon"}]}',
  response: '{"choices":[{"message":{"content":"lemon"}}]}',
  attempts: [{
    number: 1,
    started_at: "x",
    duration_ms: 1,
    waited_ms: 0,
    status: 500,
    error: "lemon",
  }],
});

/** What of {@link TEXTS} is stored by a rule: everything that a shell could see. */
async function storedBy(rule: Partial<PayloadRule>, redact: readonly string[] = []) {
  let stored: Record<string, unknown> = {};
  await withLedger((db, connect, path) => {
    const options = { ruleOf: () => ({ ...DEFAULT_PAYLOADS, ...rule }), redact };
    assert.deepEqual(writerOf(connect(), path, options).add([TEXTS]), ["added"]);
    const row = db.prepare("SELECT * FROM requests").get();
    stored = { ...row, attempt: values(db, "SELECT error FROM attempts")[0] };
  });
  return stored;
}

Deno.test("of an alias whose payloads are not stored no text is", async () => {
  const stored = await storedBy({ capture: "off" });
  assert.deepEqual([stored.request_data, stored.response_data], [null, null]);
  assert.equal(stored.usage_raw, '{"prompt_tokens":3}');
  assert.deepEqual([stored.error, stored.attempt, stored.notes], [
    "The message is not stored.",
    "The message is not stored.",
    '{"capture":"off"}',
  ]);
});

Deno.test("of an alias whose payloads are stored as metadata the shape is", async () => {
  const stored = await storedBy({ capture: "metadata" });
  assert.equal(
    stored.request_data,
    '{"model":"old","messages":[{"role":"user","content":"[7 characters]"}]}',
  );
  assert.equal(stored.notes, '{"capture":"metadata"}');
});

Deno.test("patterns are redacted in all texts of an imported row", async () => {
  const stored = await storedBy({}, ["lem[o]n"]);
  assert.ok(!JSON.stringify(stored).includes("lemon"));
  assert.deepEqual([stored.error, stored.client, stored.attempt, stored.notes], [
    "it said [redacted]",
    "[redacted]/1.0",
    "[redacted]",
    '{"x":"[redacted]"}',
  ]);
  assert.equal(
    stored.request_data,
    '{"model":"old","messages":[{"role":"user","content":"a [redacted]"}]}',
  );
});

Deno.test("a file that is imported in parts, cut off anywhere and begun again, comes in once", async () => {
  const row = fc.record({
    request_id: fc.constantFrom(null, null, "a", "b"),
    duration_ms: fc.constantFrom(1n, 2n, null),
    model: fc.constantFrom("m", "n"),
  }).map((columns) => importedRow(columns));
  const shape = (rows: ImportedRow[]) =>
    rows.map(({ columns }) => `${columns.duration_ms} ${columns.model}`);
  await fc.assert(
    fc.asyncProperty(fc.array(row, { maxLength: 12 }), fc.nat(12), async (rows, cut) => {
      await withLedger((db, connect, path) => {
        writerOf(connect(), path).add(rows.slice(0, cut));
        writerOf(connect(), path).add(rows);
        writerOf(connect(), path).add(rows);
        // A named request is told by its id and its facts.
        const seen = new Set<string>();
        const expected = rows.filter(({ columns: { request_id, duration_ms, model } }) => {
          const key = `${request_id} ${duration_ms} ${model}`;
          if (request_id === null) return true;
          return !seen.has(key) && seen.add(key);
        });
        assert.deepEqual(
          values(
            db,
            "SELECT COALESCE(duration_ms, 'null') || ' ' || model FROM exchanges ORDER BY id",
          ),
          shape(expected),
        );
      });
    }),
    { numRuns: 25 },
  );
});
