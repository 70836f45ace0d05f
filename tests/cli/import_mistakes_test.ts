import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import { importLog } from "../../lib/cli/import_command.ts";
import { withDatabase } from "./database.ts";

/** What a user gets wrong: FOLDER stands for a folder with `requests.db` and the file `source`. */
const MISTAKES:
  readonly (readonly [what: string, args: string, source: string | Uint8Array, message: RegExp])[] =
    [
      ["no file", "", "", /^Name the file: deno task import FILE$/],
      ["a file that is not there", "FOLDER/nothing", "", /^There is no .*nothing\.$/],
      ["a folder", "FOLDER", "", /is a folder\. Name a file\.$/],
      [
        "an unknown format",
        "FOLDER/source --format xml",
        "{}",
        /^--format is one of sqlite, jsonl, json, csv\.$/,
      ],
      [
        "the database itself",
        "FOLDER/requests.db",
        "",
        /is the database itself\. Name another file/,
      ],
      ["the database by another name", "FOLDER/link", "", /is the database itself/],
      [
        "a project without a name",
        "FOLDER/source --project=\u00a0",
        "{}",
        /^--project is a name of letters/,
      ],
      [
        "a project that no path can hold",
        "FOLDER/source --project a/b",
        "{}",
        /^--project is a name of/,
      ],
      ["a database of another program", "FOLDER/other.db", "", /has no table "requests"/],
      [
        "a table that is no log",
        "FOLDER/source",
        "a,b\n1,2\n",
        /has no columns of a log: neither timestamp and model nor startTime/,
      ],
      [
        "something compressed",
        "FOLDER/source",
        new Uint8Array([0x1f, 0x8b, 8, 0]),
        /source is compressed\. Unpack it/,
      ],
      [
        "a configuration that is broken",
        "FOLDER/source --config FOLDER/broken.yaml",
        "{}",
        /broken\.yaml does not tell what may be stored\. Mend it/,
      ],
      [
        "payload settings that are wrong",
        "FOLDER/source --config FOLDER/wrong.yaml",
        "{}",
        /wrong\.yaml does not tell what may be stored/,
      ],
      [
        "a folder for the database that is not there",
        "FOLDER/source --db FOLDER/no/x.db",
        "",
        /folder of .*no\/x\.db does not exist/,
      ],
      [
        "a format that the file has not",
        "FOLDER/source --format sqlite",
        "no database, but long enough to look".repeat(99),
        /is not an SQLite database/,
      ],
    ];

for (const [what, line, source, message] of MISTAKES) {
  Deno.test(`import says what to do about ${what}, and leaves the ledger alone`, () =>
    withDatabase(async (path, folder) => {
      const file = typeof source === "string" ? new TextEncoder().encode(source) : source;
      await Deno.writeFile(`${folder}/source`, file);
      await Deno.writeTextFile(`${folder}/broken.yaml`, "model_list: [");
      await Deno.writeTextFile(
        `${folder}/wrong.yaml`,
        "general_settings: {payloads: {capture: some}}",
      );
      await Deno.symlink(path, `${folder}/link`);
      const other = new DatabaseSync(`${folder}/other.db`);
      other.exec("CREATE TABLE recipes (name TEXT)");
      other.close();
      const before = await Deno.readFile(path);
      const args = line.replaceAll("FOLDER", folder).split(" ").filter((arg) => arg !== "");
      await assert.rejects(
        importLog(["--db", path, "--config", "none.yaml", ...args], () => {}),
        { message },
      );
      assert.deepEqual(await Deno.readFile(path), before);
    }));
}

Deno.test("a list that is cut off is told, and what stands before it comes in", () =>
  withDatabase(async (path, folder) => {
    const row = JSON.stringify({ timestamp: "2026-01-01T00:00:00", model: "m" });
    await Deno.writeTextFile(`${folder}/source`, `[${row},\n${row.slice(0, 20)}`);
    const said: string[] = [];
    const args = [`${folder}/source`, "--db", path, "--config", "none.yaml"];
    assert.equal(await importLog(args, (text) => said.push(text)), 1);
    assert.deepEqual(said.slice(0, 2), [
      "line 2 is cut off: the list that it belongs to is not closed.",
      "Imported 1 request: 2026-01-01, 0.00 USD, 1 without a known cost.",
    ]);
  }));

Deno.test("import --help names what it takes, and nothing is opened", async () => {
  const said: string[] = [];
  assert.equal(await importLog(["--help", "--db", "/nowhere/x.db"], (text) => said.push(text)), 0);
  for (
    const word of [
      "--dry-run",
      "--project NAME",
      "--format",
      "LiteLLM",
      "predecessor",
      "standard input",
    ]
  ) {
    assert.ok(said.join("\n").includes(word), word);
  }
});
