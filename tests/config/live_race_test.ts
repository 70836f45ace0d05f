import assert from "node:assert/strict";
import { addModel } from "../../lib/config/edit.ts";
import { type LiveConfig, openConfig } from "../../lib/config/live.ts";
import type { Config, ConfigProblem } from "../../lib/config/types.ts";

const entry = (name: string) => `  - { model_name: ${name}, litellm_params: { model: x } }\n`;
const list = (...names: string[]) => `model_list:\n${names.map(entry).join("")}`;
const aliases = (config: Config) => [...config.aliases.keys()];

interface Bench {
  dir: string;
  path: string;
  changes: Config[];
  problems: ConfigProblem[];
  open(pollMs: number): LiveConfig;
}

async function withFile(text: string, test: (bench: Bench) => Promise<void>) {
  const dir = await Deno.makeTempDir({ prefix: "config-" });
  const path = `${dir}/config.yaml`;
  await Deno.writeTextFile(path, text);
  const [changes, problems, opened]: [Config[], ConfigProblem[], LiveConfig[]] = [[], [], []];
  const open = (pollMs: number) => {
    const live = openConfig({
      path,
      pollMs,
      onChange: (config) => changes.push(config),
      onProblem: (problem) => problems.push(problem),
    });
    opened.push(live);
    return live;
  };
  try {
    await test({ dir, path, changes, problems, open });
  } finally {
    for (const live of opened) {
      live.close();
      // Waits for a look that is under way.
      await live.edit((text) => text).catch(() => {});
    }
    await Deno.remove(dir, { recursive: true });
  }
}

