import assert from "node:assert/strict";
import fc from "fast-check";
import { clientEnv, readClientRun } from "../../lib/cli/run_client.ts";

Deno.test("readClientRun() takes the project, the flags and the command apart", () => {
  assert.deepEqual(
    readClientRun(["--project", "blog", "--port", "4001", "--", "node", "-e", "1"]),
    {
      project: "blog",
      command: ["node", "-e", "1"],
      flags: ["--port", "4001"],
    },
  );
  assert.deepEqual(readClientRun(["--", "a", "--", "--project", "b"]), {
    project: null,
    command: ["a", "--", "--project", "b"],
    flags: [],
  });
});

for (const args of [[], ["--project", "a"], ["--project", "a", "--"], ["node"]]) {
  Deno.test(`readClientRun(${JSON.stringify(args)}) says what to write`, () => {
    assert.match(String(readClientRun(args)), /deno task run --project NAME -- COMMAND/);
  });
}

Deno.test("readClientRun() wants a name after --project", () => {
  assert.match(String(readClientRun(["--project", "--", "a"])), /Name the project/);
});

Deno.test("readClientRun() takes the name behind an equals sign as well, wherever the flag stands", () => {
  const ways = [
    ["--port=1", "--project=my blog"],
    ["--project=my blog", "--port=1"],
    ["--project", "my blog", "--port=1"],
  ];
  for (const flags of ways) {
    assert.deepEqual(readClientRun([...flags, "--", "a"]), {
      project: "my blog",
      command: ["a"],
      flags: ["--port=1"],
    });
  }
  assert.match(String(readClientRun(["--project=", "--", "a"])), /Name the project/);
  assert.match(String(readClientRun(["--project", "--port=1", "--", "a"])), /Name the project/);
});

const NAMES: readonly [name: string, fits: boolean][] = [
  ["a", true],
  ["my blog", true],
  ["v1.2_x-y", true],
  ["x".repeat(64), true],
  ["x".repeat(65), false],
  [" ", false],
  ["a/b", false],
  ["Büro", false],
  ["a\nb", false],
  ["..%2f", false],
];

for (const [name, fits] of NAMES) {
  Deno.test(`a project ${fits ? "can" : "cannot"} be called ${JSON.stringify(name)}`, () => {
    const run = readClientRun(["--project", name, "--", "a"]);
    if (fits) assert.equal(typeof run === "string" ? null : run.project, name);
    else assert.match(String(run), /cannot be a project's name\. Use letters, digits, spaces and/);
  });
}

Deno.test("readClientRun() never throws, and leaves the command as it stands", () => {
  const words = fc.constantFrom("--project", "--project=a", "--port", "1", "--", "x");
  fc.assert(fc.property(fc.array(words), fc.array(fc.string(), { minLength: 1 }), (flags, rest) => {
    const before = flags.filter((flag) => flag !== "--");
    const run = readClientRun([...before, "--", ...rest]);
    if (typeof run !== "string") assert.deepEqual(run.command, rest);
  }));
});

Deno.test("clientEnv() points OpenAI's clients to the project, with a key", () => {
  const flags = { host: "0.0.0.0", port: 4001 };
  const base = "http://127.0.0.1:4001/p/my%20blog/v1";
  assert.deepEqual(clientEnv({ project: "my blog" }, flags, null), {
    OPENAI_BASE_URL: base,
    OPENAI_API_BASE: base,
    OPENAI_API_KEY: "apantli",
  });
  const { OPENAI_BASE_URL, OPENAI_API_KEY } = clientEnv({ project: null }, flags, "key");
  assert.deepEqual([OPENAI_BASE_URL, OPENAI_API_KEY], ["http://127.0.0.1:4001/v1", "key"]);
});

async function run(...args: string[]) {
  const script = new URL("../../lib/cli/run_command.ts", import.meta.url).pathname;
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "--quiet", "-A", script, ...args],
  }).output();
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  return { code, out: text(stdout), err: text(stderr) };
}

Deno.test("deno task run gives the program its environment and ends with its exit code", async () => {
  const program = "console.log(process.env.OPENAI_BASE_URL); process.exit(7)";
  const { code, out } = await run(
    ...["--project", "blog", "--port", "4999", "--config", "none.yaml"],
    ...["--", Deno.execPath(), "eval", program],
  );
  assert.equal(out, "http://127.0.0.1:4999/p/blog/v1\n");
  assert.equal(code, 7);
});

Deno.test("deno task run says what is wrong: no command, no such program, a wrong flag", async () => {
  const [none, missing, flag] = await Promise.all([
    run("--project", "blog"),
    run("--", "no-such-program-anywhere"),
    run("--prot", "1", "--", "true"),
  ]);
  assert.equal(none.code, 2);
  assert.match(none.err, /Say what to run/);
  assert.equal(missing.code, 127);
  assert.match(missing.err, /no program "no-such-program-anywhere"/);
  assert.equal(flag.code, 2);
  assert.match(flag.err, /no flag --prot/);
  const folder = await run("--", Deno.cwd());
  assert.equal(folder.code, 126);
  assert.match(folder.err, /is no program that you may run\.\n$/);
});
