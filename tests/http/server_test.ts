import assert from "node:assert/strict";
import { type Handler, listen } from "../../lib/http/server.ts";

async function start(handler: Handler) {
  const server = await listen(handler, { hostname: "127.0.0.1", port: 0 });
  return {
    server,
    url: `http://127.0.0.1:${server.port}`,
    [Symbol.asyncDispose]: () => server.shutdown(),
  };
}

const ok = () => Promise.resolve(new Response("ok"));
const bytes = (text: string) => new TextEncoder().encode(text);

/** Sends these bytes over TCP and gives all that comes back until the server closes. */
async function raw(port: number, text: string): Promise<string> {
  const connection = await Deno.connect({ hostname: "127.0.0.1", port });
  await connection.write(bytes(text));
  return await new Response(connection.readable).text();
}

Deno.test("a request arrives with its method, path, headers and bytes", async () => {
  await using it = await start(async (request) => {
    const { method, url, headers } = request;
    const body = await request.text();
    return Response.json({ method, url, twice: headers.get("x-a"), body });
  });
  const headers = new Headers([["x-a", "1"], ["x-a", "2"]]);
  const response = await fetch(`${it.url}/a%20b?c=d`, { method: "PUT", headers, body: "ü☃" });
  assert.deepEqual(await response.json(), {
    method: "PUT",
    url: `${it.url}/a%20b?c=d`,
    twice: "1, 2",
    body: "ü☃",
  });
});

Deno.test("a large body arrives whole, with and without an announced length", async () => {
  await using it = await start(async (request) =>
    new Response(`${(await request.bytes()).length}`)
  );
  const large = new Uint8Array(5_000_000);
  for (const body of [large, new Blob([large]).stream()]) {
    assert.equal(await (await fetch(it.url, { method: "POST", body })).text(), "5000000");
  }
});

Deno.test("a handler that reads no body answers before it has come, and the client may write on", async () => {
  await using it = await start(ok);
  const connection = await Deno.connect({ hostname: "127.0.0.1", port: it.server.port });
  const writer = connection.writable.getWriter();
  await writer.write(bytes("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 60000000\r\n\r\n"));
  const reader = connection.readable.pipeThrough(new TextDecoderStream()).getReader();
  assert.match((await reader.read()).value ?? "", /^HTTP\/1\.1 200 .*\r\n\r\nok$/s);
  for (let sent = 0; sent < 60; sent++) await writer.write(new Uint8Array(1_000_000));
  await writer.write(bytes("GET / HTTP/1.1\r\nHost: a\r\n\r\n"));
  assert.match((await reader.read()).value ?? "", /^HTTP\/1\.1 200 /);
  await reader.cancel();
});

Deno.test("a body that goes on without end loses its connection", async () => {
  await using it = await start(ok);
  const connection = await Deno.connect({ hostname: "127.0.0.1", port: it.server.port });
  const read = new Response(connection.readable).text().catch(() => "");
  const writer = connection.writable.getWriter();
  await writer.write(bytes("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9000000000\r\n\r\n"));
  const million = new Uint8Array(1_000_000);
  await assert.rejects(async () => {
    for (let sent = 0; sent < 1000; sent++) await writer.write(million);
  });
  await read;
});

Deno.test("a response leaves with its status, all its headers and its body", async () => {
  await using it = await start(() =>
    Promise.resolve(
      new Response("héllo", { status: 418, headers: [["x-a", "1"], ["set-cookie", "a=1"]] }),
    )
  );
  const response = await fetch(it.url);
  assert.equal(response.status, 418);
  assert.equal(response.headers.get("x-a"), "1");
  assert.equal(await response.text(), "héllo");
});

for (const status of [204, 304]) {
  Deno.test(`a ${status} has no body`, async () => {
    await using it = await start(() => Promise.resolve(new Response(null, { status })));
    const response = await fetch(it.url);
    assert.deepEqual([response.status, await response.text()], [status, ""]);
  });
}

Deno.test("an event stream goes out chunk by chunk, as it is made", async () => {
  const step = Promise.withResolvers<void>();
  const body = new ReadableStream<Uint8Array>({
    async start(controller) {
      controller.enqueue(bytes("data: 1\n\n"));
      await step.promise;
      controller.enqueue(bytes("data: 2\n\n"));
      controller.close();
    },
  });
  const headers = { "content-type": "text/event-stream" };
  await using it = await start(() => Promise.resolve(new Response(body, { headers })));
  const reader = (await fetch(it.url)).body?.getReader();
  assert.deepEqual((await reader?.read())?.value, bytes("data: 1\n\n"));
  step.resolve();
  assert.deepEqual((await reader?.read())?.value, bytes("data: 2\n\n"));
  assert.equal((await reader?.read())?.done, true);
});

