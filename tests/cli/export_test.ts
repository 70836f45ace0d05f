import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import { backUp } from "../../lib/cli/backup_command.ts";
import { exportLog } from "../../lib/cli/export_command.ts";
import { csvLine, jsonLine } from "../../lib/store/export_lines.ts";
import { openStore } from "../../lib/store/mod.ts";
import { costOf, exchange, withPath } from "../store/exchange.ts";
import { MOST_WRITES } from "./busy_writer.ts";

const EXCHANGES = [
  exchange({ requestId: "a", startedAt: Date.UTC(2026, 0, 1), cost: costOf(1), project: "blog" }),
  exchange({ requestId: "b", startedAt: Date.UTC(2026, 0, 2, 23), cost: null }),
  exchange({ requestId: "c", startedAt: Date.UTC(2026, 0, 3), outcome: "failed", error: "=1+1" }),
];

/** A store that runs, with the exchanges in it. */
async function withStore(body: (path: string) => Promise<void>) {
  await withPath(async (path) => {
    const store = await openStore({ path });
    await Promise.all(EXCHANGES.map((each) => store.record(each)));
    try {
      await body(path);
    } finally {
      await store.close();
    }
  });
}

const lines = async (path: string) => (await Deno.readTextFile(path)).trimEnd().split(/\r?\n/);
const quiet = () => {};

Deno.test("export writes every request as a line of JSON, payloads as JSON, money to the last digit", () =>
  withStore(async (path) => {
    const said: string[] = [];
    await exportLog(["--db", path, `${path}.jsonl`], (text) => said.push(text));
    assert.deepEqual(said, [`3 requests in ${path}.jsonl.`]);
    const rows = (await lines(`${path}.jsonl`)).map((line) => JSON.parse(line));
    assert.deepEqual(rows.map(({ request_id }) => request_id).sort(), ["a", "b", "c"]);
    const [a] = rows.filter(({ request_id }) => request_id === "a");
    assert.equal(a.cost_nanos, 1);
    assert.equal(a.request_data.messages[0].content, "hello");
    assert.deepEqual(a.cost_detail, [{ bucket: "input", amount: 10, price: "0.2", nanos: 1 }]);
  }));

Deno.test("export as CSV has a head, no payloads, and no formulas", () =>
  withStore(async (path) => {
    await exportLog(["--db", path, "--format", "csv", `${path}.csv`], quiet);
    const [head = "", ...rows] = await lines(`${path}.csv`);
    const columns = head.split(",");
    assert.equal(rows.length, 3);
    for (const name of ["timestamp", "model", "cost", "project"]) assert.ok(columns.includes(name));
    assert.ok(!columns.includes("request_data"));
    assert.ok(rows.some((row) => row.includes(",'=1+1,")));
  }));

Deno.test("export takes the format from the file's name unless told", () =>
  withStore(async (path) => {
    const said: string[] = [];
    const first = async (...args: string[]) => {
      await exportLog(["--db", path, ...args], (text) => said.push(text));
      return (await lines(args.at(-1) ?? ""))[0]?.slice(0, 3);
    };
    assert.equal(await first(`${path}.CSV`), "id,");
    assert.equal(await first(`${path}.txt`), '{"i');
    assert.equal(await first("--format", "jsonl", `${path}-2.csv`), '{"i');
    await first("--project", "blog", `${path}-3.csv`);
    assert.equal(said.at(-1), `1 request in ${path}-3.csv.`);
  }));

const FILTERS: [string[], string[]][] = [
  [["--since", "2026-01-02"], ["b", "c"]],
  [["--until", "2026-01-02"], ["a", "b"]],
  [["--since", "2026-01-02", "--until", "2026-01-02"], ["b"]],
  [["--project", "blog"], ["a"]],
  [["--project", "none"], []],
];

