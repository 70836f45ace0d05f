import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import { parseConfig } from "../../lib/config/load.ts";
import { differenceTable, recalculate } from "../../lib/cli/recalculate_command.ts";
import { Recalculation } from "../../lib/cli/recalculate.ts";
import { progressLine } from "../../lib/cli/progress.ts";
import { openDatabase } from "../../lib/store/open_database.ts";
import { usedExchanges } from "../../lib/store/mod.ts";
import { stats } from "../../lib/store/queries/stats.ts";
import { Writer } from "../../lib/store/writer.ts";
import type { Exchange } from "../../lib/types/exchange.ts";
import { NO_USAGE } from "../../lib/types/usage.ts";
import { costOf, exchange, withPath } from "../store/exchange.ts";

/** USD per million: 1 in, 4 out. */
const CONFIG = `model_list:
  - model_name: mine
    litellm_params: { model: openai/own, input_cost_per_token: 0.000001, output_cost_per_token: 0.000004 }
  - model_name: mini
    litellm_params: { model: openai/gpt-4o-mini }
`;
const usage = { ...NO_USAGE, input: 1_000_000, output: 500_000 };
const mine = (facts: Partial<Exchange> = {}) =>
  exchange({
    alias: "mine",
    provider: "openai",
    upstreamModel: "own",
    usage,
    cost: null,
    ...facts,
  });
const mini = (facts: Partial<Exchange> = {}) =>
  exchange({
    ...{ alias: "mini", provider: "openai", upstreamModel: "gpt-4o-mini", usage },
    ...{ cost: costOf(1), ...facts },
  });

/** Runs the command on a file with these exchanges; gives what it said and what is in the file. */
async function run(
  exchanges: Exchange[],
  args: string[] = ["--yes"],
  agrees: boolean | null = true,
) {
  let result = { code: -1, said: "", costs: [] as unknown[], history: [] as unknown[], total: 0 };
  await withPath(async (path) => {
    const db = await openDatabase({ path });
    assert.equal(new Writer(db, path).record(exchanges).refusal, null);
    await Deno.writeTextFile(`${path}.yaml`, CONFIG);
    const said: string[] = [];
    const code = recalculate(
      ["--db", path, "--config", `${path}.yaml`, ...args],
      (text) => said.push(text),
      agrees === null ? null : () => agrees,
    );
    result = {
      code,
      said: said.join("\n"),
      costs: db.prepare("SELECT cost_nanos AS n FROM exchanges ORDER BY id").all().map(({ n }) =>
        n
      ),
      history: db.prepare("SELECT exchange, cost_nanos FROM cost_history ORDER BY exchange").all()
        .map((row) => ({ ...row })),
      total: stats(db, {}).totals.cost,
    };
    db.close();
  });
  return result;
}

Deno.test("recalculate books what usage costs, keeps the old costs, and reports follow", async () => {
  const { code, said, costs, history, total } = await run([mine(), mini(), mine()]);
  assert.equal(code, 0);
  assert.deepEqual(costs, [3_000_000_000, 450_000_000, 3_000_000_000]);
  assert.deepEqual(history, [
    { exchange: 1, cost_nanos: null },
    { exchange: 2, cost_nanos: 1 },
    { exchange: 3, cost_nanos: null },
  ]);
  assert.equal(total, 6.45);
  assert.match(said, /mine +2 +2 +0\.000000 +6\.000000 +\+6\.000000/);
  assert.match(said, /mini +1 +0 +0\.000000 +0\.450000 +\+0\.450000/);
  assert.match(said, /3 costs are written/);
});

for (
  const [what, args, agrees] of [["--dry-run", ["--dry-run"], true], ["a no", [], false]] as const
) {
  Deno.test(`recalculate with ${what} shows the difference and writes nothing`, async () => {
    const { code, said, costs, history } = await run([mine(), mini()], [...args], agrees);
    assert.deepEqual([code, costs, history], [0, [null, 1], []]);
    assert.match(said, /mine/);
  });
}

Deno.test("recalculate that can ask nobody writes nothing, and says how it would", async () => {
  const { code, said, costs, history } = await run([mine(), mini()], [], null);
  assert.deepEqual([code, costs, history], [1, [null, 1], []]);
  assert.match(said, /Nothing is written: .* Add --yes/);
});

Deno.test("recalculate takes only the alias, and only the days, that it is told", async () => {
  const old = mine({ startedAt: Date.parse("2026-01-01T00:00:00Z") });
  const late = mine({ startedAt: Date.parse("2026-02-01T00:00:00Z") });
  const since = await run([old, late], ["--yes", "--since", "2026-01-02"]);
  assert.deepEqual(since.costs, [null, 3_000_000_000]);
  const model = await run([mine(), mini()], ["--yes", "--model", "mini"]);
  assert.deepEqual(model.costs, [null, 450_000_000]);
});

