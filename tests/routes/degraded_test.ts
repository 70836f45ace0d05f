import assert from "node:assert/strict";
import { startApp } from "../harness/app.ts";

const CONFIG = `model_list:\n  - { model_name: echo, litellm_params: { model: demo/echo } }\n`;

Deno.test("when the disk is full, the finished answer is delivered, /health says so, new requests get 503", async () => {
  await using app = await startApp(CONFIG, { dbMaxPages: 45 });
  const ask = (text: string) =>
    app.post("/v1/chat/completions", {
      model: "echo",
      messages: [{ role: "user", content: text }],
    });
  const finished = await ask("x".repeat(400_000));
  assert.equal(finished.status, 200);
  assert.equal((await finished.json()).choices[0].finish_reason, "stop");

  const health = await (await fetch(`${app.url}/health`)).json();
  assert.equal(health.status, "degraded");
  assert.equal(health.waiting, 1);
  assert.match(health.reason, /\w/);

  const refused = await ask("next");
  assert.equal(refused.status, 503);
  const { error } = await refused.json();
  assert.equal(error.type, "service_unavailable");
  assert.equal(error.code, "store_unavailable");
});
