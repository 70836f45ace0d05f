import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import { openStore, type Store, storeFiles } from "../../lib/store/mod.ts";
import { openDatabase } from "../../lib/store/open_database.ts";
import { StoreError } from "../../lib/store/problem.ts";
import { Writer } from "../../lib/store/writer.ts";
import type { Beginning } from "../../lib/types/exchange.ts";
import { exchange, withPath } from "./exchange.ts";
import { makeFilled, noise, overwrite, PAGE, pageMap, pagesOf, spoil } from "./recover/damage.ts";

const folder = await Deno.makeTempDir({ prefix: "apantli-damaged-" });
globalThis.addEventListener("unload", () => Deno.removeSync(folder, { recursive: true }));
const ORIGINAL = `${folder}/requests.db`;
await makeFilled(ORIGINAL, 300);
const MAP = pageMap(ORIGINAL);

/** A page of a kind: the one in the middle, or the last. */
function pageOf(kind: string, which: "middle" | "last" = "middle"): number {
  const pages = MAP.filter(({ name, type }) => `${name} ${type}` === kind);
  const found = which === "last" ? pages.at(-1) : pages[pages.length >> 1];
  assert.ok(found, kind);
  return found.page;
}

function withDamage(page: number, body: (path: string) => unknown) {
  return withPath(async (path) => {
    await Deno.copyFile(ORIGINAL, path);
    spoil(path, page, page);
    await body(path);
  });
}

/** What a report says of a sound copy. */
async function soundReport<T>(read: (store: Store) => Promise<T>): Promise<T> {
  const path = `${folder}/sound.db`;
  await Deno.copyFile(ORIGINAL, path);
  const store = await openStore({ path });
  const report = await read(store);
  await store.close();
  return report;
}

const mend = (error: unknown) =>
  error instanceof StoreError && /damaged.*deno task recover/.test(error.message);

const REFUSED = [
  "sqlite_schema internal",
  "sqlite_schema leaf",
  "sqlite_schema overflow",
  "running leaf",
  "payloads internal",
];

for (const kind of REFUSED) {
  Deno.test(`a start with noise in "${kind}" is refused, and the mend is named`, () =>
    withDamage(pageOf(kind), async (path) => {
      const before = await Deno.readFile(path);
      await assert.rejects(openStore({ path }), mend);
      await assert.rejects(openStore({ path }), mend, "and the lock is free again");
      assert.deepEqual((await Deno.readFile(path)).length, before.length);
    }));
}

Deno.test("a start with a file that is cut off is refused, and the mend is named", () =>
  withPath(async (path) => {
    await Deno.copyFile(ORIGINAL, path);
    await Deno.truncate(path, Math.floor(pagesOf(path) / 2) * PAGE);
    await assert.rejects(openStore({ path }), mend);
  }));

const DERIVED = [
  "rollups internal",
  "zones leaf",
  "versions leaf",
  "sqlite_autoindex_versions_1 leaf",
];

for (const kind of DERIVED) {
  Deno.test(`sums with noise in "${kind}" are made anew at the start, and it is told`, () =>
    withDamage(pageOf(kind), async (path) => {
      const { totals } = await soundReport((store) => store.read("stats", {}));
      const notices: string[] = [];
      const store = await openStore({ path, onNotice: (notice) => notices.push(notice) });
      assert.deepEqual((await store.read("stats", {})).totals, totals);
      await store.record(exchange());
      assert.equal((await store.read("stats", {})).totals.requests, totals.requests + 1);
      assert.equal(store.health().status, "ok");
      await store.close();
      assert.match(notices.join(), /sums of .* are made anew.*deno task recover/);
      notices.length = 0;
      await (await openStore({ path, onNotice: (notice) => notices.push(notice) })).close();
      assert.deepEqual(notices, []);
    }));
}

const beginning = (run: number, request: string): Beginning => ({
  run,
  requestId: `begun-${run}`,
  startedAt: Date.parse("2026-03-04T12:00:00.500Z"),
  alias: "small",
  provider: "acme",
  upstreamModel: "acme-small-1",
  stream: true,
  client: null,
  project: null,
  request,
});

