import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import fc from "fast-check";
import { pruneCarefully } from "../../lib/store/careful_pruning.ts";
import { openStore } from "../../lib/store/mod.ts";
import { openDatabase } from "../../lib/store/open_database.ts";
import { requests } from "../../lib/store/queries/requests.ts";
import { stats } from "../../lib/store/queries/stats.ts";
import { SearchIndex } from "../../lib/store/search/index.ts";
import { TrustedClock } from "../../lib/store/trusted_clock.ts";
import { Writer } from "../../lib/store/writer.ts";
import type { Retention } from "../../lib/types/retention.ts";
import { costOf, exchange, withPath } from "./exchange.ts";

const DAY = 86_400_000;
const YEAR = 365 * DAY;
const NOW = Date.parse("2026-11-23T09:00:00Z");
const today = (moment: number) => Math.floor(moment / DAY);

/** A writer on a machine whose clock can be set. */
function withClock(
  body: (box: {
    db: DatabaseSync;
    writer: Writer;
    clock: { now: number };
    record: (name: string) => void;
    prune: (retention: Partial<Retention>, clock?: TrustedClock) => void;
    trusted: (known: number) => TrustedClock;
  }) => unknown,
) {
  return withPath(async (path) => {
    const db = await openDatabase({ path });
    const clock = { now: NOW };
    const writer = new Writer(db, path, () => clock.now);
    let passed = 0;
    const trusted = (known: number) =>
      new TrustedClock({
        now: () => clock.now,
        monotonic: () => passed++,
        known: () => known,
        remember: () => {},
      });
    await body({
      db,
      writer,
      clock,
      trusted,
      record: (name) => {
        const request = JSON.stringify({
          messages: [{ role: "user", content: `${name} said this and that. `.repeat(30) }],
        });
        writer.record([exchange({ requestId: name, startedAt: clock.now, request })]);
      },
      prune: (retention, by = trusted(NOW)) => {
        const keep = { payloadDays: null, rowDays: null, maxBytes: null, ...retention };
        while (pruneCarefully(writer, by, keep));
      },
    });
    writer.close();
  });
}

const values = (db: DatabaseSync, sql: string) =>
  db.prepare(sql).all().map((row) => Object.values(row)[0]);

Deno.test("a clock that is in 2036 for a moment makes retention delete nothing", () =>
  withClock(({ db, clock, record, prune }) => {
    for (const name of ["a", "b", "c"]) record(name);
    clock.now = NOW + 10 * YEAR;
    prune({ rowDays: 90, payloadDays: 30 });
    assert.deepEqual(values(db, "SELECT request_id FROM exchanges"), ["a", "b", "c"]);
    assert.equal(values(db, "SELECT exchange FROM payloads").length, 3);
    assert.equal(values(db, "SELECT id FROM texts").length, 3);
  }));

Deno.test("while the clock is doubted the size of the database still counts", () =>
  withClock(({ db, clock, record, prune }) => {
    record("a");
    record("b");
    clock.now = NOW + 10 * YEAR;
    prune({ rowDays: 90, maxBytes: 1 });
    assert.deepEqual(values(db, "SELECT request_id FROM exchanges"), ["a", "b"]);
    assert.equal(values(db, "SELECT exchange FROM payloads").length, 0);
  }));

Deno.test("what was stored under a day of 2036 gets today's, and goes when its time has come", () =>
  withClock(({ db, clock, record, prune, trusted }) => {
    record("before");
    clock.now = NOW + 10 * YEAR;
    record("wrong");
    clock.now = NOW + DAY;
    record("after");
    const days = () => values(db, "SELECT day FROM payloads ORDER BY exchange");
    assert.deepEqual(days(), [NOW, NOW + 10 * YEAR, NOW + 10 * YEAR].map(today));
    prune({ payloadDays: 30 });
    assert.deepEqual(days(), [NOW, NOW + DAY, NOW + DAY].map(today));
    assert.ok(
      values(db, "SELECT used_on FROM texts").every((day) => Number(day) <= today(NOW + DAY)),
    );
    record("later");
    assert.equal(days().at(-1), today(NOW + DAY));
    clock.now = NOW + 40 * DAY;
    prune({ payloadDays: 30 }, trusted(NOW + 39 * DAY));
    assert.deepEqual([days(), values(db, "SELECT id FROM texts")], [[], []]);
  }));

Deno.test("a clock that goes back a year moves no day, and what is stored then is kept as long as all else", () =>
  withClock(({ db, clock, record, prune, trusted }) => {
    record("before");
    clock.now = NOW - YEAR;
    record("back");
    prune({ payloadDays: 30 }, trusted(NOW));
    assert.deepEqual(values(db, "SELECT day FROM payloads"), [NOW, NOW].map(today));
    clock.now = NOW + DAY;
    prune({ payloadDays: 30 }, trusted(NOW));
    assert.equal(values(db, "SELECT exchange FROM payloads").length, 2);
  }));

