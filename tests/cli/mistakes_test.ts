import assert from "node:assert/strict";
import { backUp } from "../../lib/cli/backup_command.ts";
import { exportLog } from "../../lib/cli/export_command.ts";
import { recalculate } from "../../lib/cli/recalculate_command.ts";
import { withPath } from "../store/exchange.ts";
import { withDatabase } from "./database.ts";

const quiet = () => {};

for (
  const file of [
    "requests.db",
    "./requests.db",
    "requests.db.lock",
    "requests.db-search",
    "./requests.db.backup-v0-journal",
    "requests.db.backup-v0",
  ]
) {
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
    await Deno.symlink(folder, `${path}.folder`);
    await Deno.writeTextFile(`${path}-search`, "the index");
    const calls = [
      ["--db", path, `${folder}/link`],
      ["--db", `${folder}/link`, path],
      ["--db", `${folder}/link`, `${path}-search`],
      ["--db", `${path}.folder/requests.db`, `${path}.folder/requests.db.backup-v0`],
    ];
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

Deno.test({
  name: "backup that runs out of room says so, and leaves no half of a copy",
  ignore: Deno.build.os === "windows",
  fn: () =>
    withDatabase(async (path) => {
      const script = new URL("../../lib/cli/backup_command.ts", import.meta.url).pathname;
      // No file may grow beyond 32 KiB, and what tries gets an error in place of a signal.
      const limit = 'trap "" XFSZ; ulimit -f 64; exec "$@"';
      const run = ["run", "--quiet", "-A", script, `${path}.copy`, "--db", path];
      const { code, stderr } = await new Deno.Command("sh", {
        args: ["-c", limit, "sh", Deno.execPath(), ...run],
      }).output();
      assert.equal(code, 2);
      assert.match(new TextDecoder().decode(stderr), /copy cannot be written \(.+\)\. .*has room/);
      await assert.rejects(Deno.stat(`${path}.copy`), Deno.errors.NotFound);
    }),
});

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