/** Waits for what has to come; fails when it does not. */
async function until(what: string, condition: () => boolean): Promise<void> {
  for (const end = Date.now() + 10_000; !condition();) {
    assert.ok(Date.now() < end, `${what} never came`);
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}

/** Never looks by itself: a test looks by an edit that changes nothing. */
const NEVER_MS = 1_000_000;
const look = (live: LiveConfig) => live.edit((text) => text);

Deno.test("two writes in one tick of the clock, of one length, are both seen", async () => {
  await withFile(list("a"), async ({ path, open }) => {
    const tick = new Date(Date.now() + 30);
    await Deno.utime(path, tick, tick);
    const live = open(NEVER_MS);
    await look(live);
    await Deno.writeTextFile(path, list("b"));
    await Deno.utime(path, tick, tick);
    for (const end = Date.now() + 5_000; aliases(live.current())[0] !== "b";) {
      assert.ok(Date.now() < end, "the second was never seen");
      await look(live);
    }
  });
});

Deno.test("a file that is written without a change is no change", async () => {
  await withFile(list("a"), async ({ path, open, changes, problems }) => {
    const live = open(NEVER_MS);
    const first = live.current();
    for (let n = 1; n <= 3; n++) {
      await Deno.writeTextFile(path, list("a"));
      await Deno.utime(path, n, n);
      await look(live);
    }
    assert.equal(live.current(), first);
    assert.deepEqual([changes, problems], [[], []]);
  });
});

Deno.test("an edit waits for an editor that has emptied the file, each time, whoever looked before", async () => {
  await withFile(list("a"), async ({ path, open, changes }) => {
    const live = open(100);
    await look(live);
    for (const [model_name, ...rest] of [["n", "b"], ["o"], ["p", "c"], ["q", "d"]] as const) {
      await Deno.writeTextFile(path, "");
      const edit = live.edit((text) => addModel(text, { model_name, litellm_model: "demo/echo" }));
      await new Promise((resolve) => setTimeout(resolve, 30));
      await Deno.writeTextFile(path, list("a", ...rest));
      assert.deepEqual(aliases(await edit), ["a", ...rest, model_name]);
    }
    assert.ok(changes.every(({ aliases }) => aliases.size > 0), "the models were never gone");
  });
});

Deno.test("a file that is empty and stays so has no models, and is told once", async () => {
  await withFile(list("a"), async ({ path, open, changes, problems }) => {
    const live = open(2);
    await Deno.writeTextFile(`${path}.new`, "");
    await Deno.utime(`${path}.new`, 1, 1);
    await Deno.rename(`${path}.new`, path);
    await until("the empty one", () => live.current().aliases.size === 0);
    await look(live);
    assert.equal(changes.length, 1);
    assert.deepEqual(problems.map(({ message }) => message), [
      "model_list names no models. Add entries to it.",
    ]);
  });
});

Deno.test("edits that come together are made one behind the other, whatever happens to some", async () => {
  await withFile(list("a"), async ({ path, open }) => {
    const live = open(NEVER_MS);
    const names = ["b", "a", "c", "b", "d"];
    const made = await Promise.allSettled(
      names.map((model_name) =>
        live.edit((text) => addModel(text, { model_name, litellm_model: "demo/echo" }))
      ),
    );
    assert.deepEqual(made.map(({ status }) => status), [
      "fulfilled",
      "rejected",
      "fulfilled",
      "rejected",
      "fulfilled",
    ]);
    assert.deepEqual(aliases(live.current()), ["a", "b", "c", "d"]);
    const last = await Deno.readTextFile(`${path}.backup`);
    assert.ok(last.includes("model_name: c") && !last.includes("model_name: d"));
  });
});

Deno.test("a change by hand is never undone by an edit, and a broken one is not edited", async () => {
  await withFile(list("a"), async ({ path, open }) => {
    const live = open(NEVER_MS);
    await Deno.writeTextFile(path, `# by hand\n${list("b")}`);
    await live.edit((text) => addModel(text, { model_name: "n", litellm_model: "demo/echo" }));
    assert.match(await Deno.readTextFile(path), /^# by hand\n[^]*model_name: b[^]*model_name: n/);
    await Deno.writeTextFile(path, "model_list: [");
    await assert.rejects(look(live), /is broken\. Mend it by hand first\./);
    assert.equal(await Deno.readTextFile(path), "model_list: [");
    assert.deepEqual(aliases(live.current()), ["b", "n"]);
    await Deno.remove(path);
    await assert.rejects(look(live), /is broken/);
  });
});

Deno.test("the problems of a version are told once, and again when another version has them", async () => {
  await withFile(list("a"), async ({ path, open, problems }) => {
    const live = open(NEVER_MS);
    const wrong = "rpm: 5\n";
    // Of another length: two writes in one tick of the clock tell themselves apart at the next look only.
    for (const text of [`${list("a")}${wrong}`, `${list("a")}${wrong}`, `${list("bb")}${wrong}`]) {
      await Deno.writeTextFile(path, text);
      await look(live);
    }
    assert.deepEqual(problems.map(({ message }) => message), [
      "rpm is not used here. Remove it.",
      "rpm is not used here. Remove it.",
    ]);
  });
});

Deno.test("a file that cannot be written is left as it is, and the error names the mend", async () => {
  await withFile(list("a"), async ({ dir, path, open, changes }) => {
    await Deno.mkdir(`${path}.backup`);
    const live = open(NEVER_MS);
    const add = live.edit((text) =>
      addModel(text, { model_name: "n", litellm_model: "demo/echo" })
    );
    await assert.rejects(add, /config\.yaml cannot be written \(\w+\)\. Let the server write it/);
    assert.equal(await Deno.readTextFile(path), list("a"));
    assert.deepEqual([aliases(live.current()), changes], [["a"], []]);
    const names = [...Deno.readDirSync(dir)].map(({ name }) => name).sort();
    assert.deepEqual(names, ["config.yaml", "config.yaml.backup"]);
  });
});

Deno.test("close() ends the looks", async () => {
  await withFile(list("a"), async ({ path, open, changes }) => {
    const live = open(2);
    await look(live);
    live.close();
    await look(live);
    await Deno.writeTextFile(path, list("b"));
    await new Promise((resolve) => setTimeout(resolve, 30));
    assert.deepEqual([aliases(live.current()), changes], [["a"], []]);
  });
});
