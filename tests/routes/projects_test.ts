import assert from "node:assert/strict";
import { type RunningApp, startApp } from "../harness/app.ts";
import { onlyRow, rowsOf } from "../harness/ledger.ts";

const CONFIG = `model_list:
  - { model_name: echo, litellm_params: { model: demo/echo } }
general_settings:
  projects:
    - { project: editor, header: user-agent, matches: "zed/*" }
`;
const BODY = { model: "echo", messages: [{ role: "user", content: "hi" }] };
const CHAT = "/v1/chat/completions";

async function ask(app: RunningApp, path: string, headers = {}, more = {}) {
  const response = await app.post(path, { ...BODY, ...more }, headers);
  await response.text();
  return response.status;
}

async function get(app: RunningApp, path: string) {
  const response = await fetch(app.url + path);
  return { status: response.status, body: await response.json() };
}

const WAYS: [string, string, Record<string, string>, Record<string, unknown>, string | null][] = [
  ["no name", CHAT, {}, {}, null],
  ["a path", `/p/blog${CHAT}`, {}, {}, "blog"],
  ["a path with an escaped name", `/p/my%20blog${CHAT}`, {}, {}, "my blog"],
  ["a path without /v1", "/p/blog/chat/completions", {}, {}, "blog"],
  ["a header", CHAT, { "x-apantli-project": "blog" }, {}, "blog"],
  ["metadata", CHAT, {}, { metadata: { project: "book" } }, "book"],
  ["a rule", CHAT, { "user-agent": "Zed/0.9" }, {}, "editor"],
  ["user", CHAT, {}, { user: "ann" }, "ann"],
];

for (const [what, path, headers, more, project] of WAYS) {
  Deno.test(`an exchange belongs to a project by ${what}`, async () => {
    await using app = await startApp(CONFIG);
    assert.equal(await ask(app, path, headers, more), 200);
    assert.equal(onlyRow(app).project, project);
  });
}

Deno.test("other routes answer below /p/<name> as well, and pages that are not there do not", async () => {
  await using app = await startApp(CONFIG);
  assert.deepEqual((await get(app, "/p/blog/v1/models")).body, (await get(app, "/v1/models")).body);
  assert.equal((await get(app, "/p/blog/nothing")).status, 404);
  assert.equal((await get(app, "/p/blog")).status, 404);
});

for (const name of ["a%2Fb", "%00", "%zz", "x".repeat(65), "%20"]) {
  Deno.test(`a project in a path cannot be called ${name.slice(0, 8)}`, async () => {
    await using app = await startApp(CONFIG);
    const { status, body } = await get(app, `/p/${name}/v1/models`);
    assert.equal(status, 400);
    assert.match(body.error.message, /project's name/);
  });
}

Deno.test("a client that leaves is noticed below /p/<name>, too", async () => {
  await using app = await startApp(CONFIG.replace("demo/echo", "demo/slow"));
  const client = new AbortController();
  const call = fetch(`${app.url}/p/blog${CHAT}`, {
    method: "POST",
    body: JSON.stringify(BODY),
    signal: client.signal,
  });
  const end = Date.now() + 5000;
  while (app.services.gateway.inFlight === 0 && Date.now() < end) {
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  client.abort();
  await assert.rejects(call);
  while (rowsOf(app).length === 0 && Date.now() < end) {
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  const { outcome, project } = onlyRow(app);
  assert.deepEqual([outcome, project], ["interrupted", "blog"]);
});

Deno.test("reports filter by project", async () => {
  await using app = await startApp(CONFIG);
  for (const name of ["blog", "blog", "book"]) await ask(app, `/p/${name}${CHAT}`);
  await ask(app, CHAT);
  const count = async (path: string) => {
    const { body } = await get(app, path);
    return body.totals?.requests ?? body.total_requests ?? body.total;
  };
  for (const path of ["/stats", "/stats/daily", "/stats/hourly", "/requests"]) {
    assert.equal(await count(path), 4, path);
    assert.equal(await count(`${path}?project=blog`), 2, path);
    assert.equal(await count(`${path}?project=none`), 0, path);
  }
  const { body: { requests } } = await get(app, "/requests?project=book");
  assert.deepEqual(requests.map(({ project }: { project: string }) => project), ["book"]);
  const { body: { projects } } = await get(app, "/stats/filters");
  assert.deepEqual(projects, [{ name: "blog", count: 2 }, { name: "book", count: 1 }]);
});

Deno.test("recent errors are those of the project", async () => {
  await using app = await startApp(CONFIG.replace("demo/echo", "demo/error-500"));
  assert.equal(await ask(app, `/p/blog${CHAT}`), 503);
  const errors = async (query: string) =>
    (await get(app, `/stats${query}`)).body.recent_errors.length;
  assert.deepEqual([await errors(""), await errors("?project=blog"), await errors("?project=x")], [
    1,
    1,
    0,
  ]);
});