/** Pages that a new row needs. */
const NEEDED = ["exchanges leaf", "sqlite_sequence leaf", "attempts leaf", "idx_model internal"];

for (const kind of NEEDED) {
  Deno.test(`requests that noise in "${kind}" keeps out go to a ledger of their own, whole`, () =>
    withDamage(pageOf(kind, "last"), async (path) => {
      const { rescue } = storeFiles(path);
      const problems: string[] = [];
      const store = await openStore({ path, onProblem: (problem) => problems.push(problem) });
      const request = JSON.stringify({ model: "m", messages: [{ role: "user", content: "mine" }] });
      store.begin(beginning(7, request));
      store.begin(beginning(8, request));
      // Waiting for a report means that the writer has the beginnings.
      await store.read("filters", {});
      await store.record(exchange({ run: 7, requestId: "begun-7", request }));
      await store.record(exchange({ requestId: "after" }));
      const { status, reason, waiting } = store.health();
      assert.deepEqual([status, waiting], ["degraded", 0]);
      assert.ok(reason?.includes("deno task recover") && reason.includes(rescue), reason);
      assert.deepEqual(problems, [reason]);
      store.begin(beginning(9, request));
      await store.close();
      const kept = new DatabaseSync(rescue, { readOnly: true });
      assert.deepEqual(
        kept.prepare("SELECT request_id, outcome, request_data FROM requests ORDER BY id").all()
          .map((row) => Object.values(row)),
        [["begun-7", "ok", request], ["after", "ok", exchange().request]],
      );
      kept.close();
    }));
}

Deno.test("a rescue works under the permissions of a server", () =>
  withDamage(pageOf("exchanges leaf", "last"), async (path) => {
    const files = storeFiles(path).all.join(",");
    const here = import.meta.dirname ?? "";
    const { success, stderr } = await new Deno.Command(Deno.execPath(), {
      args: [
        ...["run", "--no-prompt", "--no-check", `--allow-read=${here}/../..,${files}`],
        ...[`--allow-write=${files}`, `${here}/rescue_one.ts`, path],
      ],
    }).output();
    assert.ok(success, new TextDecoder().decode(stderr));
    const kept = new DatabaseSync(storeFiles(path).rescue, { readOnly: true });
    assert.equal(kept.prepare("SELECT COUNT(*) AS n FROM exchanges").get()?.n, 1);
    kept.close();
  }));

Deno.test("the start after a rescue tells where the requests are; what has ended is not interrupted", () =>
  withDamage(pageOf("attempts leaf", "last"), async (path) => {
    const store = await openStore({ path });
    store.begin(beginning(7, "{}"));
    store.begin(beginning(8, "{}"));
    await store.record(exchange({ run: 7, requestId: "begun-7" }));
    await store.close();
    const notices: string[] = [];
    const again = await openStore({ path, onNotice: (notice) => notices.push(notice) });
    await again.close();
    assert.match(notices.join(), /requests\.db-rescue holds requests.*deno task import/);
    const db = new DatabaseSync(path, { readOnly: true });
    const booked = db.prepare("SELECT request_id FROM exchanges WHERE outcome = 'interrupted'")
      .all();
    assert.deepEqual(booked.map(({ request_id }) => request_id), ["begun-8"]);
    db.close();
  }));

