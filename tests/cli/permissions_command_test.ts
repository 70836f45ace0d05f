import assert from "node:assert/strict";
import fc from "fast-check";
import { COMMANDS } from "../../lib/cli/commands.ts";
import { permissionFlags, shellLine } from "../../lib/cli/permission_flags.ts";
import { plan } from "../../lib/cli/plan.ts";
import { destinationOf } from "../../lib/cli/provider_destination.ts";
import manifest from "../../deno.json" with { type: "json" };
import { withFiles } from "./server_files.ts";

Deno.test("shellLine() writes words that a shell reads back the same", async () => {
  const word = fc.string({ unit: "binary-ascii" }).filter((text) => !text.includes("\0"));
  const words = fc.sample(fc.array(word, { minLength: 1, maxLength: 6 }), 40);
  const script = words.map((all) => `printf '%s\\0' ${shellLine(all)}; printf '\\0'`).join("\n");
  const { stdout } = await new Deno.Command("sh", { args: ["-c", script] }).output();
  const read = new TextDecoder().decode(stdout);
  assert.equal(read, words.map((all) => `${all.map((one) => `${one}\0`).join("")}\0`).join(""));
});

Deno.test("every command of the help is a task of deno.json that says what it does", () => {
  const tasks: Readonly<Record<string, { description: string }>> = manifest.tasks;
  for (const { name } of COMMANDS) assert.ok(tasks[name]?.description, name);
});

Deno.test("deno task permissions prints the table and the flags that the server is started with", () =>
  withFiles({
    "config.yaml": "model_list: [{ model_name: a, litellm_params: { model: openai/gpt-5 } }]\n",
  }, async (flags) => {
    const script = new URL("../../lib/cli/permissions_command.ts", import.meta.url).href;
    const run = async (...args: string[]) => {
      const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
        args: ["run", "--quiet", "--no-prompt", "--allow-read", "--allow-env", script, ...args],
      }).output();
      const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
      return { code, out: text(stdout), err: text(stderr) };
    };
    const files = ["--config", flags.config, "--db", flags.db, "--env", flags.env];
    const [good, comma, wrong] = await Promise.all([
      run(...files),
      run(...files, "--db", "a,b.db"),
      run("--prot"),
    ]);
    assert.deepEqual([good.code, good.err], [0, ""]);
    assert.match(
      good.out,
      /^Network\n {2}127\.0\.0\.1:4000 +the server\n {2}api\.openai\.com:443 +a\n/,
    );
    const line = good.out.trimEnd().split("\n").at(-1);
    assert.equal(
      line,
      shellLine(["--cached-only", ...permissionFlags(plan(flags, destinationOf))]),
    );
    assert.deepEqual([comma.code, comma.out], [2, ""]);
    assert.match(comma.err, /^"a,b\.db" has a comma.*Rename it\.\n$/);
    assert.deepEqual([wrong.code, wrong.out], [2, ""]);
  }));
