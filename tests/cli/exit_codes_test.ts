import assert from "node:assert/strict";
import { withDatabase } from "./database.ts";

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
