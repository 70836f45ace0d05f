import assert from "node:assert/strict";
import { request as httpRequest } from "node:http";
import { type RunningApp, startApp } from "../harness/app.ts";

const MODELS = `model_list:
  - { model_name: echo, litellm_params: { model: demo/echo } }
`;
const LOCKED = `${MODELS}general_settings: { master_key: os.environ/APANTLI_MASTER_KEY }\n`;
const ENV = { env: "APANTLI_MASTER_KEY=sk-master-1\n" };

const ROUTES: [method: string, path: string][] = [
  ["POST", "/v1/chat/completions"],
  ["POST", "/chat/completions"],
  ["GET", "/models"],
  ["GET", "/v1/models"],
  ["GET", "/v1/models/echo"],
  ["GET", "/api/providers"],
  ["GET", "/api/providers/openai/models"],
  ["POST", "/api/models"],
  ["PATCH", "/api/models/echo"],
  ["DELETE", "/api/models/echo"],
  ["GET", "/api/export/obsidian"],
  ["GET", "/stats"],
  ["GET", "/stats/daily"],
  ["GET", "/stats/hourly"],
  ["GET", "/stats/date-range"],
  ["GET", "/stats/filters"],
  ["GET", "/requests"],
  ["GET", "/requests/1"],
  ["DELETE", "/errors"],
  ["GET", "/"],
  ["GET", "/nothing-here"],
  ["GET", "/health/../stats"],
  ["GET", "/HEALTH"],
];

/** A call as it stands, with any Host: `fetch()` would mend both. */
function raw(app: RunningApp, method: string, path: string, headers: Record<string, string> = {}) {
  const { hostname, port } = new URL(app.url);
  return new Promise<{ status: number; headers: Headers; body: string }>((resolve, reject) => {
    const call = httpRequest(
      { hostname, port, method, path, headers, agent: false },
      (incoming) => {
        let body = "";
        incoming.setEncoding("utf8").on("data", (text) => body += text).once("end", () => {
          const pairs = Object.entries(incoming.headers).map(([name, value]): [string, string] => [
            name,
            String(value),
          ]);
          resolve({ status: incoming.statusCode ?? 0, headers: new Headers(pairs), body });
        });
      },
    );
    call.on("error", reject);
    call.end(method === "POST" || method === "PATCH" ? "{}" : undefined);
  });
}

Deno.test("with a master key, every route but /health asks for it", async () => {
  await using app = await startApp(LOCKED, ENV);
  for (const [method, path] of ROUTES) {
    for (const headers of [{}, { authorization: "Bearer sk-master-2" }]) {
      const { status, headers: told, body } = await raw(app, method, path, headers);
      assert.equal(status, 401, `${method} ${path}`);
      assert.equal(JSON.parse(body).error.code, "invalid_api_key");
      assert.match(told.get("www-authenticate") ?? "", /^Basic/);
    }
  }
  assert.equal((await raw(app, "GET", "/health")).status, 200);
  assert.deepEqual([...app.services.config.current().aliases.keys()], ["echo"]);
});

for (
  const [what, headers] of [
    ["as Bearer", { authorization: "Bearer sk-master-1" }],
    ["as x-api-key", { "x-api-key": "sk-master-1" }],
    ["as the password of Basic", { authorization: `Basic ${btoa("anybody:sk-master-1")}` }],
  ] as [string, Record<string, string>][]
) {
  Deno.test(`the master key is taken ${what}`, async () => {
    await using app = await startApp(LOCKED, ENV);
    assert.equal((await raw(app, "GET", "/v1/models", headers)).status, 200);
  });
}

Deno.test("a master key whose variable is not set locks everybody out", async () => {
  await using app = await startApp(LOCKED.replace("APANTLI_MASTER_KEY", "APANTLI_NO_SUCH_KEY"));
  for (const key of ["", "null", "undefined", "os.environ/APANTLI_NO_SUCH_KEY"]) {
    const { status } = await raw(app, "GET", "/v1/models", { "x-api-key": key });
    assert.equal(status, 401, key);
  }
});

Deno.test("a name that is not this machine's is refused, so that no page can rebind to it", async () => {
  await using app = await startApp(MODELS);
  for (const host of ["evil.example", "localhost.evil.example:4000", "127.0.0.1.evil.example"]) {
    for (const path of ["/v1/models", "/health", "/"]) {
      const { status, body } = await raw(app, "GET", path, { host });
      assert.equal(status, 403, host + path);
      assert.equal(JSON.parse(body).error.code, "host_not_allowed");
    }
  }
  for (const host of ["localhost", "127.0.0.1:1", "[::1]:4000", "host.docker.internal:4000"]) {
    assert.equal((await raw(app, "GET", "/v1/models", { host })).status, 200, host);
  }
});

Deno.test("a Host that is no host, and a target that names another, are refused", async () => {
  await using app = await startApp(MODELS);
  assert.equal((await raw(app, "GET", "/v1/models", { host: "a b" })).status, 400);
  const { status } = await raw(app, "GET", "http://evil.example/v1/models", { host: "localhost" });
  assert.equal(status, 403);
});

Deno.test("a foreign page gets neither an answer nor the right to read it", async () => {
  await using app = await startApp(MODELS);
  for (const origin of ["https://evil.example", "null", "http://localhost.evil.example"]) {
    const body = JSON.stringify({ model: "echo", messages: [] });
    const response = await fetch(`${app.url}/v1/chat/completions`, {
      method: "POST",
      headers: { origin },
      body,
    });
    assert.equal(response.status, 403, origin);
    assert.equal(response.headers.get("access-control-allow-origin"), null);
    assert.match((await response.json()).error.message, /allowed_origins/);
  }
  const { requests } = await app.services.store.read("requests", { outcome: "all" });
  assert.deepEqual(requests, []);
});

Deno.test("Obsidian's preflight is answered, without the key that it cannot send", async () => {
  await using app = await startApp(LOCKED, ENV);
  const { status, headers, body } = await raw(app, "OPTIONS", "/v1/chat/completions", {
    origin: "app://obsidian.md",
    "access-control-request-method": "POST",
    "access-control-request-headers": "authorization,content-type,x-stainless-os",
  });
  assert.deepEqual([status, body], [204, ""]);
  assert.equal(headers.get("access-control-allow-origin"), "app://obsidian.md");
  assert.match(headers.get("access-control-allow-methods") ?? "", /POST/);
  assert.match(headers.get("access-control-allow-headers") ?? "", /authorization.*x-stainless-os/);
  assert.match(headers.get("vary") ?? "", /origin/i);
});

Deno.test("a page of this machine may read answers, errors and streams", async () => {
  await using app = await startApp(MODELS);
  const origin = "http://localhost:5173";
  const messages = [{ role: "user", content: "hi" }];
  for (const model of ["echo", "nope"]) {
    for (const stream of [false, true]) {
      const response = await app.post(
        "/v1/chat/completions",
        { model, messages, stream },
        { origin },
      );
      await response.text();
      assert.equal(response.headers.get("access-control-allow-origin"), origin);
      assert.match(response.headers.get("access-control-expose-headers") ?? "", /x-request-id/);
    }
  }
});

Deno.test("allowed_origins lets other pages in", async () => {
  const more = 'general_settings: { allowed_origins: ["https://good.example"] }\n';
  await using app = await startApp(MODELS + more);
  const good = await raw(app, "GET", "/models", { origin: "https://good.example" });
  assert.deepEqual([good.status, good.headers.get("access-control-allow-origin")], [
    200,
    "https://good.example",
  ]);
});
