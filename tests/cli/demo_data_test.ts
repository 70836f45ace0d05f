import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import { demoData } from "../../lib/cli/demo_data_command.ts";
import { UsageError } from "../../lib/cli/flags.ts";
import { toolFlags } from "../../lib/cli/tool_permissions.ts";
import { storeFiles } from "../../lib/store/files.ts";
import { withPath } from "../store/exchange.ts";

const NOW = Date.UTC(2026, 10, 19, 15, 30);

/** What the command says, and the rows that it makes. */
async function run(args: string[], now = NOW) {
  const said: string[] = [];
  const code = await demoData(args, (text) => said.push(text), now);
  return { code, said };
}

function rowsOf(path: string) {
  const db = new DatabaseSync(path, { readOnly: true });
  try {
    return db.prepare("SELECT request_id, timestamp, request_data FROM requests ORDER BY id").all()
      .map(({ request_id, timestamp, request_data }) => ({
        id: String(request_id),
        at: String(timestamp),
        request: String(request_data),
      }));
  } finally {
    db.close();
  }
}

Deno.test("demo-data makes a database and says how to look at it", () =>
  withPath(async (path) => {
    const { code, said } = await run(["--db", path, "--exchanges", "150"]);
    assert.equal(code, 0);
    assert.match(said[0] ?? "", /^150 requests are in .*requests\.db\. Nobody sent them/);
    assert.match(said[1] ?? "", /deno task start --db .*requests\.db --port 4001$/);
    const rows = rowsOf(path);
    assert.equal(rows.length, 150);
    assert.ok((rows[0]?.at ?? "") < "2024-02" && (rows.at(-1)?.at ?? "") > "2026-11-1");
  }));

Deno.test("demo-data with a seed is the same again, with another one it is not", () =>
  withPath(async (path) => {
    const ids = async (name: string, ...args: string[]) => {
      await run(["--db", path + name, "--exchanges", "60", ...args]);
      return rowsOf(path + name).map(({ id }) => id);
    };
    const first = await ids("1");
    assert.deepEqual(await ids("2", "--seed", "1"), first);
    assert.notDeepEqual(await ids("3", "--seed", "2"), first);
  }));

Deno.test("--years and --until set the period, the last day inclusive", () =>
  withPath(async (path) => {
    const flags = ["--years", "0.1", "--until", "2025-03-31", "--lean"];
    await run(["--db", path, "--exchanges", "400", ...flags]);
    const days = new Set(rowsOf(path).map(({ at }) => at.slice(0, 10)));
    assert.ok([...days].every((day) => day >= "2025-02-22" && day <= "2025-03-31"));
    assert.ok(days.has("2025-03-31"));
  }));

Deno.test("--until today ends now", () =>
  withPath(async (path) => {
    const flags = ["--years", "0.02", "--until", "2026-11-19"];
    await run(["--db", path, "--exchanges", "300", ...flags]);
    const last = rowsOf(path).at(-1)?.at ?? "";
    assert.ok(last.startsWith("2026-11-19") && last < "2026-11-19T15:30", last);
  }));

Deno.test("--lean makes short texts", () =>
  withPath(async (path) => {
    await run(["--db", path, "--exchanges", "100", "--lean"]);
    assert.ok(rowsOf(path).every(({ request }) => request.length < 400));
  }));

Deno.test("demo-data leaves a file alone that is there, whatever it is", () =>
  withPath(async (path) => {
    await run(["--db", path, "--exchanges", "20"]);
    const before = rowsOf(path);
    await Deno.writeTextFile(`${path}.txt`, "notes");
    for (const taken of [path, `${path}.txt`]) {
      await assert.rejects(run(["--db", taken]), {
        name: "UsageError",
        message: `${taken} is there already. Name a new file with --db, or delete this one.`,
      });
    }
    assert.deepEqual(rowsOf(path), before);
    assert.equal(await Deno.readTextFile(`${path}.txt`), "notes");
  }));

Deno.test("an empty file is as good as none", () =>
  withPath(async (path) => {
    await Deno.writeTextFile(path, "");
    await run(["--db", path, "--exchanges", "20"]);
    assert.equal(rowsOf(path).length, 20);
  }));

const MISTAKES: readonly [args: string[], told: RegExp][] = [
  [["--exchanges", "many"], /^--exchanges must be a number from 1 to 100000000, not "many"\.$/],
  [["--exchanges", "0"], /--exchanges must be/],
  [["--years", "-1"], /--years must be a number from 0\.01 to 20/],
  [["--years", "1e9"], /--years must be/],
  [["--seed", "x"], /--seed must be/],
  [["--until", "tomorrow"], /--until must be a date like/],
  [["--until", "2026-11-20"], /^--until lies in the future\. Name a day that has begun\.$/],
  [["--lean=yes"], /--lean takes no value/],
  [["--exchanges"], /--exchanges lacks its value/],
  [["more"], /There is nothing called "more"/],
];

for (const [args, told] of MISTAKES) {
  Deno.test(`demo-data ${args.join(" ")} makes nothing and says what to write`, () =>
    withPath(async (path) => {
      await assert.rejects(run(["--db", path, ...args]), (error) => {
        assert.ok(error instanceof UsageError);
        assert.match(error.message, told);
        return true;
      });
      await assert.rejects(Deno.stat(path), Deno.errors.NotFound);
    }));
}

Deno.test("demo-data --help tells its own default database, once", async () => {
  const { code, said } = await run(["--help"]);
  assert.equal(code, 0);
  assert.match(said.join("\n"), /--db FILE +the database to make \(default: demo\.db\)/);
  assert.equal(said.join("\n").match(/--db/g)?.length, 1);
});

Deno.test("demo-data may write the files of its database and no others", () => {
  const flags = toolFlags("demo_data", ["--exchanges", "200", "--seed", "5", "--years", "2"]);
  const written = flags.filter((flag) => flag.startsWith("--allow-write="));
  const files = storeFiles("demo.db").all.join(",");
  assert.deepEqual(written, [`--allow-write=${files}`]);
});

Deno.test("deno task demo-data works under its permissions, in the folder that it is called in", () =>
  withPath(async (path) => {
    const folder = path.replace(/\/requests\.db$/, "");
    const launcher = new URL("../../lib/cli/launch_tool.ts", import.meta.url).pathname;
    const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
      cwd: folder,
      args: [
        ...["run", "--quiet", "--no-prompt", "--allow-read", "--allow-run", launcher],
        ...["demo_data", "--exchanges", "200", "--years", "1"],
      ],
    }).output();
    const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
    assert.deepEqual([code, text(stderr)], [0, ""]);
    assert.match(text(stdout), /^200 requests are in demo\.db\./);
    const files = [...Deno.readDirSync(folder)].map(({ name }) => name);
    const own = storeFiles("demo.db").all;
    assert.ok(files.includes("demo.db") && files.every((name) => own.includes(name)), files.join());
    assert.equal(rowsOf(`${folder}/demo.db`).length, 200);
  }));
