import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import { importLog } from "../../lib/cli/import_command.ts";
import { openStore } from "../../lib/store/mod.ts";
import { withPath } from "../store/exchange.ts";
import { makeOldDatabase } from "../store/predecessor.ts";

const COMMAND = new URL("../../lib/cli/import_command.ts", import.meta.url).pathname;
const LAUNCHER = new URL("../../lib/cli/launch_tool.ts", import.meta.url).pathname;
const LAUNCH = ["--no-prompt", "--allow-read", "--allow-run", LAUNCHER, "import"];

const linesOf = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, place) => {
    const second = String(place % 60).padStart(2, "0");
    const timestamp = `2026-01-02T03:04:${second}`;
    const said = { role: "user", content: `question ${place % 7}, which is asked again and again` };
    // Every other row is one of the predecessor, without an id; many of them are equal.
    const id = place % 2 === 0 ? { request_id: `r${from + place}` } : {};
    return `${
      JSON.stringify({ timestamp, model: "m", ...id, request_data: { messages: [said] } })
    }\n`;
  }).join("");

/** Starts an import, with its source as standard input unless it is a file. */
function start(args: string[], stdin: "piped" | "null" = "null"): Deno.ChildProcess {
  return new Deno.Command(Deno.execPath(), {
    args: ["run", "--quiet", ...args],
    stdin,
    stdout: "piped",
    stderr: "piped",
  }).spawn();
}

function count(path: string): number {
  let db: DatabaseSync | undefined;
  try {
    db = new DatabaseSync(path, { readOnly: true, timeout: 1000 });
    return Number(db.prepare("SELECT COUNT(*) AS n FROM exchanges").get()?.n);
  } catch {
    // Not made yet.
    return 0;
  } finally {
    db?.close();
  }
}

async function until(holds: () => boolean): Promise<void> {
  for (
    const end = Date.now() + 30_000;
    !holds();
    await new Promise((done) => setTimeout(done, 5))
  ) {
    assert.ok(Date.now() < end, "it never came to that");
  }
}

/** Everything of a ledger but for the numbers that it gives. */
function contents(path: string): string[] {
  const db = new DatabaseSync(path, { readOnly: true });
  assert.equal(db.prepare("PRAGMA integrity_check").get()?.integrity_check, "ok");
  const rows = db.prepare("SELECT * FROM requests ORDER BY id").all();
  const summed = db.prepare("SELECT SUM(requests) AS n FROM rollups WHERE zone = 0").get()?.n;
  assert.equal(summed, rows.length);
  db.close();
  return rows.map(({ id: _, ...row }) => JSON.stringify(row));
}

Deno.test("an import that is killed at any moment and begun again adds only the rest", async () => {
  for (const least of [1, 60, 200, 500]) {
    await withPath(async (path) => {
      await Deno.writeTextFile(`${path}.jsonl`, linesOf(0, 800));
      (await openStore({ path })).close();
      const args = [`${path}.jsonl`, "--db", path, "--config", "none.yaml"];
      const child = start(["-A", COMMAND, ...args]);
      await until(() => count(path) >= least);
      child.kill("SIGKILL");
      await child.output();
      assert.equal(await importLog(args, () => {}), 0);
      const whole = [args[0] ?? "", "--db", `${path}.whole`, "--config", "none.yaml"];
      assert.equal(await importLog(whole, () => {}), 0);
      assert.deepEqual(contents(path), contents(`${path}.whole`));
      assert.equal(contents(path).length, 800);
    });
  }
});

Deno.test("Ctrl-C ends an import with what was begun in the ledger, also while its input is silent", () =>
  withPath(async (path) => {
    const child = start(["-A", COMMAND, "-", "--db", path, "--config", "none.yaml"], "piped");
    const writer = child.stdin.getWriter();
    // More than what is read to tell the format; the last rows wait for their transaction, and half a
    // line for its end.
    await writer.write(new TextEncoder().encode(`${linesOf(0, 105)}{"time`));
    await until(() => count(path) >= 100);
    child.kill("SIGINT");
    const { code } = await child.status;
    assert.equal(await new Response(child.stderr).text(), "");
    assert.match(
      await new Response(child.stdout).text(),
      /^Imported 105 requests: .*\nInterrupted\. Run the same command again: it goes on\.\n$/,
    );
    await writer.close().catch(() => {});
    assert.deepEqual([code, count(path)], [130, 105]);
  }));

Deno.test("the launcher waits for an import that a terminal interrupts", () =>
  withPath(async (path) => {
    const child = start([...LAUNCH, "-", "--db", path], "piped");
    const writer = child.stdin.getWriter();
    await writer.write(new TextEncoder().encode(linesOf(0, 105)));
    await until(() => count(path) >= 100);
    // To the launcher alone: the import goes on to the end of its input.
    child.kill("SIGINT");
    await writer.write(new TextEncoder().encode(linesOf(105, 120)));
    await writer.close();
    const { code, stdout, stderr } = await child.output();
    assert.equal(new TextDecoder().decode(stderr), "");
    assert.match(new TextDecoder().decode(stdout), /^Imported 120 requests/);
    assert.equal(code, 0);
  }));

Deno.test("deno task import reads its source, by a link as well, and may not write it", () =>
  withPath(async (path) => {
    const source = `${path}.old`;
    const old = makeOldDatabase(source);
    old.exec("PRAGMA journal_mode = WAL");
    await Deno.symlink(source, `${path}.link`);
    const before = await Deno.readFile(source);
    const { code, stdout, stderr } = await start([...LAUNCH, `${path}.link`, "--db", path])
      .output();
    assert.equal(new TextDecoder().decode(stderr), "");
    assert.match(new TextDecoder().decode(stdout), /^Imported 3 requests/);
    assert.equal(code, 0);
    assert.deepEqual(await Deno.readFile(source), before);
    old.close();
  }));
