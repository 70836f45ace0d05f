import assert from "node:assert/strict";

const LAUNCHER = new URL("./fixtures/stand_in_launcher.ts", import.meta.url).href;

const CONFIG = `model_list:
  - model_name: a
    litellm_params: {model: x/y, api_key: os.environ/APANTLI_TEST_KEY}
`;

interface Launched {
  child: Deno.ChildProcess;
  /** The next line of the server's output. */
  line(): Promise<string>;
  config: string;
}

function command(args: string[], env: Record<string, string> = {}): Deno.Command {
  return new Deno.Command(Deno.execPath(), {
    args: ["run", "--quiet", "-A", LAUNCHER, ...args],
    env,
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  });
}

function lineReader(stream: ReadableStream<Uint8Array>): () => Promise<string> {
  const reader = stream.getReader();
  const decoder = new TextDecoder();
  let buffer = "";
  return async () => {
    for (;;) {
      const end = buffer.indexOf("\n");
      if (end >= 0) {
        const line = buffer.slice(0, end);
        buffer = buffer.slice(end + 1);
        return line;
      }
      const { value, done } = await reader.read();
      if (done) assert.fail(`The output ended with ${JSON.stringify(buffer)}.`);
      buffer += decoder.decode(value, { stream: true });
    }
  };
}

/** The packages that are on this machine, also for a process that has another home. */
async function denoDir(): Promise<string> {
  const { stdout } = await new Deno.Command(Deno.execPath(), { args: ["info", "--json"] }).output();
  return JSON.parse(new TextDecoder().decode(stdout)).denoDir;
}

async function withLaunched(
  test: (launched: Launched) => Promise<void>,
  env: Record<string, string> = {},
) {
  const dir = await Deno.makeTempDir();
  const config = `${dir}/config.yaml`;
  await Deno.writeTextFile(config, CONFIG);
  const args = ["--port", "0", "--config", config, "--db", `${dir}/requests.db`];
  const child = command(args, env).spawn();
  try {
    await test({ child, line: lineReader(child.stdout), config });
  } finally {
    try {
      child.kill("SIGTERM");
    } catch {
      // It has ended, as it should have.
    }
    const errors = await new Response(child.stderr).text();
    await child.status;
    await Deno.remove(dir, { recursive: true });
    assert.equal(errors, "");
  }
}

Deno.test("launch() starts the server with the smallest set, in which everything else is refused", async () => {
  await withLaunched(async ({ child, line }) => {
    const facts = JSON.parse(await line());
    assert.deepEqual(facts, {
      edited: 9,
      whole: [],
      yaml: 1,
      provider: true,
      other: false,
      key: true,
      home: false,
      config: true,
      passwd: false,
      imports: "refused",
    });
    assert.equal(await line(), "listening");
    child.kill("SIGTERM");
    assert.equal(await line(), "SIGTERM");
    assert.equal((await child.status).code, 0);
  });
});

Deno.test("launch() starts a server whose imports reach no registry", async () => {
  const asked: string[] = [];
  const registry = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen() {} }, ({ url }) => {
    asked.push(url);
    return new Response(null, { status: 404 });
  });
  const home = await Deno.makeTempDir();
  const address = `http://127.0.0.1:${registry.addr.port}/`;
  await Deno.writeTextFile(`${home}/.npmrc`, `@elsewhere:registry=${address}\n`);
  try {
    const env = { HOME: home, DENO_DIR: await denoDir() };
    await withLaunched(
      async ({ line }) => assert.equal(JSON.parse(await line()).passwd, false),
      env,
    );
  } finally {
    await registry.shutdown();
    await Deno.remove(home, { recursive: true });
  }
  assert.deepEqual(asked, []);
});

for (const signal of ["SIGINT", "SIGHUP"] as const) {
  Deno.test(`launch() hands ${signal} on once and ends with the server's exit code`, async () => {
    await withLaunched(async ({ child, line }) => {
      await line();
      assert.equal(await line(), "listening");
      child.kill(signal);
      assert.equal(await line(), signal);
      assert.equal((await child.status).code, 7);
      await assert.rejects(line(), /output ended with ""/);
    });
  });
}

async function run(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const { code, stdout, stderr } = await command(args).output();
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  return { code, out: text(stdout), err: text(stderr) };
}

Deno.test("launch() answers --help and --version itself", async () => {
  const [help, version] = await Promise.all([run("--help"), run("--version")]);
  assert.equal(help.code, 0);
  assert.match(help.out, /--port PORT/);
  assert.equal(version.code, 0);
  assert.match(version.out, /^apantli \d+\.\d+\.\d+\n$/);
});

Deno.test("launch() ends with 2 for wrong flags and for paths that permissions cannot express", async () => {
  const [flag, path] = await Promise.all([run("--prot", "1"), run("--db", "/tmp/a,b.db")]);
  assert.deepEqual([flag.code, flag.out], [2, ""]);
  assert.match(flag.err, /There is no flag --prot/);
  assert.deepEqual([path.code, path.out], [2, ""]);
  assert.match(path.err, /"\/tmp\/a,b\.db" has a comma/);
});
