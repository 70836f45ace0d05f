import assert from "node:assert/strict";
import { ApiError } from "../../lib/http/error.ts";
import { addAlias, changeAlias, removeAlias } from "../../lib/models/change.ts";
import { CONFIG, type Live, NEW, refused, withFile } from "./config_file.ts";

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

Deno.test("addAlias() takes a server of one's own with its address, and no key where it needs none", async () => {
  const text = await withFile(async (live) => {
    const own = { model_name: "own", litellm_model: "openai/Qwen/Qwen3" };
    const config = await addAlias(live, { ...own, api_base: " http://localhost:8080/v1 " });
    const { apiBase, apiKey } = config.aliases.get("own") ?? {};
    assert.deepEqual([apiBase, apiKey], ["http://localhost:8080/v1", null]);
    const azure = { litellm_model: "azure/mine", api_base: "https://mine.openai.azure.com" };
    await addAlias(live, { model_name: "azure", ...azure, api_key_env: "AZURE_API_KEY" });
    assert.equal(live.current().aliases.get("azure")?.apiKey, "os.environ/AZURE_API_KEY");
  });
  assert.match(text, /model: openai\/Qwen\/Qwen3\n {6}api_base: http:\/\/localhost:8080\/v1\n/);
});

Deno.test("addAlias() takes a model without a known price when that is said", async () => {
  const text = await withFile(async (live) => {
    const body = { model_name: "new", litellm_model: "groq/new", api_key_env: "GROQ_API_KEY" };
    const config = await addAlias(live, { ...body, allow_unpriced: true });
    assert.equal(config.aliases.get("new")?.model, "groq/new");
  });
  assert.doesNotMatch(text, /allow_unpriced/);
});

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

Deno.test("changeAlias() changes the entry that serves, where an earlier one of its name is broken", async () => {
  const text = await withFile(async (live) => {
    const twin = "  - { model_name: broken, litellm_params: { model: demo/story } }\n";
    await live.edit((text) => text + twin);
    const config = await changeAlias(live, "broken", { temperature: 1 });
    const { model, defaults } = config.aliases.get("broken") ?? {};
    assert.deepEqual([model, defaults], ["demo/story", { temperature: 1 }]);
    await removeAlias(live, "broken");
  });
  assert.doesNotMatch(text, /broken/);
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
