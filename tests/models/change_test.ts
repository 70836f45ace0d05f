import assert from "node:assert/strict";
import { openConfig } from "../../lib/config/live.ts";
import { ApiError } from "../../lib/http/error.ts";
import { addAlias, changeAlias, removeAlias } from "../../lib/models/change.ts";

const CONFIG = `# mine
model_list:
  - model_name: small # cheap
    litellm_params: { model: demo/echo, timeout: 5 }
  - model_name: broken
    litellm_params: { model: demo/echo, timeout: soon }
`;

type Live = ReturnType<typeof openConfig>;

/** A configuration in a file of its own; `text` is what the file holds when the test is done. */
async function withFile(test: (live: Live, path: string) => Promise<unknown>): Promise<string> {
  const dir = await Deno.makeTempDir();
  const path = `${dir}/config.yaml`;
  await Deno.writeTextFile(path, CONFIG);
  const live = openConfig({ path });
  try {
    await test(live, path);
    return await Deno.readTextFile(path).catch(() => "");
  } finally {
    live.close();
    await Deno.remove(dir, { recursive: true });
  }
}

interface Refusal {
  status: number;
  message: string;
  param?: string | null;
  code?: string;
}

/** The call is refused as told, and the file is as it was. */
async function refused(call: (live: Live) => Promise<unknown>, expected: Partial<Refusal>) {
  const text = await withFile(async (live) => {
    const before = live.current();
    await assert.rejects(call(live), (error) => {
      assert.ok(error instanceof ApiError, String(error));
      for (const [name, value] of Object.entries(expected)) {
        assert.deepEqual([name, Reflect.get(error, name)], [name, value]);
      }
      return true;
    });
    assert.equal(live.current(), before);
  });
  assert.equal(text, CONFIG);
}

const NEW = { model_name: "new", litellm_model: "demo/echo" };

Deno.test("addAlias() takes every field, trims the names, and what is null is not written", async () => {
  const text = await withFile(async (live) => {
    const config = await addAlias(live, {
      model_name: "  new ",
      litellm_model: " gpt-4o-mini\n",
      api_key_env: "os.environ/KEY",
      enabled: null,
      temperature: 0,
      top_p: null,
      max_tokens: 1,
      timeout: 0.5,
      num_retries: 0,
    });
    const entry = config.aliases.get("new");
    assert.deepEqual(
      [entry?.model, entry?.apiKey, entry?.timeout, entry?.numRetries, entry?.enabled],
      ["gpt-4o-mini", "os.environ/KEY", 0.5, 0, true],
    );
    assert.deepEqual(entry?.defaults, { temperature: 0, max_tokens: 1 });
  });
  assert.ok(text.startsWith(CONFIG.trimEnd()));
  assert.doesNotMatch(text, /top_p|enabled|null/);
});

const FIELDS: readonly [field: string, value: unknown, told: string][] = [
  ["temperature", -0.1, "must be a number from 0 to 2"],
  ["temperature", 2.1, "must be a number from 0 to 2"],
  ["temperature", "1", "must be a number from 0 to 2"],
  ["top_p", 1.1, "must be a number from 0 to 1"],
  ["max_tokens", 0, "must be a whole number from 1 to 1000000000"],
  ["max_tokens", 1.5, "must be a whole number"],
  ["timeout", 0, "must be above 0"],
  ["timeout", "30", "must be seconds, as a number"],
  ["num_retries", -1, "must be a whole number from 0 to 100"],
  ["num_retries", 101, "must be a whole number from 0 to 100"],
  ["num_retries", 0.5, "must be a whole number"],
  ["enabled", "yes", "must be true or false"],
];

for (const [field, value, told] of FIELDS) {
  Deno.test(`${field} ${JSON.stringify(value)} is refused, in a new alias and in a change`, async () => {
    const expected = { status: 400, param: field, message: `\`${field}\` ${told}.` };
    await refused((live) => addAlias(live, { ...NEW, [field]: value }), expected);
    await refused((live) => changeAlias(live, "small", { [field]: value }), expected);
  });
}

const LIMITS: readonly [field: string, ...values: number[]][] = [
  ["temperature", 0, 2],
  ["top_p", 0, 1],
  ["max_tokens", 1, 1e9],
  ["timeout", 0.001, 1e9],
  ["num_retries", 0, 100],
];

for (const [field, ...values] of LIMITS) {
  Deno.test(`${field} may be ${values.join(" and ")}`, async () => {
    for (const value of values) {
      const text = await withFile((live) => changeAlias(live, "small", { [field]: value }));
      assert.match(text, new RegExp(`small.*\n.*${field}: ${value}\\b`));
    }
  });
}

