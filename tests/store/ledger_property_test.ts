import assert from "node:assert/strict";
import fc from "fast-check";
import { openDatabase } from "../../lib/store/open_database.ts";
import { daily } from "../../lib/store/queries/daily.ts";
import { hourly } from "../../lib/store/queries/hourly.ts";
import { requests } from "../../lib/store/queries/requests.ts";
import { stats } from "../../lib/store/queries/stats.ts";
import { Writer } from "../../lib/store/writer.ts";
import { NO_USAGE } from "../../lib/types/usage.ts";
import type { Exchange, Outcome } from "../../lib/types/exchange.ts";
import { costOf, exchange, withPath } from "./exchange.ts";

const DAY = 86_400_000;
const FIRST = Date.UTC(2026, 1, 26);

/** Exchanges of one week around the end of a month, of every outcome, priced and not. */
const EXCHANGES = fc.array(
  fc.record({
    startedAt: fc.integer({ min: FIRST, max: FIRST + 7 * DAY - 1 }),
    alias: fc.constantFrom("a", "b", "c"),
    provider: fc.constantFrom("acme", "bolt"),
    outcome: fc.constantFrom<Outcome>("ok", "ok", "failed", "interrupted"),
    nanos: fc.option(fc.integer({ min: 0, max: 1e12 })),
    input: fc.nat(1e6),
  }).map(({ outcome, nanos, input, ...facts }) =>
    exchange({
      ...facts,
      outcome,
      error: outcome === "ok" ? null : "no",
      usage: { ...NO_USAGE, input },
      cost: nanos === null ? null : costOf(nanos),
    })
  ),
  { maxLength: 40 },
);

const nanosOf = (exchanges: Exchange[]) =>
  exchanges.reduce((sum, { cost }) => sum + (cost?.nanos ?? 0), 0);

Deno.test("every report agrees with the rows to the last nano-dollar, in every time zone", () =>
  withPath(async (path) => {
    const db = await openDatabase({ path });
    const writer = new Writer(db, path);
    fc.assert(
      fc.property(EXCHANGES, fc.integer({ min: -720, max: 840 }), (exchanges, timezoneOffset) => {
        db.exec("DELETE FROM requests");
        assert.deepEqual(writer.record(exchanges), { refusal: null, lost: 0 });
        const ok = exchanges.filter(({ outcome }) => outcome === "ok");
        const left = exchanges.filter(({ outcome }) => outcome === "interrupted");
        const cost = nanosOf(ok) / 1e9;
        const unpriced = ok.filter((each) => each.cost === null).length;

        const { totals, by_model, by_provider } = stats(db, {});
        assert.deepEqual([totals.requests, totals.cost, totals.unpriced], [
          ok.length,
          cost,
          unpriced,
        ]);
        assert.equal(totals.interrupted.cost, nanosOf(left) / 1e9);
        for (const group of [by_model, by_provider]) {
          const nanos = group.reduce((sum, each) => sum + Math.round(each.cost * 1e9), 0);
          assert.equal(nanos / 1e9, cost);
        }

        const range = { startDate: "2026-02-25", endDate: "2026-03-06", timezoneOffset };
        const days = daily(db, range);
        assert.deepEqual([days.total_requests, days.total_cost], [ok.length, cost]);
        assert.equal(requests(db, range).total_cost, cost);
        for (const day of days.daily) {
          const { total_requests, total_cost } = hourly(db, { date: day.date, timezoneOffset });
          assert.deepEqual([total_requests, total_cost], [day.requests, day.cost]);
        }
      }),
      { numRuns: 40 },
    );
    db.close();
  }));

Deno.test("paging through requests() shows each row once, whatever the order", () =>
  withPath(async (path) => {
    const db = await openDatabase({ path });
    const writer = new Writer(db, path);
    const order = fc.record({
      sortBy: fc.constantFrom("timestamp", "model", "total_tokens", "cost", "duration_ms"),
      sortDir: fc.constantFrom("asc", "desc"),
      limit: fc.integer({ min: 1, max: 7 }),
    });
    fc.assert(
      fc.property(EXCHANGES, order, (exchanges, { limit, ...sort }) => {
        db.exec("DELETE FROM requests");
        writer.record(exchanges);
        const seen: (string | null)[] = [];
        for (let offset = 0; offset < exchanges.length; offset += limit) {
          const page = requests(db, { ...sort, outcome: "all", offset, limit });
          seen.push(...page.requests.map(({ request_id }) => request_id));
        }
        assert.deepEqual(seen.sort(), exchanges.map(({ requestId }) => requestId).sort());
      }),
      { numRuns: 40 },
    );
    db.close();
  }));
