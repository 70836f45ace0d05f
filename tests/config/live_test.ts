import assert from "node:assert/strict";
import { updateModel } from "../../lib/config/edit.ts";
import { type LiveConfig, openConfig } from "../../lib/config/live.ts";
import type { Config, ConfigProblem } from "../../lib/config/types.ts";

const model = (name: string) =>
  `model_list:\n  - model_name: ${name} # it\n    litellm_params: {model: x}\n`;

interface Bench {
  dir: string;
  path: string;
  live: LiveConfig;
  changes: Config[];
  problems: ConfigProblem[];
  /** Waits for calls of onChange and onProblem until the condition holds. */
  until(condition: () => boolean): Promise<void>;
}

async function withConfig(text: string | null, test: (bench: Bench) => Promise<void>) {
  const dir = await Deno.makeTempDir();
  const path = `${dir}/config.yaml`;
  if (text !== null) await Deno.writeTextFile(path, text);
  const changes: Config[] = [];
  const problems: ConfigProblem[] = [];
  let signal = Promise.withResolvers<void>();
  const live = openConfig({
    path,
    pollMs: 2,
    onChange: (config) => {
      changes.push(config);
      signal.resolve();
    },
    onProblem: (problem) => {
      problems.push(problem);
      signal.resolve();
    },
  });
  // The look at the file does not keep a process alive; a test waits for it.
  const alive = setInterval(() => {}, 1000);
  const until = async (condition: () => boolean) => {
    while (!condition()) {
      await signal.promise;
      signal = Promise.withResolvers();
    }
  };
  try {
    await test({ dir, path, live, changes, problems, until });
  } finally {
    live.close();
    clearInterval(alive);
    // An edit waits for a look under way, so that none outlives the test.
    await live.edit((text) => text).catch(() => {});
    await Deno.remove(dir, { recursive: true });
  }
}

const aliases = (live: LiveConfig) => [...live.current().aliases.keys()];

Deno.test("openConfig() takes a changed file and one put in its place into effect", async () => {
  await withConfig(model("a"), async ({ path, live, changes, until }) => {
    assert.deepEqual(aliases(live), ["a"]);
    await Deno.writeTextFile(path, model("bb"));
    await until(() => changes.length === 1);
    assert.deepEqual(aliases(live), ["bb"]);
    await Deno.writeTextFile(`${path}.new`, model("cc"));
    await Deno.rename(`${path}.new`, path);
    await until(() => changes.length === 2);
    assert.deepEqual(aliases(live), ["cc"]);
  });
});

Deno.test("openConfig() keeps the last good configuration of a broken or missing file", async () => {
  await withConfig(model("a"), async ({ path, live, changes, problems, until }) => {
    const told = (pattern: RegExp) => () => problems.some(({ message }) => pattern.test(message));
    await Deno.writeTextFile(path, "model_list: [");
    await until(told(/not YAML/));
    assert.deepEqual(aliases(live), ["a"]);
    await assert.rejects(live.edit((text) => text), /broken\. Mend it by hand first/);
    await Deno.remove(path);
    await until(told(/no such file/));
    assert.deepEqual(aliases(live), ["a"]);
    assert.equal(changes.length, 0);
    await Deno.writeTextFile(path, model("a"));
    await until(() => changes.length === 1);
    assert.deepEqual(aliases(live), ["a"]);
  });
});

Deno.test("openConfig() starts with no models when the file is missing, and loads it once it is there", async () => {
  await withConfig(null, async ({ path, live, until }) => {
    assert.deepEqual(aliases(live), []);
    assert.equal(live.current().broken, true);
    assert.match(live.current().problems[0]?.message ?? "", /Create it, or name another/);
    await Deno.writeTextFile(path, model("a"));
    await until(() => live.current().aliases.has("a"));
  });
});

Deno.test("openConfig() names a file that is not UTF-8", async () => {
  await withConfig(null, async ({ path, live, problems, until }) => {
    await Deno.writeFile(path, new Uint8Array([0xff, 0xfe, 0x00]));
    await until(() => problems.length === 1);
    assert.match(problems[0]?.message ?? "", /is not UTF-8 text/);
    assert.deepEqual(aliases(live), []);
  });
});

Deno.test("edit() takes effect at once, keeps a backup and the file's mode, leaves no other file", async () => {
  await withConfig(model("a"), async ({ dir, path, live, changes }) => {
    await Deno.chmod(path, 0o600);
    const config = await live.edit((text) => updateModel(text, "a", { timeout: 5 }));
    assert.equal(config.aliases.get("a")?.timeout, 5);
    assert.equal(live.current(), config);
    assert.equal(changes.length, 1);
    assert.equal(await Deno.readTextFile(`${path}.backup`), model("a"));
    assert.match(await Deno.readTextFile(path), /timeout: 5/);
    assert.equal(((await Deno.stat(path)).mode ?? 0) & 0o777, 0o600);
    const names = [...Deno.readDirSync(dir)].map(({ name }) => name).sort();
    assert.deepEqual(names, ["config.yaml", "config.yaml.backup"]);
  });
});

Deno.test("edit() waits for edits before it, and for changes made by hand", async () => {
  await withConfig(model("a"), async ({ path, live }) => {
    await Deno.writeTextFile(path, model("by-hand"));
    const numbers = [1, 2, 3, 4, 5];
    await Promise.all(
      numbers.map((n) => live.edit((text) => `${text}# ${n}\n`)),
    );
    const text = await Deno.readTextFile(path);
    assert.equal(text, model("by-hand") + numbers.map((n) => `# ${n}\n`).join(""));
    assert.deepEqual(aliases(live), ["by-hand"]);
  });
});

Deno.test("edit() changes nothing when the change throws or would break the file", async () => {
  await withConfig(model("a"), async ({ path, live, changes }) => {
    await assert.rejects(live.edit(() => "a: ["), /would break/);
    await assert.rejects(live.edit(() => assert.fail("no")), /no/);
    assert.equal(await Deno.readTextFile(path), model("a"));
    assert.equal(changes.length, 0);
    assert.deepEqual(aliases(live), ["a"]);
  });
});

Deno.test("edit() writes through a symbolic link, and keeps a byte order mark", async () => {
  await withConfig(null, async ({ dir, path, live }) => {
    await Deno.writeTextFile(`${dir}/real.yaml`, `\uFEFF${model("a")}`);
    await Deno.symlink(`${dir}/real.yaml`, path);
    await live.edit((text) => updateModel(text, "a", { timeout: 5 }));
    assert.equal((await Deno.lstat(path)).isSymlink, true);
    const text = await Deno.readTextFile(`${dir}/real.yaml`);
    assert.equal(text, `\uFEFF${model("a").replace("x}", "x, timeout: 5}")}`);
  });
});

Deno.test("edit() makes a change that takes an entry out of service, and its problem is told", async () => {
  await withConfig(model("a"), async ({ live, problems }) => {
    const config = await live.edit((text) => text.replace("model: x", "model: x, timeout: soon"));
    assert.equal(config.aliases.size, 0);
    assert.match(problems[0]?.message ?? "", /timeout is "soon"/);
  });
});
