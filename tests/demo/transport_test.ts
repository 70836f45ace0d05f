import assert from "node:assert/strict";
import { demoTransport } from "../../lib/demo/mod.ts";
import { ask, user } from "./ask.ts";

Deno.test("demo/slow lets three seconds pass before the first byte", async () => {
  const waits: number[] = [];
  const response = await ask({ model: "slow", ...user("hi") }, { waits });
  assert.deepEqual(waits, [3_000]);
  assert.match(await response.text(), /Demo echo: hi/);
});

Deno.test("a stream comes word by word", async () => {
  const waits: number[] = [];
  const response = await ask({ model: "story", ...user("hi"), stream: true }, { waits });
  assert.equal(response.headers.get("content-type"), "text/event-stream");
  await response.text();
  assert.ok(waits.length > 140 && waits.every((ms) => ms === 15));
});

Deno.test("demo/error-429 is rate limited and says for how long", async () => {
  const response = await ask({ model: "error-429" });
  assert.equal(response.status, 429);
  assert.equal(response.headers.get("retry-after"), "1");
  assert.match((await response.json()).error.message, /demo provider/);
});

Deno.test("demo/error-500 and an unknown model are errors in OpenAI's shape", async () => {
  const broken = await ask({ model: "error-500" });
  assert.equal(broken.status, 500);
  assert.match((await broken.json()).error.message, /demo provider/);
  for (const model of ["nope", "constructor", "", undefined, 7]) {
    const unknown = await ask({ model });
    assert.equal(unknown.status, 404);
    assert.equal((await unknown.json()).error.code, "model_not_found");
  }
});

Deno.test("demo/error-midstream breaks the connection after a few chunks", async () => {
  const response = await ask({ model: "error-midstream", ...user("hi"), stream: true });
  const reader = response.body?.getReader();
  let chunks = 0;
  const read = async () => {
    while (!(await reader?.read())?.done) chunks++;
  };
  await assert.rejects(read, /broke the connection/);
  assert.ok(chunks >= 2 && chunks < 10);
});

Deno.test("demo/error-midstream breaks the connection of a whole answer, too", async () => {
  await assert.rejects(ask({ model: "error-midstream", ...user("hi") }), TypeError);
});

Deno.test("whoever waits is told of an abort at once, and no timer stays", async () => {
  const reason = new Error("gone");
  for (const model of ["slow", "error-timeout"]) {
    const left = new AbortController();
    const body = JSON.stringify({ model, ...user("hi") });
    const answer = demoTransport({ body, signal: left.signal });
    left.abort(reason);
    await assert.rejects(answer, reason);
    await assert.rejects(demoTransport({ body, signal: left.signal }), reason);
  }
});

Deno.test("an abort ends a running stream, and no timer stays", async () => {
  const left = new AbortController();
  const body = JSON.stringify({ model: "story", ...user("hi"), stream: true });
  const { body: stream } = await demoTransport({ body, signal: left.signal });
  const reader = stream?.getReader();
  await reader?.read();
  const next = reader?.read();
  left.abort(new Error("gone"));
  await assert.rejects(async () => await next, /gone/);
});

Deno.test("a reader that has enough leaves no timer behind", async () => {
  const { signal } = new AbortController();
  const body = JSON.stringify({ model: "story", ...user("hi"), stream: true });
  const { body: stream } = await demoTransport({ body, signal });
  const reader = stream?.getReader();
  await reader?.read();
  const pending = reader?.read();
  await reader?.cancel();
  assert.equal((await pending)?.done, true);
});
