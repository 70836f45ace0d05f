import assert from "node:assert/strict";
import { startApp } from "../harness/app.ts";
import { makeFilled, pageMap, spoil } from "../store/recover/damage.ts";

const CONFIG = `model_list:
  - model_name: echo
    litellm_params:
      model: demo/echo
`;

/** A server whose database has noise in a page of a kind: the first is 0, the last is 1. */
async function startDamaged(kind: string, which: number) {
  const app = await startApp(CONFIG);
  await app.restart(async () => {
    const path = `${app.dir}/requests.db`;
    await Deno.remove(path);
    await makeFilled(path, 200);
    const pages = pageMap(path).filter(({ name, type }) => `${name} ${type}` === kind);
    spoil(path, pages[Math.ceil((pages.length - 1) * which)]?.page ?? 0);
  });
  return app;
}

Deno.test("a report that meets a damaged page is a 503 that names the mend; other reports answer", async () => {
  await using app = await startDamaged("texts leaf", 0.5);
  const broken = await fetch(`${app.url}/requests?limit=300`);
  assert.equal(broken.status, 503);
  const { error } = await broken.json();
  assert.deepEqual([error.type, error.code], ["api_error", "database_unavailable"]);
  assert.match(error.message, /^the database is damaged.*deno task recover/i);
  for (const path of ["/stats", "/stats/filters", "/models", "/health"]) {
    const response = await fetch(app.url + path);
    await response.body?.cancel();
    assert.equal(response.status, 200, path);
  }
});

Deno.test("chats are answered while the database is damaged, and /health says where they are kept", async () => {
  await using app = await startDamaged("exchanges leaf", 1);
  const chat = { model: "echo", messages: [{ role: "user", content: "still there?" }] };
  for (let i = 0; i < 3; i++) {
    const response = await app.post("/v1/chat/completions", chat);
    assert.equal(response.status, 200);
    await response.json();
  }
  const health = await (await fetch(`${app.url}/health`)).json();
  assert.deepEqual([health.status, health.waiting], ["degraded", 0]);
  assert.match(health.reason, /deno task recover.*New requests are kept in .*requests\.db-rescue/);
});
