import { deepEqual, equal } from "node:assert/strict";
import { App, csrf, type CsrfOptions, trailingSlashes } from "fresh";
import { ask } from "./harness.ts";

Deno.test("trailingSlashes() redirects to the one spelling, keeps the query and leaves the root alone", async () => {
  const table: [mode: "always" | "never", path: string, location: string | null][] = [
    ["never", "/", null],
    ["never", "/?a=1", null],
    ["never", "/a", null],
    ["never", "/a/", "/a"],
    ["never", "/a/b/?x=/&y", "/a/b?x=/&y"],
    ["never", "//evil.example/", "/evil.example"],
    ["always", "/", null],
    ["always", "/a/", null],
    ["always", "/a", "/a/"],
    ["always", "/a/b?x=1", "/a/b/?x=1"],
    ["always", "//evil.example", "/evil.example/"],
  ];
  for (const [mode, path, location] of table) {
    const app = new App().use(trailingSlashes(mode)).all("*", () => new Response("there"));
    const response = await ask(app, path);
    const name = `${mode} ${path}`;
    deepEqual([response.status, response.headers.get("location")], [
      location === null ? 200 : 302,
      location,
    ], name);
  }
});

/** The status of a request with these headers behind `csrf()`. */
async function statusOf(
  headers: Record<string, string>,
  options?: CsrfOptions,
  method = "POST",
): Promise<number> {
  const app = new App().use(csrf(options)).all("/", () => new Response());
  return (await ask(app, "/", { method, headers })).status;
}

const OWN = "http://localhost";
const OTHER = "https://other.example";

Deno.test("csrf() lets through what the app's own pages and programs send, and no page of others", async () => {
  const table: [headers: Record<string, string>, status: number][] = [
    [{}, 200],
    [{ origin: OWN }, 200],
    [{ "sec-fetch-site": "same-origin" }, 200],
    [{ "sec-fetch-site": "none" }, 200],
    [{ "sec-fetch-site": "same-origin", origin: OTHER }, 200],
    [{ "sec-fetch-site": "cross-site", origin: OWN }, 200],
    [{ origin: OTHER }, 403],
    [{ origin: "null" }, 403],
    [{ origin: "http://localhost:81" }, 403],
    [{ origin: `${OWN}.evil.example` }, 403],
    [{ "sec-fetch-site": "cross-site" }, 403],
    [{ "sec-fetch-site": "same-site", origin: OTHER }, 403],
  ];
  for (const [headers, status] of table) {
    for (const method of ["POST", "PUT", "PATCH", "DELETE"]) {
      equal(await statusOf(headers, undefined, method), status, JSON.stringify(headers));
    }
  }
});

Deno.test("csrf() asks nothing of methods that change nothing", async () => {
  for (const method of ["GET", "HEAD", "OPTIONS"]) {
    equal(await statusOf({ origin: OTHER, "sec-fetch-site": "cross-site" }, {}, method), 200);
  }
});

Deno.test("csrf() takes other origins: one, several, or what a function says", async () => {
  const origins: CsrfOptions["origin"][] = [OTHER, ["http://a.example", OTHER]];
  origins.push((origin, ctx) => origin === OTHER && ctx.url.pathname === "/");
  for (const origin of origins) {
    if (origin === undefined) continue;
    equal(await statusOf({ origin: OTHER }, { origin }), 200);
    equal(await statusOf({ origin: OTHER, "sec-fetch-site": "cross-site" }, { origin }), 200);
    // The app's own is one of them only where it is named.
    equal(await statusOf({ origin: OWN }, { origin }), 403);
    equal(await statusOf({ origin: "http://b.example" }, { origin }), 403);
  }
  equal(await statusOf({ origin: "http://a.example" }, { origin: ["http://a.example"] }), 200);
});