Deno.test("sums that only a report meets are made anew by the next start", async () => {
  // Hours are added up from quarter hours, most of which no start reads.
  const days = Array.from(
    { length: 16 },
    (_, day) => `2026-01-${String(day + 1).padStart(2, "0")}`,
  );
  const hours = (store: Store) =>
    Promise.allSettled(days.map((date) => store.read("hourly", { date })));
  const expected = await soundReport(hours);
  // With days that are summed up, a start reads those.
  const summed = `${folder}/summed.db`;
  await Deno.copyFile(ORIGINAL, summed);
  const writer = new Writer(await openDatabase({ path: summed }), summed);
  while (!writer.fillZones(0, Date.parse("2026-06-01")));
  writer.close();
  let met = 0;
  for (const { name, type, page } of pageMap(summed)) {
    if (name !== "rollups" || type !== "leaf") continue;
    await withPath(async (path) => {
      await Deno.copyFile(summed, path);
      spoil(path, page);
      const store = await openStore({ path });
      for (const report of await hours(store)) {
        if (report.status === "fulfilled") continue;
        met++;
        assert.match(report.reason.message, /sums .* are damaged\. Restart Apantli/);
      }
      await store.record(exchange());
      await store.close();
      const again = await openStore({ path });
      assert.deepEqual(await hours(again), expected);
      await again.close();
    });
  }
  assert.ok(met > 0);
});

Deno.test("wherever a page is damaged, no start and no report breaks, and no new request is lost", async () => {
  const seen = new Set<string>();
  const pages = MAP.filter(({ name, type }) =>
    !seen.has(`${name} ${type}`) && seen.add(`${name} ${type}`)
  );
  for (const { page } of pages) {
    await withDamage(page, async (path) => {
      const store = await openStore({ path }).catch((error) => {
        assert.ok(mend(error), error.message);
        return null;
      });
      if (store === null) return;
      const reports = [
        store.read("stats", {}),
        store.read("daily", {}),
        store.read("requests", { outcome: "all", limit: 300 }),
        store.read("requests", { search: "session" }),
        store.read("request", { id: 150 }),
      ];
      for (const report of await Promise.allSettled(reports)) {
        if (report.status === "rejected") assert.ok(mend(report.reason), String(report.reason));
      }
      await store.record(exchange({ requestId: "new" }));
      await store.close();
      const found = [path, storeFiles(path).rescue].some((file) => {
        try {
          using db = new DatabaseSync(file, { readOnly: true });
          const last = db.prepare("SELECT request_id FROM exchanges ORDER BY id DESC LIMIT 1");
          return last.get()?.request_id === "new";
        } catch {
          return false;
        }
      });
      assert.ok(found, `page ${page}`);
    });
  }
});

Deno.test("a report that meets a damaged page says so; others answer", () =>
  withDamage(pageOf("texts leaf"), async (path) => {
    const store = await openStore({ path });
    await assert.rejects(store.read("requests", { outcome: "all", limit: 300 }), mend);
    assert.ok((await store.read("stats", {})).totals.requests > 0);
    assert.ok((await store.read("dateRange", {})).start_date !== null);
    await store.close();
  }));

const SEARCHES: readonly [what: string, damage: (search: string) => void][] = [
  ["noise all over", (search) => Deno.writeFileSync(search, noise(40_000, 5))],
  ["noise in its first page", (search) => spoil(search, 1)],
  ["noise behind its first page", (search) => {
    overwrite(search, PAGE, noise((pagesOf(search) - 1) * PAGE, 2));
  }],
];

for (const [what, damage] of SEARCHES) {
  Deno.test(`a full-text index with ${what} is made anew by itself`, () =>
    withPath(async (path) => {
      await Deno.copyFile(ORIGINAL, path);
      const find = async () => {
        const store = await openStore({ path });
        let found = await store.read("requests", { search: "session" });
        while (found.search_lag) found = await store.read("requests", { search: "session" });
        await store.close();
        return found.total;
      };
      const before = await find();
      assert.ok(before !== null && before !== undefined && before > 0);
      damage(storeFiles(path).search);
      assert.equal(await find(), before);
    }));
}

Deno.test("what stands behind a damaged exchange is indexed and found", () =>
  withDamage(pageOf("exchanges leaf"), async (path) => {
    const store = await openStore({ path });
    await store.record(exchange({ request: JSON.stringify({ prompt: "archaeopteryx" }) }));
    let found = await store.read("requests", { search: "archaeopteryx" });
    while (found.search_lag) found = await store.read("requests", { search: "archaeopteryx" });
    assert.equal(found.requests.length, 1);
    await store.close();
  }));
