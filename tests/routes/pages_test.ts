import assert from "node:assert/strict";
import { startApp } from "../harness/app.ts";

const CONFIG = `model_list:
  - { model_name: echo, litellm_params: { model: demo/echo } }
`;
const BROWSER = { accept: "text/html,application/xhtml+xml,*/*;q=0.8" };

Deno.test("a browser gets a page for what is not there, a client gets JSON", async () => {
  await using app = await startApp(CONFIG);
  for (const path of ["/nope", "/v1/nope", "/a/b/c"]) {
    const page = await fetch(app.url + path, { headers: BROWSER });
    assert.equal(page.status, 404);
    assert.match(page.headers.get("content-type") ?? "", /^text\/html/);
    assert.match(page.headers.get("content-security-policy") ?? "", /default-src 'none'/);
    assert.ok((await page.text()).includes(path));
    const client = await fetch(app.url + path);
    assert.equal(client.status, 404);
    assert.equal((await client.json()).error.code, "unknown_url");
  }
});

Deno.test("a page says back what was asked for without running it", async () => {
  await using app = await startApp(CONFIG);
  const page = await fetch(`${app.url}/<script>alert(1)</script>`, { headers: BROWSER });
  assert.ok(!(await page.text()).includes("<script>alert"));
});

Deno.test("the start page is HTML under a policy that lets nothing else in", async () => {
  await using app = await startApp(CONFIG);
  const page = await fetch(app.url, { headers: BROWSER });
  assert.equal(page.status, 200);
  const policy = page.headers.get("content-security-policy") ?? "";
  assert.match(policy, /script-src 'self'/);
  assert.doesNotMatch(policy, /unsafe/);
  assert.equal(page.headers.get("x-content-type-options"), "nosniff");
  assert.match(await page.text(), /^<!DOCTYPE html>/i);
});

Deno.test("HEAD answers as GET does, without a body", async () => {
  await using app = await startApp(CONFIG);
  for (const path of ["/health", "/models", "/v1/models", "/stats", "/requests"]) {
    const head = await fetch(app.url + path, { method: "HEAD" });
    const get = await fetch(app.url + path);
    await get.text();
    assert.equal(head.status, 200, path);
    assert.equal(head.headers.get("content-type"), get.headers.get("content-type"));
    assert.equal(await head.text(), "");
  }
});

for (
  const [method, path, allowed] of [
    ["PUT", "/v1/chat/completions", "POST"],
    ["GET", "/v1/chat/completions", "POST"],
    ["POST", "/models", "GET"],
    ["DELETE", "/stats", "GET"],
    ["GET", "/errors", "DELETE"],
    ["GET", "/api/models/echo", "PATCH"],
    ["POST", "/health", "GET"],
  ] as const
) {
  Deno.test(`${method} ${path} is 405 and names ${allowed}`, async () => {
    await using app = await startApp(CONFIG);
    const response = await fetch(app.url + path, { method });
    assert.equal(response.status, 405);
    assert.ok(response.headers.get("allow")?.includes(allowed), "the Allow header");
    assert.equal((await response.json()).error.code, "method_not_allowed");
  });
}

Deno.test("every answer has a request id, also where nothing is", async () => {
  await using app = await startApp(CONFIG);
  for (const path of ["/health", "/models", "/nope", "/v1/models/nope"]) {
    const response = await fetch(app.url + path, { headers: { "x-request-id": "mine" } });
    await response.text();
    assert.equal(response.headers.get("x-request-id"), "mine", path);
  }
  const response = await fetch(`${app.url}/health`, { headers: { "x-request-id": "not usable" } });
  await response.text();
  assert.match(response.headers.get("x-request-id") ?? "", /^[0-9a-f-]{36}$/);
});

for (
  const [path, status, told] of [
    ["/v1/models/nope", 404, "does not exist"],
    ["/stats?hours=abc", 400, "hours"],
    ["/requests/99", 404, "There is no request"],
    ["/?hours=abc", 200, "Stats"],
  ] as const
) {
  Deno.test(`a browser that opens ${path} gets a page with ${status} that says why`, async () => {
    await using app = await startApp(CONFIG);
    const page = await fetch(app.url + path, { headers: BROWSER });
    assert.equal(page.status, status);
    assert.match(page.headers.get("content-type") ?? "", /^text\/html/);
    assert.match(page.headers.get("content-security-policy") ?? "", /default-src 'none'/);
    assert.ok((await page.text()).includes(told));
  });
}

Deno.test("static files are served, and nothing beside them", async () => {
  await using app = await startApp(CONFIG);
  const page = await (await fetch(app.url, { headers: BROWSER })).text();
  const sheet = /href="([^"]+\.css[^"]*)"/.exec(page)?.[1];
  assert.ok(sheet, "the page names its style sheet");
  const css = await fetch(new URL(sheet, app.url));
  assert.match(css.headers.get("content-type") ?? "", /^text\/css/);
  await css.body?.cancel();
  for (
    const path of [
      "/static/..%2f..%2fdeno.json",
      "/..%2fdeno.json",
      "/deno.json",
      "/config.yaml",
      "/.env",
    ]
  ) {
    const response = await fetch(app.url + path);
    await response.body?.cancel();
    assert.equal(response.status, 404, path);
  }
});
