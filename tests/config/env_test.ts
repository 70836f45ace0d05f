import assert from "node:assert/strict";
import { createSecrets } from "../../lib/config/env.ts";

async function withFile(text: string | null, test: (path: string) => Promise<void> | void) {
  const dir = await Deno.makeTempDir();
  try {
    if (text !== null) await Deno.writeTextFile(`${dir}/.env`, text);
    await test(`${dir}/.env`);
  } finally {
    await Deno.remove(dir, { recursive: true });
  }
}

Deno.test("createSecrets() reads .env with its quotes, comments and byte order mark", async () => {
  await withFile(
    "\uFEFFAPANTLI_T1=one\n# no\nAPANTLI_T2='two ${HOME}' # yes\nAPANTLI_T3=\n",
    (path) => {
      const secrets = createSecrets(path);
      assert.equal(secrets("APANTLI_T1"), "one");
      assert.equal(secrets("APANTLI_T2"), "two ${HOME}");
      assert.equal(secrets("APANTLI_T3"), undefined, "an empty value is none");
      assert.equal(secrets("constructor"), undefined);
      assert.equal(secrets(""), undefined);
    },
  );
});

Deno.test("createSecrets() prefers the process environment", async () => {
  await withFile("APANTLI_TEST=file\n", (path) => {
    Deno.env.set("APANTLI_TEST", "process");
    try {
      assert.equal(createSecrets(path)("APANTLI_TEST"), "process");
    } finally {
      Deno.env.delete("APANTLI_TEST");
    }
    assert.equal(createSecrets(path)("APANTLI_TEST"), "file");
  });
});

Deno.test("createSecrets() sees a changed, a removed and a new file", async () => {
  await withFile(null, async (path) => {
    const secrets = createSecrets(path);
    assert.equal(secrets("APANTLI_T1"), undefined);
    await Deno.writeTextFile(path, "APANTLI_T1=1\n");
    assert.equal(secrets("APANTLI_T1"), "1");
    await Deno.writeTextFile(path, "APANTLI_T1=longer\n");
    assert.equal(secrets("APANTLI_T1"), "longer");
    await Deno.remove(path);
    assert.equal(secrets("APANTLI_T1"), undefined);
  });
});

Deno.test("createSecrets() sees the second of two writes in one tick of the clock", async () => {
  await withFile("APANTLI_T1=a\n", async (path) => {
    const tick = new Date(Date.now() + 30);
    await Deno.utime(path, tick, tick);
    const secrets = createSecrets(path);
    assert.equal(secrets("APANTLI_T1"), "a");
    await Deno.writeTextFile(path, "APANTLI_T1=b\n");
    await Deno.utime(path, tick, tick);
    for (const end = Date.now() + 5_000; secrets("APANTLI_T1") !== "b";) {
      assert.ok(Date.now() < end, "the second was never seen");
    }
  });
});

const LINES: [what: string, line: string, value: string | undefined][] = [
  ["a value", "A=b", "b"],
  ["export", "export A=b", "b"],
  ["spaces around", "  A = b  ", "b"],
  ["a comment behind", "A=b # c", "b"],
  ["# in quotes", 'A="b # c"', "b # c"],
  ["an equals sign in the value", "A=b=c==", "b=c=="],
  ["single quotes", "A='b \"c\"'", 'b "c"'],
  ["a line break in quotes", 'A="b\nc"', "b\nc"],
  ["CRLF", "A=b\r\nB=c\r", "b"],
  ["another variable, which stays as it is", "A=${HOME}/$HOME", "${HOME}/$HOME"],
  ["two lines, of which the last counts", "A=a\nA=b", "b"],
  ["letters of every script", "A=é🎉模", "é🎉模"],
  ["nothing", "A=", undefined],
  ["empty quotes", 'A=""', undefined],
  ["a comment alone", "# A=b", undefined],
  ["no equals sign", "A", undefined],
];

for (const [what, line, value] of LINES) {
  Deno.test(`createSecrets() reads a line with ${what}`, async () => {
    await withFile(`${line}\n`, (path) => assert.equal(createSecrets(path)("A"), value));
  });
}

Deno.test("createSecrets() takes an empty variable of the environment for none", async () => {
  await withFile("APANTLI_TEST=file\n", (path) => {
    Deno.env.set("APANTLI_TEST", "");
    try {
      assert.equal(createSecrets(path)("APANTLI_TEST"), "file");
    } finally {
      Deno.env.delete("APANTLI_TEST");
    }
  });
});

Deno.test("createSecrets() reports a file that cannot be read, once, without a value", async () => {
  await withFile(null, async (path) => {
    await Deno.mkdir(path);
    const problems: string[] = [];
    const secrets = createSecrets(path, (message) => problems.push(message));
    assert.equal(secrets("APANTLI_T1"), undefined);
    assert.equal(secrets("APANTLI_T2"), undefined);
    assert.equal(problems.length, 1);
    assert.match(problems[0] ?? "", /\.env cannot be read/);
    await Deno.utime(path, 1, 1);
    assert.equal(secrets("APANTLI_T1"), undefined);
    assert.equal(problems.length, 1, "it is as it was");
    await Deno.remove(path);
    await Deno.writeTextFile(path, "APANTLI_T1=1\n");
    assert.equal(secrets("APANTLI_T1"), "1");
    await Deno.remove(path);
    await Deno.mkdir(path);
    assert.equal(secrets("APANTLI_T1"), undefined);
    assert.equal(problems.length, 2, "what was mended and is broken again is told again");
  });
});

Deno.test({
  name: "createSecrets() takes a variable outside the permissions for one without a value",
  permissions: { env: false, read: true, write: true },
  fn: async () => {
    await withFile("HOME=from the file\n", (path) => {
      assert.equal(createSecrets(path)("HOME"), "from the file");
      assert.equal(createSecrets(path)("PATH"), undefined);
    });
  },
});