const ADDED: readonly [what: string, body: unknown, expected: Partial<Refusal>][] = [
  ["no name", { litellm_model: "demo/echo" }, {
    message: "`model_name` is missing.",
    param: "model_name",
  }],
  ["a name that is none", { ...NEW, model_name: 5 }, { message: "`model_name` must be text." }],
  ["an empty name", { ...NEW, model_name: " " }, { message: "`model_name` must not be empty." }],
  ["an empty model", { ...NEW, litellm_model: "" }, {
    message: "`litellm_model` must not be empty.",
  }],
  ["a variable that is none", { ...NEW, api_key_env: "MY-KEY" }, {
    message: "`api_key_env` must be the name of a variable.",
    param: "api_key_env",
  }],
  ["an unknown field", { ...NEW, modle: 1 }, {
    message: "There is no field modle. Remove it.",
    param: "modle",
  }],
  ["no object", null, { message: "The body must be an object.", param: null }],
  ["a list", [NEW], { message: "The body must be an object." }],
  ["a wildcard's name", { ...NEW, model_name: "gpt-*" }, {
    message: "model_name is a wildcard, which is not supported. Write one entry for each model.",
  }],
  ["a wildcard's model", { ...NEW, litellm_model: "demo/*" }, {
    message:
      "litellm_params.model is a wildcard, which is not supported. Write one entry for each model.",
  }],
  ["a name that is taken", { ...NEW, model_name: "small" }, { code: "duplicate_model" }],
  ["the name of a broken entry", { ...NEW, model_name: "broken" }, { code: "duplicate_model" }],
  ["a model without its key", { ...NEW, litellm_model: "gpt-4o-mini" }, {
    message:
      "`api_key_env` is missing. OpenAI needs one. Name the variable of the key, for example OPENAI_API_KEY.",
  }],
  ["a model of an account", { ...NEW, litellm_model: "azure/x", api_key_env: "K" }, {
    code: "unknown_model",
    param: "litellm_model",
  }],
];

for (const [what, body, expected] of ADDED) {
  Deno.test(`addAlias() refuses ${what} with a 400, and the file stays`, async () => {
    await refused((live) => addAlias(live, body), { status: 400, ...expected });
  });
}

Deno.test("changeAlias() changes what is given, removes for null, and leaves the rest", async () => {
  const text = await withFile(async (live) => {
    const config = await changeAlias(live, "small", { enabled: false, timeout: null, top_p: 0.5 });
    const small = config.aliases.get("small");
    assert.deepEqual([small?.enabled, small?.timeout, small?.defaults], [false, null, {
      top_p: 0.5,
    }]);
  });
  assert.match(text, /^# mine\nmodel_list:\n {2}- model_name: small # cheap\n/);
});

Deno.test("changeAlias() mends a broken entry, which serves at once", async () => {
  await withFile(async (live) => {
    assert.equal(live.current().aliases.has("broken"), false);
    const config = await changeAlias(live, "broken", { timeout: 9 });
    assert.equal(config.aliases.get("broken")?.timeout, 9);
  });
});

for (const body of [{}, { enabled: undefined }]) {
  Deno.test(`changeAlias() with ${Object.keys(body).join() || "nothing"} says what to send`, async () => {
    await refused((live) => changeAlias(live, "small", body), {
      status: 400,
      message:
        "Send at least one of enabled, temperature, top_p, max_tokens, timeout, num_retries.",
    });
  });
}

for (
  const [what, call] of [
    ["changeAlias()", (live: Live) => changeAlias(live, "nobody", { enabled: true })],
    ["removeAlias()", (live: Live) => removeAlias(live, "nobody")],
  ] as const
) {
  Deno.test(`${what} gives a 404 for an alias that is not there`, async () => {
    await refused(call, {
      status: 404,
      code: "model_not_found",
      param: "model_name",
      message: 'The configuration has no model "nobody".',
    });
  });
}

Deno.test("removeAlias() removes a broken entry as well, and the last one leaves an empty list", async () => {
  const text = await withFile(async (live) => {
    await removeAlias(live, "broken");
    const config = await removeAlias(live, "small");
    assert.equal(config.aliases.size, 0);
    assert.equal(config.broken, undefined);
  });
  assert.equal(text, "# mine\nmodel_list: []\n");
});

Deno.test("a file that has gone or is broken is not written, and the answer says so", async () => {
  for (const spoil of [Deno.remove, (path: string) => Deno.writeTextFile(path, "model_list: [")]) {
    await withFile(async (live, path) => {
      await spoil(path);
      await assert.rejects(addAlias(live, NEW), /is broken\. Mend it by hand first/);
      assert.deepEqual([...live.current().aliases.keys()], ["small"]);
    });
  }
});

Deno.test("a file that may not be written gives a 409, and the server keeps what it has", async () => {
  await withFile(async (live, path) => {
    // A folder in the place of the copy: as unwritable as it gets, for every user.
    await Deno.mkdir(`${path}.backup`);
    await assert.rejects(changeAlias(live, "small", { enabled: false }), (error) => {
      assert.ok(error instanceof ApiError);
      assert.deepEqual([error.status, error.code], [409, "config_not_writable"]);
      assert.match(error.message, /cannot be written \(\w+\)\. [A-Z]/);
      return true;
    });
    assert.equal(live.current().aliases.get("small")?.enabled, true);
    assert.equal(await Deno.readTextFile(path), CONFIG);
  });
});

Deno.test("changes that arrive at once are all made", async () => {
  const text = await withFile(async (live) => {
    const names = Array.from({ length: 10 }, (_, index) => `n${index}`);
    await Promise.all([
      ...names.map((model_name) => addAlias(live, { ...NEW, model_name })),
      changeAlias(live, "small", { temperature: 1 }),
      removeAlias(live, "broken"),
    ]);
    assert.deepEqual([...live.current().aliases.keys()], ["small", ...names]);
    assert.deepEqual(live.current().aliases.get("small")?.defaults, { temperature: 1 });
  });
  assert.doesNotMatch(text, /broken/);
});