for (const [flags, ids] of FILTERS) {
  Deno.test(`export ${flags.join(" ")} writes [${ids}]`, () =>
    withStore(async (path) => {
      await exportLog(["--db", path, ...flags, `${path}.out`], quiet);
      const text = await Deno.readTextFile(`${path}.out`);
      const rows = text.trimEnd().split("\n").filter((line) => line !== "");
      assert.deepEqual(rows.map((line) => JSON.parse(line).request_id).sort(), ids);
    }));
}

Deno.test("jsonLine() keeps numbers and bytes of JSON as they are, on one line", () => {
  const row = { id: 12345678901234567890n, request_data: '{"a":1.0,\n  "b":12345678901234567890}' };
  assert.equal(
    jsonLine(row),
    '{"id":12345678901234567890,"request_data":{"a":1.0, "b":12345678901234567890}}\n',
  );
  assert.equal(jsonLine({ response_data: "no json" }), '{"response_data":"no json"}\n');
  assert.equal(jsonLine({ notes: null, cost: null }), '{"notes":null,"cost":null}\n');
});

Deno.test("csvLine() quotes what has to be quoted", () => {
  assert.equal(
    csvLine(['a"b', "c,d", "e\nf", null, 5n, 0.5, "-x"]),
    `"a""b","c,d","e\nf",,5,0.5,'-x\r\n`,
  );
});

Deno.test("backup ends beside a server that never pauses", () =>
  withStore(async (path) => {
    const db = new DatabaseSync(path);
    db.exec("CREATE TABLE busy (text TEXT)");
    // Several steps' worth of pages.
    const add = db.prepare("INSERT INTO busy VALUES (?)");
    for (let row = 0; row < 20; row++) add.run("x".repeat(1_000_000));
    const writer = new Worker(new URL("./busy_writer.ts", import.meta.url), { type: "module" });
    await new Promise((begun) => {
      writer.onmessage = begun;
      writer.postMessage(path);
    });
    assert.equal(await backUp(["--db", path, `${path}.copy`], quiet), 0);
    const written = Number(db.prepare("SELECT COUNT(*) AS n FROM busy").get()?.n) - 20;
    writer.terminate();
    db.close();
    assert.ok(written < MOST_WRITES, "it waited for the writer's end");
    const copy = new DatabaseSync(`${path}.copy`);
    assert.equal(copy.prepare("PRAGMA integrity_check").get()?.integrity_check, "ok");
    assert.equal(copy.prepare("SELECT COUNT(*) AS n FROM requests").get()?.n, 3);
    copy.close();
  }));

Deno.test("backup makes a copy that is whole, while the store runs, and overwrites nothing", () =>
  withStore(async (path) => {
    const said: string[] = [];
    assert.equal(await backUp(["--db", path, `${path}.copy`], (text) => said.push(text)), 0);
    assert.match(said.join(), /is a copy of .*MB/);
    const copy = new DatabaseSync(`${path}.copy`, { readOnly: true });
    assert.equal(copy.prepare("SELECT COUNT(*) AS n FROM requests").get()?.n, 3);
    assert.equal(copy.prepare("PRAGMA integrity_check").get()?.integrity_check, "ok");
    copy.close();
    await assert.rejects(backUp(["--db", path, `${path}.copy`], quiet), /is there already/);
    await assert.rejects(backUp(["--db", path], quiet), /Name the copy/);
  }));

for (const [name, file] of [["export", "out.jsonl"], ["backup", "copy.db"]]) {
  Deno.test(`deno task ${name} runs with access to its files alone`, () =>
    withStore(async (path) => {
      const launcher = new URL("../../lib/cli/launch_tool.ts", import.meta.url).pathname;
      const target = path.replace("requests.db", file ?? "");
      const { code, stderr } = await new Deno.Command(Deno.execPath(), {
        args: [
          ...["run", "--quiet", "--no-prompt", "--allow-read", "--allow-run", launcher, name ?? ""],
          ...[target, "--db", path],
        ],
      }).output();
      assert.equal(code, 0, new TextDecoder().decode(stderr));
      assert.ok((await Deno.stat(target)).size > 0);
    }));
}
