import assert from "node:assert/strict";
import fc from "fast-check";
import { exportLog } from "../../lib/cli/export_command.ts";
import { importLog } from "../../lib/cli/import_command.ts";
import { openDatabase } from "../../lib/store/open_database.ts";
import { applyCosts } from "../../lib/store/recosting.ts";
import { Writer } from "../../lib/store/writer.ts";
import type { Exchange } from "../../lib/types/exchange.ts";
import { NO_USAGE } from "../../lib/types/usage.ts";
import { costOf, exchange, withPath } from "../store/exchange.ts";
import { makeOldDatabase } from "../store/predecessor.ts";

const words = fc.string({ unit: fc.constantFrom(..."ab,\"\r\n\t '=+-@\\é😀\u2028") });
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });
const json = fc.jsonValue({ stringUnit: "grapheme" }).map((value) => JSON.stringify(value));

/** Exchanges as the server books them, with odd texts in every place. */
const exchanges: fc.Arbitrary<Exchange[]> = fc.array(
  fc.record({
    startedAt: fc.integer({ min: 0, max: Date.UTC(2040, 0) }),
    durationMs: fc.nat(100_000),
    alias: words,
    provider: maybe(words),
    upstreamModel: maybe(words),
    outcome: fc.constantFrom("ok" as const, "failed" as const, "interrupted" as const),
    error: maybe(words),
    status: fc.constantFrom(200, 429, 499),
    stream: fc.boolean(),
    firstByteMs: maybe(fc.nat(5000)),
    usage: maybe(
      fc.record({ input: fc.nat(), cacheRead: fc.nat(), output: fc.nat() }).map(
        (usage) => ({ ...NO_USAGE, ...usage, raw: { prompt: usage.input, said: "1.0" } }),
      ),
    ),
    cost: maybe(fc.maxSafeNat()).map((nanos) => nanos === null ? null : costOf(nanos)),
    finishReason: maybe(words),
    client: maybe(words),
    project: maybe(words),
    request: fc.oneof(fc.constant(""), json, fc.constant('{"a": 1.0, "b":12345678901234567890}')),
    response: maybe(json),
    notes: fc.jsonValue() as fc.Arbitrary<Exchange["notes"]>,
  }).map((facts) => exchange(facts)),
  { maxLength: 6 },
);

/** A ledger with these exchanges, some of them with a former cost. */
async function fill(path: string, exchanges: Exchange[]): Promise<void> {
  const db = await openDatabase({ path });
  assert.equal(new Writer(db, path).record(exchanges).refusal, null);
  const ids = db.prepare("SELECT id FROM exchanges WHERE cost_nanos > 5").all();
  const cost = costOf(77) ?? assert.fail();
  applyCosts(db, ids.map(({ id }) => ({ id: Number(id), cost })), Date.UTC(2026, 0));
  db.close();
}

const quiet = () => {};

/** What `deno task export` writes. */
async function exported(path: string, format: "jsonl" | "csv"): Promise<string> {
  const target = `${path}.${format}`;
  assert.equal(await exportLog(["--db", path, "--format", format, target], quiet), 0);
  return await Deno.readTextFile(target);
}

/** Imports a file into the ledger of this name; what it said. */
async function imported(file: string, db: string): Promise<string> {
  const said: string[] = [];
  const none = `${db}.yaml`;
  const code = await importLog([file, "--db", db, "--config", none], (text) => said.push(text));
  assert.equal(code, 0, said.join("\n"));
  return said.join("\n");
}

/** The database itself and both exports of it, each as an import's file. */
const WAYS = [
  ["a database", (path: string) => path],
  ["an export", (path: string) => `${path}.jsonl`],
] as const;

for (const [what, fileOf] of WAYS) {
  Deno.test(`${what} that is imported into an empty ledger exports as the same lines`, async () => {
    await fc.assert(
      fc.asyncProperty(exchanges, async (exchanges) => {
        await withPath(async (path) => {
          await fill(path, exchanges);
          const before = [await exported(path, "jsonl"), await exported(path, "csv")];
          await imported(fileOf(path), `${path}.new`);
          const again = await imported(fileOf(path), `${path}.new`);
          assert.match(again, /^Imported 0 requests\./);
          const after = [
            await exported(`${path}.new`, "jsonl"),
            await exported(`${path}.new`, "csv"),
          ];
          assert.deepEqual(after, before);
        });
      }),
      { numRuns: 15 },
    );
  });
}

Deno.test("a table that is imported into an empty ledger exports as the same table", async () => {
  await fc.assert(
    fc.asyncProperty(exchanges, async (exchanges) => {
      // An empty cell is NULL, so that an empty text is not told apart.
      const told = exchanges.filter((each) =>
        [
          each.provider,
          each.upstreamModel,
          each.error,
          each.finishReason,
          each.client,
          each.project,
        ]
          .every((text) => text !== "")
      );
      await withPath(async (path) => {
        await fill(path, told);
        const before = await exported(path, "csv");
        await imported(`${path}.csv`, `${path}.new`);
        assert.equal(await exported(`${path}.new`, "csv"), before);
      });
    }),
    { numRuns: 15 },
  );
});

Deno.test("rows that were migrated in place come back from an export without a request id", () =>
  withPath(async (path) => {
    makeOldDatabase(path).close();
    (await openDatabase({ path })).close();
    const before = await exported(path, "jsonl");
    await imported(`${path}.jsonl`, `${path}.new`);
    assert.equal(await exported(`${path}.new`, "jsonl"), before);
    // The copy of the old file, and its export, are the same requests.
    for (const file of [`${path}.backup-v0`, `${path}.jsonl`]) {
      assert.match(
        await imported(file, path),
        /^Imported 0 requests\.\n3 requests already there\./,
      );
    }
  }));