Deno.test("many days to come are put right step by step, and never go back on the way", () =>
  withClock(({ db, writer, clock, record }) => {
    record("before");
    clock.now = NOW + 10 * YEAR;
    for (let i = 0; i < 450; i++) record(`wrong ${i}`);
    clock.now = NOW + DAY;
    let steps = 1;
    const go = () => values(db, "SELECT day FROM payloads ORDER BY exchange").map(Number);
    while (writer.mendDays(clock.now)) {
      steps++;
      record(`meanwhile ${steps}`);
      const days = go();
      assert.deepEqual(days, days.toSorted((a, b) => a - b));
      const early = db.prepare(
        `SELECT COUNT(*) AS n FROM payloads p, json_each(p.request) r, texts t
        WHERE r.type = 'array' AND t.id BETWEEN json_extract(r.value, '$[0]')
          AND json_extract(r.value, '$[1]') AND t.used_on < p.day`,
      ).get()?.n;
      assert.equal(early, 0, "a text stays at least as long as its payload");
    }
    assert.ok(steps >= 4);
    assert.ok(go().every((day) => day <= today(clock.now)));
    assert.equal(writer.mendDays(clock.now), false);
  }));

Deno.test("wherever a clock jumps, sums are those of the rows, pages have each once, and all is found", async () => {
  const jump = fc.oneof(
    fc.constantFrom(-3_600_000, -YEAR, 10 * YEAR, -10 * YEAR, 0),
    fc.integer({ min: -3 * YEAR, max: 3 * YEAR }),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(jump, { minLength: 1, maxLength: 6 }),
      (jumps) =>
        withClock(({ db, writer, clock, record }) => {
          let count = 0;
          for (const by of jumps) {
            clock.now = NOW + by;
            record(`word${count++}`);
            writer.record([
              exchange({ startedAt: clock.now, cost: costOf(count), requestId: `x${count}` }),
            ]);
            while (!writer.fillZones(60, clock.now));
          }
          const rows = db.prepare(
            "SELECT COUNT(*) AS n, SUM(cost_nanos) AS nanos FROM exchanges WHERE DATE(timestamp) BETWEEN ? AND ?",
          );
          const days = jumps.map((by) => new Date(NOW + by).toISOString().slice(0, 10)).sort();
          for (const [at, startDate] of days.entries()) {
            const endDate = days.at(-1 - Math.floor(at / 2)) ?? startDate;
            if (endDate < startDate) continue;
            const { totals } = stats(db, { startDate, endDate });
            const { n, nanos } = rows.get(startDate, endDate) ?? {};
            assert.deepEqual([totals.requests, totals.cost], [n, Number(nanos) / 1e9]);
          }
          const seen: unknown[] = [];
          let after: string | undefined;
          do {
            const page = requests(db, { outcome: "all", limit: 3, ...(after ? { after } : {}) });
            seen.push(...page.requests.map(({ id }) => id));
            after = page.next ?? undefined;
          } while (after !== undefined);
          assert.equal(new Set(seen).size, 2 * count);
          assert.equal(seen.length, 2 * count);
          const index = new SearchIndex(db, ":memory:");
          while (index.catchUp(100) > 0);
          for (let at = 0; at < count; at++) {
            assert.equal(index.find(`text : word${at}`, 10).length, 1);
          }
          index.close();
        }),
    ),
    { numRuns: 12 },
  );
});

Deno.test("the writer of a server remembers when its clock was right, and deletes by it", () =>
  withPath(async (path) => {
    const retention = () => ({ payloadDays: null, rowDays: 90, maxBytes: null });
    const known = Date.now() - 3_600_000;
    const fill = await openDatabase({ path });
    const writer = new Writer(fill, path);
    writer.record([
      exchange({ requestId: "old", startedAt: known - 100 * DAY }),
      exchange({ requestId: "new", startedAt: known }),
    ]);
    writer.close();
    const rows = () => {
      using db = new DatabaseSync(path, { readOnly: true });
      return {
        ids: values(db, "SELECT request_id FROM exchanges"),
        clock: values(db, "SELECT version FROM versions WHERE name = 'clock'"),
      };
    };
    const store = await openStore({ path, retention });
    const end = performance.now() + 10_000;
    while (rows().ids.length > 1 && performance.now() < end) await store.read("filters", {});
    await store.close();
    const { ids, clock } = rows();
    assert.deepEqual(ids, ["new"]);
    assert.ok(Math.abs(Number(clock[0]) * 1000 - Date.now()) < 60_000);
    // The same file, as if it came from another time: the clock is ten years ahead of what it knows.
    const db = new DatabaseSync(path);
    db.exec(`UPDATE versions SET version = version - ${10 * YEAR / 1000} WHERE name = 'clock';
      UPDATE exchanges SET timestamp = '2016-11-23T09:00:00.000'`);
    db.close();
    const doubting = await openStore({ path, retention });
    // The first look comes 20 ms after the start.
    await new Promise((resolve) => setTimeout(resolve, 300));
    await doubting.close();
    assert.deepEqual(rows().ids, ["new"]);
  }));
