import assert from "node:assert/strict";
import { type RunningApp, startApp } from "../harness/app.ts";
import { configFor, startUpstream } from "../harness/upstream.ts";
import type { RequestDetail } from "../../lib/ui/requests/detail.ts";
import type { RequestsPage } from "../../lib/ui/requests/page.ts";
import type { Exchange } from "../../lib/types/exchange.ts";
import { costOf, exchange } from "../store/exchange.ts";

const CONFIG = `model_list:
  - { model_name: off, enabled: false, litellm_params: { model: demo/echo } }
  - { model_name: echo, litellm_params: { model: demo/echo } }
`;
const BROWSER = { accept: "text/html" };
let run = 1e9;

async function record(app: RunningApp, ...facts: Partial<Exchange>[]) {
  for (const one of facts) {
    const startedAt = Date.now() - 60_000 + run % 1000;
    await app.services.store.record(exchange({ startedAt, run: ++run, ...one }));
  }
}

async function json<T>(app: RunningApp, path: string): Promise<T> {
  return await (await fetch(app.url + path)).json();
}

const page = (app: RunningApp, query = "") =>
  json<RequestsPage>(app, `/api/pages/requests?${query}`);
const names = ({ rows }: RequestsPage) => rows.map(({ model }) => model).toSorted();

Deno.test("the page has all outcomes, narrows by its filters, and has no payloads", async () => {
  await using app = await startApp(CONFIG);
  await record(
    app,
    { alias: "a", provider: "acme", cost: costOf(5e9), durationMs: 4000, project: "blog" },
    { alias: "b", provider: "bolt", cost: null, durationMs: 100, stream: true },
    { alias: "c", outcome: "failed", status: 429, error: "Slow down.", cost: null, usage: null },
    { alias: "d", outcome: "interrupted", status: 499, error: "The client left." },
    { alias: "old", startedAt: Date.now() - 90 * 86_400_000 },
  );
  const cases: readonly (readonly [query: string, models: string[]])[] = [
    ["", ["a", "b", "c", "d"]],
    ["range=all", ["a", "b", "c", "d", "old"]],
    ["outcome=ok", ["a", "b"]],
    ["outcome=failed", ["c"]],
    ["outcome=interrupted", ["d"]],
    ["outcome=running", []],
    ["model=a", ["a"]],
    ["provider=bolt", ["b"]],
    ["project=blog", ["a"]],
    ["status=429", ["c"]],
    ["stream=true", ["b"]],
    ["min_cost=1", ["a"]],
    ["min_seconds=0.5&max_seconds=1", ["c", "d"]],
    ["min_seconds=3.9", ["a"]],
    ["unpriced=true", ["b"]],
    ["client=tests%2F*", ["a", "b", "c", "d"]],
    ["search=status:error", ["c"]],
  ];
  for (const [query, models] of cases) {
    assert.deepEqual(names(await page(app, query)), models, query);
  }
  const all = await page(app);
  assert.deepEqual(all.names, {
    providers: ["acme", "bolt"],
    models: ["a", "b", "c", "d", "old"],
    projects: ["blog"],
  });
  assert.deepEqual([all.totals.total, all.totals.unpriced, all.firstSteps], [4, 1, null]);
  assert.ok(all.rows.every((row) => !("request_data" in row)));
});

Deno.test("the page goes on where it ended, and sorts", async () => {
  await using app = await startApp(CONFIG);
  const costs = Array.from({ length: 60 }, (_, n) => ({ alias: `m${n}`, cost: costOf(n * 1e6) }));
  await record(app, ...costs);
  const first = await page(app, "sort=cost&outcome=ok");
  assert.deepEqual(first.rows.slice(0, 2).map(({ model }) => model), ["m59", "m58"]);
  assert.equal(first.rows.length, 50);
  const second = await page(app, `sort=cost&outcome=ok&after=${first.next}`);
  assert.deepEqual([second.rows.length, second.rows[0]?.model, second.next], [10, "m9", null]);
  assert.deepEqual([first.previous, typeof second.previous], [null, "string"]);
  const back = await page(app, `sort=cost&outcome=ok&limit=5&before=${second.previous}`);
  assert.deepEqual(back.rows.map(({ model }) => model), ["m14", "m13", "m12", "m11", "m10"]);
  assert.equal((await page(app, "limit=200")).rows.length, 60);
});

Deno.test("a filter that makes no sense is named, and the page stays", async () => {
  await using app = await startApp(CONFIG);
  await record(app, {});
  const cases: readonly (readonly [query: string, problem: RegExp])[] = [
    ["min_cost=much", /`min_cost` must be a number/],
    ["min_seconds=long", /`min_duration_ms` must be a number/],
    ["search=cost:much", /write cost:>0\.1/],
    ["sort=beauty", /sort_by must be one of/],
    ["after=nowhere", /after is no place in this list/],
    ["before=nowhere", /after is no place in this list/],
    ["outcome=lost", /`outcome` must be ok/],
    ["outcome=running&search=x", /search looks through what is complete/],
  ];
  for (const [query, problem] of cases) {
    const { problem: told, rows } = await page(app, query);
    assert.match(told ?? "", problem);
    assert.deepEqual(rows, []);
    const html = await fetch(`${app.url}/requests?${query}`, { headers: BROWSER });
    assert.equal(html.status, 200);
    assert.match(await html.text(), /role="alert"/);
  }
});

Deno.test("an empty log shows the first steps with an alias that can be called", async () => {
  await using app = await startApp(CONFIG);
  assert.deepEqual((await page(app)).firstSteps, { origin: app.url, alias: "echo" });
  await record(app, { outcome: "failed", error: "no", startedAt: 0 });
  assert.equal((await page(app)).firstSteps, null);
});

Deno.test("what runs stands on top, once, until it has ended", async () => {
  const answered = Promise.withResolvers<void>();
  const asked = Promise.withResolvers<void>();
  await using upstream = await startUpstream(async () => {
    asked.resolve();
    await answered.promise;
    return Response.json({
      choices: [{ index: 0, message: { role: "assistant", content: "x" }, finish_reason: "stop" }],
      usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
    });
  });
  await using app = await startApp(configFor(upstream.base));
  await record(app, { alias: "done", startedAt: 0 }, { alias: "done" });
  const id = { "x-request-id": "the-one" };
  const body = { model: "m", messages: [{ role: "user", content: "Hi" }] };
  const going = app.post("/v1/chat/completions", body, id);
  await asked.promise;
  const until = async (outcome: string) => {
    for (;;) {
      const all = await page(app);
      if (all.rows[0]?.outcome === outcome) return all;
    }
  };
  const running = await until("running");
  assert.deepEqual(running.rows.map(({ model }) => model), ["m", "done"]);
  assert.deepEqual((await page(app, "outcome=running")).rows.map(({ model }) => model), ["m"]);
  const { next } = await page(app, "range=all&limit=1");
  const after = `range=all&after=${next}`;
  const { previous } = await page(app, after);
  const before = `range=all&before=${previous}`;
  assert.equal((await page(app, before)).rows.length, 1);
  for (const query of [after, before, "outcome=ok", "sort=cost", "model=done", "search=Hi"]) {
    assert.ok((await page(app, query)).rows.every(({ outcome }) => outcome !== "running"), query);
  }
  const open = await json<RequestDetail>(app, "/api/pages/request?id=the-one");
  assert.equal(open.request.outcome, "running");
  assert.equal(open.conversation.messages[0]?.role, "user");
  answered.resolve();
  await (await going).body?.cancel();
  const ended = await until("ok");
  assert.deepEqual(ended.rows.map(({ model }) => model), ["m", "done"]);
});
