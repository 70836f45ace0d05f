import assert from "node:assert/strict";
import { redact } from "../../lib/cli/redact_command.ts";
import { openDatabase } from "../../lib/store/open_database.ts";
import { Writer } from "../../lib/store/writer.ts";
import { filesWith, KEY, PATTERN, WORD } from "../store/erasure/secrets.ts";
import { exchange, withPath } from "../store/exchange.ts";
import { INSERT, makeOldDatabase } from "../store/predecessor.ts";

async function fill(path: string) {
  const db = await openDatabase({ path });
  const request = JSON.stringify({ messages: [{ role: "user", content: `I say ${WORD}` }] });
  new Writer(db, path).record([exchange({ request, client: `x ${WORD}` }), exchange({ request })]);
  db.close();
}

const configOf = (path: string) => path.replace(/[^/]+$/, "config.yaml");

async function run(path: string, ...args: string[]): Promise<{ code: number; said: string }> {
  const said: string[] = [];
  const tool = ["--db", path, "--config", configOf(path), ...args];
  const code = await redact(tool, (text) => said.push(text), () => Promise.resolve());
  return { code, said: said.join("\n") };
}

Deno.test("redact counts with --dry-run what it takes out then, and shows no secret", () =>
  withPath(async (path) => {
    await fill(path);
    const args = ["--pattern", PATTERN, "--pattern", "nowhere[0-9]+"];
    const trial = await run(path, ...args, "--dry-run");
    assert.match(trial.said, /by 2 patterns of the command line\./);
    assert.match(trial.said, /nothing is changed:\n {2}client +1\n {2}requests +2$/);
    assert.deepEqual(filesWith(path, WORD), ["requests.db"]);
    const { code, said } = await run(path, ...args);
    assert.equal(code, 0);
    assert.match(
      said,
      /taken out of:\n {2}client +1\n {2}requests +2\nThe search index is deleted/,
    );
    assert.deepEqual(filesWith(path, WORD), []);
    assert.ok(![trial.said, said].some((text) => text.includes("s3cr3t")));
    assert.match((await run(path, ...args)).said, /No secret was found\.$/);
  }));

Deno.test("redact goes by the patterns of the configuration as well", () =>
  withPath(async (path) => {
    await fill(path);
    await Deno.writeTextFile(
      configOf(path),
      `model_list: []\ngeneral_settings: {payloads: {redact: ['${PATTERN}']}}\n`,
    );
    assert.match((await run(path)).said, /by 1 pattern of .*config\.yaml\./);
    assert.deepEqual(filesWith(path, WORD), []);
  }));

Deno.test("redact without patterns takes out keys, and names the copy that still has them", () =>
  withPath(async (path) => {
    const old = makeOldDatabase(path);
    old.prepare(INSERT).run("2026-01-01", "m", null, 1, 1, 2, 0, 1, `{"a":"${KEY}"}`, null, KEY);
    old.close();
    (await openDatabase({ path })).close();
    const { code, said } = await run(path);
    assert.equal(code, 0);
    assert.match(said, /requests +1\n|error +1\n/);
    assert.match(
      said,
      /\.backup-v0 is a copy from before and still holds all of it\. Delete it: rm /,
    );
    assert.deepEqual(filesWith(path, KEY), ["requests.db.backup-v0"]);
  }));

Deno.test("redact ends with 1 and says what to do when a word still stands somewhere", () =>
  withPath(async (path) => {
    await fill(path);
    const { code, said } = await run(path, "--pattern", `say ${PATTERN}`);
    assert.equal(code, 1);
    assert.match(said, /still stand in \d+ places? of .*requests\.db: .*--pattern.*VACUUM/);
    assert.ok(!said.includes(WORD));
  }));

Deno.test("redact names the requests that are kept apart from a damaged database", () =>
  withPath(async (path) => {
    await fill(path);
    await fill(`${path}-rescue`);
    const { said } = await run(path, "--pattern", PATTERN);
    assert.match(said, /-rescue holds requests as well\. Redact it too: .*--db .*-rescue$/);
    assert.deepEqual(filesWith(path, WORD), ["requests.db-rescue"]);
    await run(`${path}-rescue`, "--pattern", PATTERN);
    assert.deepEqual(filesWith(path, WORD), []);
  }));

const WRONG: readonly [args: string[], config: string | null, told: RegExp][] = [
  [["--pattern", "a*"], null, /^--pattern number 1 matches the empty text\./],
  [["--pattern", "ok9+", "--pattern", "(TOP-s3cr3t"], null, /^--pattern number 2 is no regular/],
  [["--pattern", "(s3cr3t+)+x"], null, /^--pattern number 1 repeats a group/],
  [["--pattern", "[a-z]+"], null, /^--pattern number 1 matches \[redacted\]/],
  [["--pattern"], null, /^--pattern lacks its value\. Write --pattern REGEX\.$/],
  [[], "general_settings: {payloads: {redact: ['(']}}", /patterns of .* cannot be read\. Mend/],
  [[], "general_settings: {payloads: {redact: ['\\w{8}']}}", /redact\[1\] of .* matches \[red/],
  [[], "]", /patterns of .* cannot be read/],
];

for (const [args, config, told] of WRONG) {
  Deno.test(`redact ${args.join(" ")} with the configuration ${config} says what to write`, () =>
    withPath(async (path) => {
      await fill(path);
      if (config !== null) await Deno.writeTextFile(configOf(path), config);
      await assert.rejects(run(path, ...args), (error: Error) => {
        assert.equal(error.name, "UsageError");
        assert.match(error.message, told);
        assert.doesNotMatch(error.message, /s3cr3t/);
        return true;
      });
      assert.notDeepEqual(filesWith(path, WORD), []);
    }));
}
