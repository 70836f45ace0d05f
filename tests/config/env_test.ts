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

Deno.test("createSecrets() reports a file that cannot be read, once, without a value", async () => {
  await withFile(null, async (path) => {
    await Deno.mkdir(path);
    const problems: string[] = [];
    const secrets = createSecrets(path, (message) => problems.push(message));
    assert.equal(secrets("APANTLI_T1"), undefined);
    assert.equal(secrets("APANTLI_T2"), undefined);
    assert.equal(problems.length, 1);
    assert.match(problems[0] ?? "", /\.env cannot be read/);
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
