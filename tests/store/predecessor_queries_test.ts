import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import { openStore } from "../../lib/store/mod.ts";
import type { Exchange } from "../../lib/types/exchange.ts";
import { NO_USAGE } from "../../lib/types/usage.ts";
import { costOf, exchange, withPath } from "./exchange.ts";

const usage = (input: number, output: number) => ({ ...NO_USAGE, input, output });
const EXCHANGES: Exchange[] = [
  exchange({ startedAt: Date.UTC(2026, 4, 1, 23, 30), cost: costOf(1e9), usage: usage(10, 90) }),
  exchange({ startedAt: Date.UTC(2026, 4, 2, 0, 30), cost: costOf(2e9), usage: usage(20, 40) }),
  exchange({ startedAt: Date.UTC(2026, 4, 2, 1, 30), provider: "bolt", cost: null }),
  exchange({ startedAt: Date.UTC(2026, 4, 2, 2, 30), outcome: "failed", error: "no", cost: null }),
  exchange({ startedAt: Date.UTC(2026, 4, 2, 3, 30), outcome: "interrupted", error: "left" }),
];

/** What users of the predecessor type into the `sqlite3` shell, and what a new file answers. */
const QUERIES: Record<string, { sql: string; rows: unknown[][] }> = {
  "cost by provider": {
    sql: `SELECT provider, COUNT(*), SUM(cost) FROM requests WHERE error IS NULL
      GROUP BY provider ORDER BY provider`,
    rows: [["acme", 2, 3], ["bolt", 1, null]],
  },
  "cost by day": {
    sql: `SELECT DATE(timestamp), SUM(cost) FROM requests WHERE error IS NULL
      GROUP BY DATE(timestamp) ORDER BY 1`,
    rows: [["2026-05-01", 1], ["2026-05-02", 2]],
  },
  "one day's requests by a range of timestamps": {
    sql: `SELECT COUNT(*) FROM requests WHERE error IS NULL
      AND timestamp >= '2026-05-02T00:00:00' AND timestamp < '2026-05-03T00:00:00'`,
    rows: [[2]],
  },
  "tokens per second": {
    sql: `SELECT MAX(CAST(completion_tokens AS REAL) / (duration_ms / 1000.0)) FROM requests
      WHERE error IS NULL AND completion_tokens > 0 AND duration_ms > 0`,
    rows: [[90]],
  },
  "newest errors": {
    sql: "SELECT model, error FROM requests WHERE error IS NOT NULL ORDER BY timestamp DESC",
    rows: [["small", "left"], ["small", "no"]],
  },
  "a member of the request": {
    sql: "SELECT json_extract(request_data, '$.messages[0].content') FROM requests LIMIT 1",
    rows: [["hello"]],
  },
  "requests that failed or are unpriced": {
    sql: "SELECT COUNT(*) FROM requests WHERE cost IS NULL",
    rows: [[2]],
  },
  "rows by hour in another zone": {
    sql: `SELECT STRFTIME('%H', timestamp, '-480 minutes') FROM requests WHERE error IS NULL
      ORDER BY timestamp`,
    rows: [["15"], ["16"], ["17"]],
  },
};

Deno.test("the predecessor's queries answer on a file that this store wrote", async (t) => {
  await withPath(async (path) => {
    const store = await openStore({ path });
    await Promise.all(EXCHANGES.map((each) => store.record(each)));
    await store.close();
    const db = new DatabaseSync(path, { readOnly: true });
    for (const [name, { sql, rows }] of Object.entries(QUERIES)) {
      await t.step(name, () => {
        const found = db.prepare(sql).all().map((row) => Object.values(row));
        assert.deepEqual(found, rows);
      });
    }
    db.close();
  });
});

Deno.test("every column of the predecessor has its name, and a type that means the same", () =>
  withPath(async (path) => {
    await (await openStore({ path })).close();
    const db = new DatabaseSync(path, { readOnly: true });
    const columns = db.prepare("SELECT name, type FROM pragma_table_info('requests')").all();
    const types = Object.fromEntries(columns.map(({ name, type }) => [name, type]));
    const expected = {
      id: "INTEGER",
      timestamp: "TEXT",
      model: "TEXT",
      provider: "TEXT",
      prompt_tokens: "INTEGER",
      completion_tokens: "INTEGER",
      total_tokens: "INTEGER",
      cost: "REAL",
      duration_ms: "INTEGER",
      request_data: "TEXT",
      response_data: "TEXT",
      error: "TEXT",
    };
    assert.deepEqual({ ...types, ...expected }, types);
    db.close();
  }));