Deno.test("a cost whose price got lost stays as it is", async () => {
  const lost = exchange({ alias: "gone", provider: "openai", upstreamModel: "nobody", usage });
  const { costs, said } = await run([lost]);
  assert.deepEqual(costs, [2_000_000]);
  assert.equal(said, "Nothing differs.");
});

Deno.test("the provider's own report, the service tier and the predecessor's rows are understood", async () => {
  const reported = mini({ usage: { ...usage, raw: { cost: 0.25 } } });
  const flex = mini({ response: '{"service_tier":"flex","choices":[]}' });
  // Kept apart from its response, which may be off or gone.
  const kept = mini({ serviceTier: "flex", response: "{}" });
  const old = mini({ upstreamModel: null, provider: null });
  const { costs } = await run([reported, flex, old, kept]);
  assert.deepEqual(costs.slice(0, 1), [250_000_000]);
  assert.ok(Number(costs[1]) < 450_000_000, `${costs[1]}`);
  assert.equal(costs[2], 450_000_000);
  assert.equal(costs[3], costs[1]);
});

Deno.test("what calls before the last one were charged with stays", async () => {
  const before = { bucket: "reported", amount: 1, price: "0.5", nanos: 500_000_000, attempt: 1 };
  const cost = costOf(1) ?? assert.fail();
  const booked = mine({ cost: { ...cost, nanos: 500_000_001, lines: [...cost.lines, before] } });
  const { costs } = await run([booked]);
  assert.deepEqual(costs, [3_500_000_000]);
});

Deno.test("--as-of takes the prices of another day", () =>
  withPath(async (path) => {
    const db = await openDatabase({ path });
    const chat = exchange({
      ...{ alias: "chat", provider: "deepseek", upstreamModel: "deepseek-chat", usage, cost: null },
      startedAt: Date.parse("2025-09-10T00:00:00Z"),
    });
    new Writer(db, path).record([chat]);
    const [batch = []] = usedExchanges(db, {});
    const nanos = (asOf: string | null) =>
      new Recalculation(parseConfig("", "c"), asOf)
        .changes(batch)[0]?.cost.nanos;
    assert.deepEqual([nanos(null), nanos("2025-10-10")], [1_400_000_000, 490_000_000]);
    db.close();
  }));

Deno.test("recalculate says what is wrong: no file, an old schema, wrong flags", () =>
  withPath(async (path) => {
    const call = (...args: string[]) => () =>
      recalculate(["--db", path, ...args], () => {}, () => true);
    assert.throws(call(), /There is no .*Name the database/);
    const db = new DatabaseSync(path);
    db.exec("CREATE TABLE requests (id, timestamp, model)");
    db.close();
    assert.throws(call(), /Start the server once/);
    assert.throws(call("--sinse", "x"), /no flag --sinse/);
    assert.throws(call("--since", "2026-02-30"), /--since must be a date/);
    assert.throws(call("--since"), /--since lacks its value/);
    assert.throws(call("now"), /nothing called "now"/);
    await Promise.resolve();
  }));

Deno.test("recalculate reads many exchanges in batches, each once", async () => {
  const { costs, said } = await run(Array.from({ length: 1203 }, () => mine()));
  assert.equal(costs.filter((nanos) => nanos === 3_000_000_000).length, 1203);
  assert.match(said, /1203 costs are written/);
});

Deno.test("the command runs with access to its files alone", () =>
  withPath(async (path) => {
    const db = await openDatabase({ path });
    new Writer(db, path).record([mine()]);
    db.close();
    await Deno.writeTextFile(`${path}.yaml`, CONFIG);
    const launcher = new URL("../../lib/cli/launch_tool.ts", import.meta.url).pathname;
    const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
      args: [
        ...[
          "run",
          "--quiet",
          "--no-prompt",
          "--allow-read",
          "--allow-run",
          launcher,
          "recalculate",
        ],
        ...[`--db=${path}`, "--config", `${path}.yaml`, "--yes"],
      ],
    }).output();
    const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
    assert.equal(code, 0, text(stderr));
    assert.match(text(stdout), /1 costs are written/);
  }));

Deno.test("differenceTable() stands in columns", () => {
  const rows = differenceTable([
    { model: "a", changed: 1, priced: 0, before: 5_000_000_000n, after: 1_000_000n },
    { model: "long name", changed: 1000, priced: 10, before: 0n, after: 1n },
  ]).split("\n");
  assert.equal(new Set(rows.map((row) => row.length)).size, 1);
  assert.match(rows[1] ?? "", /^a .* -4\.999000$/);
});

Deno.test("progressLine() fills up", () => {
  assert.equal(progressLine("x", 0, 10), `x [${".".repeat(30)}] 0 %`);
  assert.equal(progressLine("x", 5, 10), `x [${"#".repeat(15)}${".".repeat(15)}] 50 %`);
  assert.equal(progressLine("x", 15, 10), `x [${"#".repeat(30)}] 100 %`);
  assert.equal(progressLine("x", 0, 0), `x [${"#".repeat(30)}] 100 %`);
});
