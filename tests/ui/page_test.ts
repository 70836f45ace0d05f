import { deepEqual, doesNotMatch, equal, match } from "node:assert/strict";
import { App, type Middleware } from "fresh";
import LiveStats from "../../islands/LiveStats.tsx";
import { registerIslands } from "../../lib/fresh/islands.ts";
import { PAGE_HEADERS, pageHeaders } from "../../lib/app/page_headers.ts";
import type { State } from "../../lib/define.ts";
import { type Overview, readRange, toOverview } from "../../lib/ui/overview.ts";
import AppWrapper from "../../routes/_app.tsx";
import ErrorPage, { handler as onError } from "../../routes/_error.tsx";
import NotFoundPage, { handler as onNotFound } from "../../routes/_404.tsx";
import IndexPage, { handler } from "../../routes/index.tsx";

const EMPTY: Overview = {
  hours: null,
  now: Date.parse("2026-03-10T12:00:00Z"),
  alias: "demo/echo",
  totals: {
    requests: 0,
    cost: null,
    prompt_tokens: 0,
    completion_tokens: 0,
    avg_duration_ms: 0,
  },
  by_model: [],
  recent_errors: [],
  requests: [],
};

const USED: Overview = {
  ...EMPTY,
  totals: {
    requests: 3,
    cost: 0.0312,
    prompt_tokens: 1200,
    completion_tokens: 34,
    avg_duration_ms: 812,
    unpriced: 1,
  },
  by_model: [
    { model: "fast", provider: "openai", requests: 2, cost: 0.0312, tokens: 1000 },
    { model: "mine", provider: null, requests: 1, cost: null, tokens: 234 },
  ],
  recent_errors: [{ timestamp: "2026-03-10T10:00:00Z", model: "fast", error: "<b>Too many" }],
  requests: [{
    timestamp: "2026-03-10T11:58:00Z",
    model: "fast",
    provider: "openai",
    total_tokens: 1000,
    cost: 0.0312,
    duration_ms: 812,
  }],
};

registerIslands("islands/LiveStats.tsx", { default: LiveStats });

/** Fills `ctx.state` as far as the pages need it. */
function withOverview(data: Overview, asked: (number | null)[]): Middleware<State> {
  return (ctx) => {
    ctx.state.overview = (hours) => {
      asked.push(hours);
      return Promise.resolve({ ...data, hours });
    };
    return ctx.next();
  };
}

async function open(path: string, data: Overview, asked: (number | null)[] = []) {
  const app = new App<State>().use(withOverview(data, asked)).use(pageHeaders).appWrapper(
    AppWrapper,
  )
    .onError("*", { component: ErrorPage, handler: onError })
    .notFound({ component: NotFoundPage, handler: onNotFound })
    .route("/", { component: IndexPage, handler })
    .get("/json", (ctx) => ctx.json({}));
  const response = await app.handler()(new Request(`http://127.0.0.1:4000${path}`));
  return { response, html: await response.text() };
}

Deno.test("the start page has its numbers in the first paint", async () => {
  const { response, html } = await open("/", USED);
  equal(response.status, 200);
  match(html, /<title>Stats · Apantli<\/title>/);
  match(html, /<dd class="value">\$0\.031<\/dd><dd class="note">1 unpriced<\/dd>/);
  match(html, /<dd class="value">1\.23K<\/dd>/);
  match(html, /<time[^>]*>2 min ago<\/time>/);
  match(html, /&lt;b>Too many/);
});

Deno.test("an unknown price is never shown as zero", async () => {
  const unpriced = { ...USED, totals: { ...USED.totals, cost: null }, requests: [] };
  const { html } = await open("/", unpriced);
  match(html, /<dd class="value">unpriced<\/dd>/);
  match(html, /mine.*?<td class="number unpriced">unpriced<\/td>/s);
  doesNotMatch(html, /\$0\.00</);
});

Deno.test("an empty page shows the curl line for this server and a ready alias", async () => {
  const { html } = await open("/", EMPTY);
  match(html, /curl http:\/\/127\.0\.0\.1:4000\/v1\/chat\/completions/);
  match(html, /demo\/echo/);
  doesNotMatch(html, /<table/);
  match((await open("/?hours=24", EMPTY)).html, /No request was answered in this time/);
});

Deno.test("the range in the URL is asked for and marked; an unknown one is all time", async () => {
  const asked: (number | null)[] = [];
  const { html } = await open("/?hours=168", USED, asked);
  match(html, /<a href="\/\?hours=168" aria-current="true">7 days<\/a>/);
  await open("/?hours=5", USED, asked);
  deepEqual(asked, [168, null]);
  deepEqual([readRange("24"), readRange("null"), readRange(null)], [24, null, null]);
});

Deno.test("pages carry the security headers, other responses stay as they are", async () => {
  for (const path of ["/", "/nope"]) {
    const { response } = await open(path, USED);
    for (const [name, value] of Object.entries(PAGE_HEADERS)) {
      equal(response.headers.get(name), value, `${name} of ${path}`);
    }
  }
  const { response } = await open("/json", USED);
  equal(response.headers.get("content-security-policy"), null);
});

Deno.test("nothing on a page is inline or from elsewhere", async () => {
  for (const data of [USED, EMPTY]) {
    const { html } = await open("/", data);
    doesNotMatch(html, / style=| on\w+="|<style|(src|href)="(https?:)?\/\//);
  }
});

Deno.test("errors have pages with the right status, without the details of a crash", async () => {
  const { response, html } = await open("/nope", USED);
  equal(response.status, 404);
  match(html, /No page is at <code>\/nope<\/code>/);
  const crash = { ...USED, by_model: undefined as never };
  const { error } = console;
  console.error = () => {};
  try {
    const broken = await open("/", crash);
    equal(broken.response.status, 500);
    doesNotMatch(broken.html, /undefined|TypeError/);
  } finally {
    console.error = error;
  }
});

Deno.test("the page keeps of a request only what it shows", () => {
  const rows = USED.requests.map((row) => ({ ...row, request_data: "a talk" }));
  const made = toOverview(EMPTY, USED, rows, 5);
  deepEqual(made.requests, USED.requests);
  deepEqual([made.now, made.totals.requests], [5, 3]);
});
