import assert from "node:assert/strict";
import { pruneLog } from "../../lib/cli/prune_command.ts";
import { openDatabase, openForCommand } from "../../lib/store/open_database.ts";
import { Writer } from "../../lib/store/writer.ts";
import { exchange, withPath } from "../store/exchange.ts";
import { makeOldDatabase } from "../store/predecessor.ts";

const DAY = 86_400_000;

/** Ten requests, one for each tenth day back from today. */
async function fill(path: string) {
  const db = await openDatabase({ path });
  for (let age = 90; age >= 0; age -= 10) {
    const at = Date.now() - age * DAY;
    const messages = [{ role: "user", content: `${age} ${"days ago ".repeat(2000)}` }];
    new Writer(db, path, () => at).record([
      exchange({ startedAt: at, request: JSON.stringify({ model: "m", messages }) }),
    ]);
  }
  db.close();
}

async function run(path: string, ...args: string[]): Promise<string> {
  const said: string[] = [];
  const tool = ["--db", path, "--config", path.replace(/[^/]+$/, "config.yaml"), ...args];
  assert.equal(await pruneLog(tool, (text) => said.push(text), () => Promise.resolve()), 0);
  return said.join("\n");
}

function counts(path: string): number[] {
  const db = openForCommand(path);
  try {
    return ["exchanges", "payloads", "texts"].map((table) =>
      Number(db.prepare(`SELECT COUNT(*) AS n FROM ${table}`).get()?.n)
    );
  } finally {
    db.close();
  }
}

const CASES: readonly [args: string, gone: string, left: number[]][] = [
  ["--payloads 45d", "0 requests, 5 payloads, 5 texts", [10, 5, 5]],
  ["--rows 65d", "3 requests, 3 payloads, 3 texts", [7, 7, 7]],
  ["--rows 65d --payloads 2w", "3 requests, 8 payloads, 8 texts", [7, 2, 2]],
  ["--payloads 2y", "0 requests, 0 payloads, 0 texts", [10, 10, 10]],
  ["--payloads forever --rows 1w", "9 requests, 9 payloads, 9 texts", [1, 1, 1]],
  ["--payloads 0d", "0 requests, 9 payloads, 9 texts", [10, 1, 1]],
];

for (const [line, gone, left] of CASES) {
  Deno.test(`prune ${line} deletes what it says before with --dry-run`, () =>
    withPath(async (path) => {
      await fill(path);
      const args = line.split(" ");
      const trial = await run(path, ...args, "--dry-run");
      assert.match(trial, new RegExp(`would delete ${gone} \\(.*\\)\\. Nothing is deleted`));
      assert.deepEqual(counts(path), [10, 10, 10]);
      assert.match(await run(path, ...args), new RegExp(`^${gone} .* deleted\\. `, "m"));
      assert.deepEqual(counts(path), left);
    }));
}

Deno.test("prune without flags does what the configuration says, and names it", () =>
  withPath(async (path) => {
    await fill(path);
    await Deno.writeTextFile(
      path.replace(/[^/]+$/, "config.yaml"),
      "model_list: []\ngeneral_settings: {retention: {payloads: 45d}}\n",
    );
    assert.match(
      await run(path),
      /^By general_settings\.retention of .*: payloads go after 45 days\.\n/,
    );
    assert.deepEqual(counts(path), [10, 5, 5]);
    assert.match(await run(path, "--payloads", "15d"), /^By --payloads: /);
  }));

Deno.test("prune --max-size deletes the oldest days until it is enough, and tells what came back", () =>
  withPath(async (path) => {
    await fill(path);
    const size = (await Deno.stat(path)).size;
    const said = await run(path, "--max-size", `${(size - 50_000) / 1e6}MB`);
    const [, payloads] = counts(path);
    assert.ok(Number(payloads) < 10 && Number(payloads) > 4, said);
    const [, smaller = ""] = /is (\d+\.\d) kB smaller/.exec(said) ?? [];
    assert.equal(((size - (await Deno.stat(path)).size) / 1000).toFixed(1), smaller);
  }));

Deno.test("prune tells when a size cannot be reached", () =>
  withPath(async (path) => {
    await fill(path);
    assert.match(await run(path, "--max-size", "0MB"), /It still takes .*--rows/);
    assert.deepEqual(counts(path), [10, 0, 0]);
  }));

Deno.test("prune tells of a file that cannot shrink, and how to make it", () =>
  withPath(async (path) => {
    makeOldDatabase(path).close();
    (await openDatabase({ path })).close();
    assert.match(await run(path, "--payloads", "1d"), /stays as large.*stop the server.*VACUUM"/);
    assert.match(await run(path, "--payloads", "1d"), /0 payloads/);
  }));

const WRONG: readonly [args: string[], config: string | null, told: RegExp][] = [
  [["--payloads", "soon"], null, /^--payloads must be a time like 90d.*, not "soon"\.$/],
  [["--max-size", "2"], null, /^--max-size must be a size like 500MB or 2GB, not "2"\.$/],
  [[], null, /config\.yaml cannot be read\. Mend it/],
  [[], "model_list: []", /keeps everything for ever\. Set general_settings\.retention/],
  [[], "general_settings: {retention: {payloads: soon}}", /config\.yaml:1: .*retention.*time like/],
];

for (const [args, config, told] of WRONG) {
  Deno.test(`prune ${args.join(" ")} with the configuration ${config} says what to write`, () =>
    withPath(async (path) => {
      await fill(path);
      if (config !== null) await Deno.writeTextFile(path.replace(/[^/]+$/, "config.yaml"), config);
      await assert.rejects(run(path, ...args), { name: "UsageError", message: told });
      assert.deepEqual(counts(path), [10, 10, 10]);
    }));
}

Deno.test("prune beside a server that goes on storing comes to its end", () =>
  withPath(async (path) => {
    await fill(path);
    const db = await openDatabase({ path });
    const writer = new Writer(db, path);
    let waits = 0;
    const store = () => {
      assert.ok(++waits < 200, "it never ends");
      const messages = [{ role: "user", content: `${waits} ${"new ".repeat(200)}` }];
      writer.record([exchange({ startedAt: Date.now(), request: JSON.stringify({ messages }) })]);
      return Promise.resolve();
    };
    assert.equal(await pruneLog(["--db", path, "--max-size", "0MB"], () => {}, store), 0);
    const old = db.prepare("SELECT COUNT(*) AS n FROM payloads WHERE exchange <= 10").get();
    assert.equal(old?.n, 0);
    db.close();
  }));
