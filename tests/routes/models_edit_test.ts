import assert from "node:assert/strict";
import { type RunningApp, startApp } from "../harness/app.ts";

const CONFIG = `# my models
model_list:
  # first of all
  - model_name: small # the cheap one
    litellm_params:
      model: demo/echo
      temperature: 0.5 # not too wild
  - model_name: vendor/model
    litellm_params: { model: demo/echo }
# the end
`;

async function send(app: RunningApp, method: string, path: string, body?: unknown) {
  const init: RequestInit = { method, headers: { "content-type": "application/json" } };
  if (body !== undefined) init.body = JSON.stringify(body);
  const response = await fetch(app.url + path, init);
  return { status: response.status, body: await response.json() };
}

const read = (app: RunningApp) => Deno.readTextFile(`${app.dir}/config.yaml`);

async function statusOf(app: RunningApp, model: string): Promise<number> {
  const response = await app.post("/v1/chat/completions", {
    model,
    messages: [{ role: "user", content: "hello" }],
  });
  await response.body?.cancel();
  return response.status;
}

/** The texts of all files beside config.yaml that hold what it was. */
async function backups(app: RunningApp): Promise<string[]> {
  const texts: string[] = [];
  for await (const entry of Deno.readDir(app.dir)) {
    if (/^config\.yaml.+/.test(entry.name)) {
      texts.push(await Deno.readTextFile(`${app.dir}/${entry.name}`));
    }
  }
  return texts;
}

Deno.test("POST /api/models adds an alias that can be called at once, and keeps a backup", async () => {
  await using app = await startApp(CONFIG);
  const { status, body } = await send(app, "POST", "/api/models", {
    model_name: "new",
    litellm_model: "demo/echo",
    api_key_env: null,
    temperature: 0,
    max_tokens: 50,
    timeout: 9,
    num_retries: 0,
  });
  assert.equal(status, 201, JSON.stringify(body));
  assert.equal(body.model.name, "new");
  assert.deepEqual([body.model.temperature, body.model.max_tokens], [0, 50]);
  assert.equal(await statusOf(app, "new"), 200);
  const text = await read(app);
  for (const line of CONFIG.trimEnd().split("\n")) {
    assert.ok(text.includes(line), line);
  }
  assert.deepEqual(await backups(app), [CONFIG]);
});

Deno.test("POST /api/models writes the key as the name of its variable, never as a value", async () => {
  await using app = await startApp(CONFIG);
  const { status } = await send(app, "POST", "/api/models", {
    model_name: "new",
    litellm_model: "openai/gpt-4o-mini",
    api_key_env: "OPENAI_API_KEY",
    enabled: false,
  });
  assert.equal(status, 201);
  assert.match(await read(app), /api_key: os\.environ\/OPENAI_API_KEY/);
  assert.equal(await statusOf(app, "new"), 403);
});

const GOOD = {
  model_name: "n",
  litellm_model: "openai/gpt-4o-mini",
  api_key_env: "OPENAI_API_KEY",
};
const BAD: [string, unknown, RegExp][] = [
  ["no model_name", { ...GOOD, model_name: undefined }, /model_name/],
  ["no litellm_model", { ...GOOD, litellm_model: undefined }, /^`litellm_model` is missing\.$/],
  ["no api_key_env", { ...GOOD, api_key_env: undefined }, /api_key_env/],
  ["an empty model_name", { ...GOOD, model_name: " " }, /model_name/],
  ["a key in place of its variable", { ...GOOD, api_key_env: "sk-proj-abc" }, /api_key_env/],
  ["an alias that is there already", { ...GOOD, model_name: "small" }, /small/],
  ["a model that nobody knows", { ...GOOD, litellm_model: "openai/nope-9" }, /nope-9/],
  ["a provider that nobody knows", { ...GOOD, litellm_model: "nobody/gpt" }, /nobody/],
  ["a temperature of 3", { ...GOOD, temperature: 3 }, /temperature/],
  ["a timeout of 0", { ...GOOD, timeout: 0 }, /timeout/],
  ["an unknown field", { ...GOOD, tempreature: 1 }, /tempreature/],
  ["a list", [], /body/i],
];

