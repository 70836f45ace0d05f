import assert from "node:assert/strict";
import { backUp } from "../../lib/cli/backup_command.ts";
import { exportLog } from "../../lib/cli/export_command.ts";
import { recalculate } from "../../lib/cli/recalculate_command.ts";
import { openStore } from "../../lib/store/mod.ts";
import { exchange, withPath } from "../store/exchange.ts";

const quiet = () => {};

/** A database with one exchange, that no server has open. */
async function withDatabase(body: (path: string, folder: string) => Promise<void>) {
  await withPath(async (path) => {
    const store = await openStore({ path });
    await store.record(exchange({ requestId: "one" }));
    await store.close();
    await body(path, path.replace(/\/requests\.db$/, ""));
  });
}

/** Runs a command as its task does, with its permissions. */
async function run(name: string, ...args: string[]) {
  const launcher = new URL("../../lib/cli/launch_tool.ts", import.meta.url).pathname;
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: [
      ...["run", "--quiet", "--no-prompt", "--allow-read", "--allow-run", launcher],
      name,
      ...args,
    ],
  }).output();
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  return { code, out: text(stdout), err: text(stderr) };
}

for (const file of ["requests.db", "requests.db.lock", "requests.db-search", "./requests.db"]) {
  Deno.test(`export does not write over ${file}, which belongs to the database`, () =>
    withDatabase(async (path, folder) => {
      const before = await Deno.readFile(path);
      await Deno.writeTextFile(`${path}-search`, "the index");
      const call = exportLog(["--db", path, `${folder}/${file}`], quiet);
      await assert.rejects(call, {
        name: "UsageError",
        message: /belongs to the database\. Name another file\.$/,
      });
      assert.deepEqual(await Deno.readFile(path), before);
      assert.equal(await Deno.readTextFile(`${path}-search`), "the index");
    }));
}

Deno.test("export sees through links to the database, on either side", () =>
  withDatabase(async (path, folder) => {
    const before = await Deno.readFile(path);
    await Deno.symlink(path, `${folder}/link`);
    const calls = [["--db", path, `${folder}/link`], ["--db", `${folder}/link`, path]];
    for (const args of calls) {
      await assert.rejects(exportLog(args, quiet), /belongs to the database/);
    }
    assert.deepEqual(await Deno.readFile(path), before);
  }));

Deno.test("export writes over its own earlier file", () =>
  withDatabase(async (path) => {
    await Deno.writeTextFile(`${path}.out`, "x".repeat(100_000));
    await exportLog(["--db", path, `${path}.out`], quiet);
    const text = await Deno.readTextFile(`${path}.out`);
    assert.equal(JSON.parse(text).request_id, "one");
  }));

for (const [name, command] of [["export", exportLog], ["backup", backUp]] as const) {
  Deno.test(`${name} into a folder that is not there says what to do, and makes no file`, () =>
    withDatabase(async (path, folder) => {
      await assert.rejects(command(["--db", path, `${folder}/none/out`], quiet), {
        name: "UsageError",
        message: /none\/out cannot be written \(.+\)\. Name a file in a folder that exists/,
      });
      await assert.rejects(Deno.stat(`${folder}/none`), Deno.errors.NotFound);
    }));

  Deno.test(`${name} of a database that is not there says so, and makes neither`, () =>
    withPath(async (path) => {
      const target = `${path}.out`;
      await assert.rejects(command(["--db", path, target], quiet), {
        name: "StoreError",
        message: `There is no ${path}. Name the database with --db.`,
      });
      for (const file of [path, target]) {
        await assert.rejects(Deno.stat(file), Deno.errors.NotFound, file);
      }
    }));

  Deno.test(`${name} --help lists the flags and touches nothing`, async () => {
    const said: string[] = [];
    assert.equal(await command(["--help", "--db", "/none/none"], (text) => said.push(text)), 0);
    assert.match(said.join(), new RegExp(`^deno task ${name} FILE [^]*--db FILE[^]*--help`));
  });
}

Deno.test("export to a folder, without a file and in an unknown format says what to write", () =>
  withDatabase(async (path, folder) => {
    const call = (...args: string[]) => exportLog(["--db", path, ...args], quiet);
    await assert.rejects(call(folder), /cannot be written/);
    await assert.rejects(call(), /Name the file: deno task export FILE/);
    await assert.rejects(call("--format", "xml", "x"), /--format is jsonl or csv/);
    await assert.rejects(call("--since", "yesterday", "x"), /--since must be a date/);
    await assert.rejects(call("--until", "2026-02-30", "x"), /--until must be a date/);
  }));

for (const [what, config] of [["missing", null], ["broken", "model_list: ["]] as const) {
  Deno.test(`recalculate with a ${what} configuration writes nothing: it would lack its prices`, () =>
    withDatabase(async (path) => {
      if (config !== null) await Deno.writeTextFile(`${path}.yaml`, config);
      const args = ["--db", path, "--config", `${path}.yaml`, "--yes"];
      assert.throws(() => recalculate(args, quiet, () => true), {
        name: "UsageError",
        message: `${path}.yaml cannot be read. Mend it, or name another with --config.`,
      });
    }));
}

Deno.test("recalculate --help asks nothing and needs no database", () => {
  const said: string[] = [];
  const ask = () => assert.fail("asked");
  assert.equal(recalculate(["--help", "--db", "/none"], (text) => said.push(text), ask), 0);
  assert.match(said.join(), /--dry-run[^]*--as-of DATE/);
});

const EXITS: readonly [name: string, args: string[], code: number, told: RegExp][] = [
  ["export", ["--format"], 2, /^--format lacks its value\. Write --format jsonl\|csv\.\n$/],
  ["export", ["out", "--db", "none.db"], 1, /^There is no none\.db\. Name the database.*\n$/],
  ["backup", [], 2, /^Name the copy: deno task backup FILE\n$/],
  ["recalculate", ["--yes=no"], 2, /^--yes takes no value\. Write --yes alone\.\n$/],
  ["export", ["a,b"], 2, /"a,b" has a comma/],
];

for (const [name, args, code, told] of EXITS) {
  Deno.test(`deno task ${[name, ...args].join(" ")} ends with ${code} and one sentence`, async () => {
    const ended = await run(name, ...args);
    assert.deepEqual([ended.code, ended.out], [code, ""]);
    assert.match(ended.err, told);
  });
}

Deno.test("deno task export - writes to standard output and nothing but the log", () =>
  withDatabase(async (path) => {
    const { code, out, err } = await run("export", "-", "--db", path);
    assert.deepEqual([code, err], [0, ""]);
    assert.equal(JSON.parse(out).request_id, "one");
  }));

Deno.test("deno task export - ends in silence when its reader has seen enough", () =>
  withDatabase(async (path) => {
    const child = new Deno.Command(Deno.execPath(), {
      args: [
        ...[
          "run",
          "--quiet",
          "-A",
          new URL("../../lib/cli/export_command.ts", import.meta.url).href,
        ],
        ...["-", "--db", path],
      ],
      stdout: "piped",
      stderr: "piped",
    }).spawn();
    await child.stdout.cancel();
    assert.equal(await new Response(child.stderr).text(), "");
    assert.equal((await child.status).code, 0);
  }));