Deno.test("a client that does not read slows its stream down", async () => {
  let made = 0;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      made++;
      controller.enqueue(new Uint8Array(1_000_000));
    },
  }, { highWaterMark: 0 });
  const headers = { "content-type": "text/event-stream" };
  await using it = await start(() => Promise.resolve(new Response(body, { headers })));
  const response = await fetch(it.url);
  let before = -1;
  // Until no more is made: what stands between the two ends is full.
  while (before !== made) {
    before = made;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  assert.ok(made < 200, `${made} MB were made for a client that reads nothing`);
  await response.body?.cancel();
});

for (const what of ["before the response", "in the middle of a stream"]) {
  Deno.test(`a client that leaves ${what} aborts the request's signal`, async () => {
    const begun = Promise.withResolvers<void>();
    const left = Promise.withResolvers<void>();
    const cancelled = Promise.withResolvers<void>();
    await using it = await start(({ signal }) => {
      signal.addEventListener("abort", () => left.resolve());
      begun.resolve();
      if (what === "before the response") return left.promise.then(ok);
      const body = new ReadableStream<Uint8Array>({
        start: (controller) => controller.enqueue(bytes("data: 1\n\n")),
        cancel: () => cancelled.resolve(),
      });
      const headers = { "content-type": "text/event-stream" };
      return Promise.resolve(new Response(body, { headers }));
    });
    const client = new AbortController();
    const call = fetch(it.url, { method: "POST", body: "{}", signal: client.signal });
    await begun.promise;
    if (what !== "before the response") {
      await (await call).body?.getReader().read();
    }
    client.abort();
    await call.catch(() => {});
    await left.promise;
    if (what !== "before the response") await cancelled.promise;
  });
}

Deno.test("a request that is over does not abort its signal", async () => {
  const signals: AbortSignal[] = [];
  await using it = await start(({ signal }) => {
    signals.push(signal);
    return ok();
  });
  for (let number = 0; number < 2; number++) await (await fetch(it.url)).text();
  assert.deepEqual(signals.map(({ aborted }) => aborted), [false, false]);
});

for (
  const [what, request] of [
    ["a Host that is none", "GET / HTTP/1.1\r\nHost: a b\r\nConnection: close\r\n\r\n"],
    ["what is not HTTP", "hello\r\n\r\n"],
    [
      "two lengths",
      "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
    ],
  ] as const
) {
  Deno.test(`${what} is 400, and the server goes on`, async () => {
    await using it = await start(ok);
    assert.match(await raw(it.server.port, request), /^HTTP\/1\.1 400 /);
    assert.equal(await (await fetch(it.url)).text(), "ok");
  });
}

Deno.test("a handler that throws ends its connection only, and the server goes on", async () => {
  let calls = 0;
  await using it = await start(() => calls++ === 0 ? Promise.reject(new Error("bug")) : ok());
  await assert.rejects(fetch(it.url, { method: "POST", body: "{}" }), TypeError);
  assert.equal(await (await fetch(it.url)).text(), "ok");
});

Deno.test("shutdown waits for responses that run, not for connections that are idle", async () => {
  const answer = Promise.withResolvers<void>();
  const begun = Promise.withResolvers<void>();
  const server = await listen(async ({ url }) => {
    if (!url.endsWith("/slow")) return new Response("ok");
    begun.resolve();
    await answer.promise;
    return new Response("late");
  }, { hostname: "127.0.0.1", port: 0 });
  const url = `http://127.0.0.1:${server.port}`;
  await (await fetch(url)).text();
  const slow = fetch(`${url}/slow`);
  await begun.promise;
  let down = false;
  const closed = server.shutdown().then(() => down = true);
  await assert.rejects(fetch(url), TypeError);
  assert.equal(down, false);
  answer.resolve();
  assert.equal(await (await slow).text(), "late");
  await closed;
});

Deno.test("an address that is taken is an error with its code", async () => {
  await using it = await start(ok);
  const again = listen(ok, { hostname: "127.0.0.1", port: it.server.port });
  await assert.rejects(again, { code: "EADDRINUSE" });
});
