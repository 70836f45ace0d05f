import assert from "node:assert/strict";
import { toolFlags } from "../../lib/cli/tool_permissions.ts";
import { withDatabase } from "./database.ts";

/** The paths that a command may read or write. */
function paths(kind: "read" | "write", name: string, args: string[]): string[] {
  const prefix = `--allow-${kind}=`;
  const [flag = prefix] = toolFlags(name, args).filter((flag) => flag.startsWith(prefix));
  return flag.slice(prefix.length).split(",");
}

Deno.test("an import may read its source, by a link's both names, and write the database alone", () =>
  withDatabase(async (path, folder) => {
    await Deno.writeTextFile(`${folder}/real`, "");
    await Deno.symlink(`${folder}/real`, `${folder}/link`);
    const args = [`${folder}/link`, "--db", path, "--project", "real", "--format", "json"];
    const read = paths("read", "import", args);
    const written = paths("write", "import", args);
    for (const name of ["link", "real"]) {
      assert.ok(read.includes(`${folder}/${name}`), name);
      assert.ok(!written.some((each) => each.startsWith(`${folder}/${name}`)), name);
    }
    assert.ok([`${path}-wal`, `${path}-search`].every((each) => written.includes(each)));
  }));

Deno.test("an export may write its file, and what SQLite puts beside one", () => {
  const written = paths("write", "export", ["out.jsonl"]);
  for (const name of ["out.jsonl", "out.jsonl-journal", "requests.db"]) {
    assert.ok(written.includes(name), name);
  }
});

Deno.test("standard input and output are no files", () => {
  for (const name of ["import", "export"]) {
    assert.ok(!paths("read", name, ["-"]).includes("-"));
    assert.ok(!paths("write", name, ["-"]).includes("-"));
  }
});

Deno.test("no command may reach the network, variables or other programs", () => {
  for (const flag of toolFlags("import", ["file"])) {
    assert.ok(!/^--allow-(net|env|run|ffi|sys|all)|^-A/.test(flag), flag);
  }
});

for (
  const [name, flag, value] of [
    ["prune", "--payloads", "90d"],
    ["prune", "--rows", "2y"],
    ["prune", "--max-size", "2GB"],
    ["redact", "--pattern", "etc"],
  ] as const
) {
  Deno.test(`the value of ${flag} is no file that ${name} may write`, () => {
    assert.ok(!paths("write", name, [flag, value]).includes(value));
  });
}
