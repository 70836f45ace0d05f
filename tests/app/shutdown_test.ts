import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import { startProcess } from "../harness/server.ts";
import { configFor, startUpstream } from "../harness/upstream.ts";

const CONFIG = `model_list:
  - { model_name: story, litellm_params: { model: demo/story } }
`;

const ask = (url: string, model: string, stream = true) =>
  fetch(`${url}/v1/chat/completions`, {
    method: "POST",
    body: JSON.stringify({ model, stream, messages: [{ role: "user", content: "A story" }] }),
  });

function rows(dir: string) {
  const db = new DatabaseSync(`${dir}/requests.db`, { readOnly: true });
  try {
    return db.prepare("SELECT outcome, status, finish_reason, error FROM requests").all()
      .map((row) => ({ ...row }));
  } finally {
    db.close();
  }
}

for (const signal of ["SIGTERM", "SIGINT"] as const) {
  Deno.test(`on ${signal} a running stream finishes, is recorded, and the exit code is 0`, async () => {
    await using server = await startProcess(CONFIG);
    const response = await ask(await server.url, "story");
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    assert.ok(reader);
    let text = (await reader.read()).value ?? "";
    server.child.kill(signal);
    for (let got = await reader.read(); !got.done; got = await reader.read()) text += got.value;
    assert.ok(text.endsWith("data: [DONE]\n\n"));
    assert.ok(text.includes('"finish_reason":"stop"'));
    const { code, stderr } = await server.ended;
    assert.equal(code, 0, stderr);
    assert.deepEqual(rows(server.dir), [
      { outcome: "ok", status: 200, finish_reason: "stop", error: null },
    ]);
  });
}

Deno.test("a server that stops takes no new connection, idle ones do not hold it", async () => {
  await using server = await startProcess(CONFIG);
  const url = await server.url;
  await (await fetch(`${url}/health`)).text();
  server.child.kill("SIGTERM");
  assert.equal((await server.ended).code, 0);
  await assert.rejects(fetch(`${url}/health`), TypeError);
});

Deno.test("a second wish to stop cuts off what still runs, tells its client and records it", async () => {
  const begun = Promise.withResolvers<void>();
  await using upstream = await startUpstream(() => {
    begun.resolve();
    return new Promise(() => {});
  });
  await using server = await startProcess(configFor(upstream.base));
  const call = ask(await server.url, "m", false);
  await begun.promise;
  server.child.kill("SIGTERM");
  // Signals that come closer together are taken for one.
  await new Promise((resolve) => setTimeout(resolve, 1_200));
  server.child.kill("SIGTERM");
  const response = await call;
  assert.equal(response.status, 503);
  assert.match((await response.json()).error.message, /stopped/);
  assert.equal((await server.ended).code, 0);
  const [row] = rows(server.dir);
  assert.deepEqual([row?.outcome, row?.status], ["failed", 503]);
});

Deno.test("a port that is taken is told in one sentence, with exit code 1", async () => {
  const taken = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const { port } = taken.addr as Deno.NetAddr;
  await using server = await startProcess(CONFIG, ["--port", String(port)]);
  const { code, stderr } = await server.ended;
  taken.close();
  assert.equal(code, 1);
  assert.match(stderr, new RegExp(`Port ${port} of 127\\.0\\.0\\.1 is taken.*--port`));
  assert.doesNotMatch(stderr, /\n +at /);
});

for (const [what, config] of [["broken", "model_list: [\n"], ["bare", ""]]) {
  Deno.test(`a ${what} config.yaml starts a server without models that says so`, async () => {
    await using server = await startProcess(config ?? "");
    const url = await server.url;
    const response = await ask(url, "story");
    assert.equal(response.status, 404);
    assert.match((await response.json()).error.message, /no models/);
    server.child.kill("SIGTERM");
    const { code, stdout, stderr } = await server.ended;
    assert.equal(code, 0);
    if (what === "broken") assert.match(stdout + stderr, /config\.yaml:\d+/);
  });
}

Deno.test("a second server on the same database is refused in one sentence", async () => {
  await using first = await startProcess(CONFIG);
  await first.url;
  await using second = await startProcess(CONFIG, ["--db", `${first.dir}/requests.db`]);
  const { code, stderr } = await second.ended;
  assert.equal(code, 1);
  assert.match(stderr, /requests\.db/);
  assert.doesNotMatch(stderr, /\n +at /);
});
