import assert from "node:assert/strict";
import { accessError, type AccessPolicy, corsHeaders } from "../../lib/http/access.ts";

const OPEN: AccessPolicy = { masterKey: null, listenHost: "127.0.0.1", allowedOrigins: [] };
const LOCKED: AccessPolicy = { ...OPEN, masterKey: "sk-master" };

function check(url: string, headers: Record<string, string>, policy = OPEN, method = "GET") {
  const error = accessError(new Request(url, { headers, method }), new URL(url), policy);
  return error === null ? "served" : `${error.status} ${error.code}`;
}

const LOCAL = "http://127.0.0.1:4000/v1/models";

const CASES: [string, string, string, Record<string, string>, AccessPolicy?][] = [
  ["a call to 127.0.0.1", "served", LOCAL, {}],
  ["a call to localhost", "served", "http://localhost:4000/", {}],
  ["a call to a name below localhost", "served", "http://apantli.localhost:4000/", {}],
  ["a call to [::1]", "served", "http://[::1]:4000/", {}],
  ["a call from a container", "served", "http://host.docker.internal:4000/", {}],
  ["a call to an address of the network", "served", "http://192.168.1.5:4000/", {}],
  ["a rebound name", "403 host_not_allowed", "http://evil.example:4000/", {}],
  [
    "a name that only begins like a local one",
    "403 host_not_allowed",
    "http://localhost.evil.example/",
    {},
  ],
  ["the dashboard's own origin", "served", LOCAL, { origin: "http://127.0.0.1:4000" }],
  ["a page on another local port", "served", LOCAL, { origin: "http://localhost:3000" }],
  ["Obsidian", "served", LOCAL, { origin: "app://obsidian.md" }],
  ["a foreign page", "403 origin_not_allowed", LOCAL, { origin: "https://evil.example" }],
  ["a sandboxed page", "403 origin_not_allowed", LOCAL, { origin: "null" }],
  ["a page that is allowed by config", "served", LOCAL, { origin: "https://good.example" }, {
    ...OPEN,
    allowedOrigins: ["https://good.example"],
  }],
  ["no key where one is needed", "401 invalid_api_key", LOCAL, {}, LOCKED],
  ["a wrong key", "401 invalid_api_key", LOCAL, { authorization: "Bearer nope" }, LOCKED],
  ["the key as Bearer", "served", LOCAL, { authorization: "Bearer sk-master" }, LOCKED],
  [
    "the key as bearer in lower case",
    "served",
    LOCAL,
    { authorization: "bearer sk-master" },
    LOCKED,
  ],
  ["the key as x-api-key", "served", LOCAL, { "x-api-key": "sk-master" }, LOCKED],
  [
    "the key as password",
    "served",
    LOCAL,
    { authorization: `Basic ${btoa("x:sk-master")}` },
    LOCKED,
  ],
  ["broken Basic", "401 invalid_api_key", LOCAL, { authorization: "Basic %%%" }, LOCKED],
  ["/health without a key", "served", "http://127.0.0.1:4000/health", {}, LOCKED],
  ["any name, with the key", "served", "https://tunnel.example/v1/models", {
    authorization: "Bearer sk-master",
  }, LOCKED],
  ["a foreign page, with the key", "403 origin_not_allowed", LOCAL, {
    origin: "https://evil.example",
    authorization: "Bearer sk-master",
  }, LOCKED],
];

for (const [what, expected, url, headers, policy] of CASES) {
  Deno.test(`accessError() answers ${what}: ${expected}`, () => {
    assert.equal(check(url, headers, policy), expected);
  });
}

Deno.test("accessError() lets a preflight through without the key that browsers never send with it", () => {
  assert.equal(check(LOCAL, { origin: "http://localhost:3000" }, LOCKED, "OPTIONS"), "served");
});

Deno.test("corsHeaders() echoes the headers that a preflight asks for", () => {
  const headers = new Headers(corsHeaders(
    new Request(LOCAL, {
      method: "OPTIONS",
      headers: {
        origin: "app://obsidian.md",
        "access-control-request-headers": "authorization, x-stainless-os",
        "access-control-request-private-network": "true",
      },
    }),
  ));
  assert.equal(headers.get("access-control-allow-origin"), "app://obsidian.md");
  assert.equal(headers.get("access-control-allow-headers"), "authorization, x-stainless-os");
  assert.equal(headers.get("access-control-allow-private-network"), "true");
  assert.match(headers.get("access-control-allow-methods") ?? "", /POST/);
});

Deno.test("corsHeaders() allows no origin when no page asks", () => {
  const headers = new Headers(corsHeaders(new Request(LOCAL)));
  assert.equal(headers.get("access-control-allow-origin"), null);
  assert.equal(headers.get("vary"), "origin");
});