for (const [what, sent, told] of BAD) {
  Deno.test(`POST /api/models with ${what} is 400 and changes nothing`, async () => {
    await using app = await startApp(CONFIG);
    const { status, body } = await send(app, "POST", "/api/models", sent);
    assert.equal(status, 400, JSON.stringify(body));
    assert.equal(body.error.type, "invalid_request_error");
    assert.match(body.error.message, told);
    assert.ok(!body.error.message.includes("sk-proj-abc"));
    assert.equal(await read(app), CONFIG);
  });
}

Deno.test("PATCH /api/models/{alias} takes effect at once; comments and order stay", async () => {
  await using app = await startApp(CONFIG);
  const { status, body } = await send(app, "PATCH", "/api/models/small", {
    temperature: 1,
    top_p: 0.5,
    max_tokens: 7,
    timeout: 3,
    num_retries: 0,
  });
  assert.equal(status, 200, JSON.stringify(body));
  assert.deepEqual([body.model.temperature, body.model.top_p, body.model.max_tokens], [1, 0.5, 7]);
  const text = await read(app);
  assert.match(text, /temperature: 1 # not too wild/);
  for (const comment of ["# my models", "# first of all", "# the cheap one", "# the end"]) {
    assert.ok(text.includes(comment), comment);
  }
  assert.ok(text.indexOf("small") < text.indexOf("vendor/model"));
  const removed = await send(app, "PATCH", "/api/models/small", { temperature: null });
  assert.ok(!("temperature" in removed.body.model));
});

for (const path of ["/api/models/vendor/model", "/api/models/vendor%2Fmodel"]) {
  Deno.test(`PATCH and DELETE ${path} find an alias with a slash`, async () => {
    await using app = await startApp(CONFIG);
    assert.equal((await send(app, "PATCH", path, { enabled: false })).status, 200);
    assert.equal(await statusOf(app, "vendor/model"), 403);
    assert.equal((await send(app, "PATCH", path, { enabled: true })).status, 200);
    assert.equal(await statusOf(app, "vendor/model"), 200);
    assert.equal((await send(app, "DELETE", path)).status, 200);
    assert.equal(await statusOf(app, "vendor/model"), 404);
    assert.ok(!(await read(app)).includes("vendor/model"));
    assert.match(await read(app), /# the end/);
  });
}

for (const [method, path] of [["PATCH", "/api/models/nope"], ["DELETE", "/api/models/nope"]]) {
  Deno.test(`${method} ${path} is 404`, async () => {
    await using app = await startApp(CONFIG);
    const body = method === "PATCH" ? { enabled: true } : undefined;
    const answer = await send(app, method ?? "", path ?? "", body);
    assert.deepEqual([answer.status, answer.body.error.code], [404, "model_not_found"]);
  });
}

for (const sent of [{}, { enabled: "yes" }, { max_tokens: 0 }, { num_retries: 1.5 }, { x: 1 }]) {
  Deno.test(`PATCH /api/models/{alias} with ${JSON.stringify(sent)} is 400`, async () => {
    await using app = await startApp(CONFIG);
    const { status, body } = await send(app, "PATCH", "/api/models/small", sent);
    assert.deepEqual([status, body.error.type], [400, "invalid_request_error"]);
    assert.equal(await read(app), CONFIG);
  });
}

Deno.test("a broken config.yaml is not edited, and the answer says what to do", async () => {
  await using app = await startApp("model_list: [\n");
  const { status, body } = await send(app, "POST", "/api/models", {
    model_name: "a",
    litellm_model: "demo/echo",
  });
  assert.ok(status === 400 || status === 409, String(status));
  assert.match(body.error.message, /broken/);
});
