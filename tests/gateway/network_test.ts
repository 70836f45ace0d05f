import assert from "node:assert/strict";
import { networkTransport } from "../../lib/gateway/network.ts";
import { brokenAnswer, transportError } from "../../lib/gateway/upstream.ts";
import { startUpstream } from "../harness/upstream.ts";

const call = (url: string, signal = new AbortController().signal, body = "{}") =>
  networkTransport({ url, headers: { "x-a": "1" }, body, stream: true, signal });

/** A server that speaks TCP: it sends these bytes once a request has come, and closes. */
function rawServer(answer: string) {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  let requests = 0;
  const served = (async () => {
    for await (const connection of listener) {
      requests++;
      await connection.read(new Uint8Array(10_000));
      await connection.write(new TextEncoder().encode(answer));
      connection.close();
    }
  })();
  return {
    url: `http://127.0.0.1:${(listener.addr as Deno.NetAddr).port}/`,
    requests: () => requests,
    async [Symbol.asyncDispose]() {
      listener.close();
      await served;
    },
  };
}

async function readAll(next: () => Promise<Uint8Array | null>): Promise<string> {
  let text = "";
  for (let chunk = await next(); chunk !== null; chunk = await next()) {
    text += new TextDecoder().decode(chunk);
  }
  return text;
}

Deno.test("a request goes out with its headers and all of its body, in bytes", async () => {
  await using upstream = await startUpstream(() => new Response("héllo", { status: 418 }));
  const body = JSON.stringify({ text: "ü☃".repeat(50_000) });
  const response = await call(upstream.base, undefined, body);
  assert.equal(response.status, 418);
  assert.equal(await readAll(response.next), "héllo");
  assert.equal(upstream.received[0]?.body, body);
  assert.equal(upstream.received[0]?.headers.get("x-a"), "1");
});

Deno.test("an answer that breaks off is an error, with or without a length", async () => {
  for (
    const head of [
      "content-length: 100\r\n\r\nhalf",
      "transfer-encoding: chunked\r\n\r\n4\r\nhalf\r\n",
    ]
  ) {
    await using server = rawServer(`HTTP/1.1 200 OK\r\n${head}`);
    const response = await call(server.url);
    const thrown: unknown = await readAll(response.next).catch((error) => error);
    assert.ok(thrown instanceof Error, head);
    const { message } = brokenAnswer(thrown, server.url);
    assert.match(
      message,
      /^The connection to 127\.0\.0\.1:\d+ broke in the middle of the answer: /,
    );
  }
});

Deno.test("a server that switches protocols is told by its status, and its connection is closed", async () => {
  await using server = rawServer(
    "HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: websocket\r\n\r\n",
  );
  assert.equal((await call(server.url)).status, 101);
});

for (const answer of ["", "HTTP/1.1 200", "nonsense\r\n\r\n"]) {
  Deno.test(`a server that answers ${JSON.stringify(answer)} is an error and is called once`, async () => {
    await using server = rawServer(answer);
    await assert.rejects(call(server.url));
    assert.equal(server.requests(), 1);
  });
}

Deno.test("a connection that is refused is told with the host and the reason", async () => {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const { port } = listener.addr as Deno.NetAddr;
  listener.close();
  const url = `http://127.0.0.1:${port}/`;
  const signal = new AbortController().signal;
  const thrown: unknown = await call(url).catch((error) => error);
  const error = transportError(thrown, url, signal);
  assert.equal(error.message, `Cannot reach 127.0.0.1:${port}: the connection was refused.`);
  assert.deepEqual([error.status, error.code], [502, "connection_error"]);
});

Deno.test("a call whose signal is aborted ends with the signal's reason", async () => {
  const begun = Promise.withResolvers<void>();
  const left = Promise.withResolvers<void>();
  await using upstream = await startUpstream(({ signal }) => {
    signal.addEventListener("abort", () => left.resolve());
    begun.resolve();
    return left.promise.then(() => new Response());
  });
  const reason = new Error("enough");
  await assert.rejects(call(upstream.base, AbortSignal.abort(reason)), reason);
  assert.equal(upstream.received.length, 0);
  const controller = new AbortController();
  const calling = call(upstream.base, controller.signal);
  await begun.promise;
  controller.abort(reason);
  await assert.rejects(calling, reason);
  await left.promise;
});

Deno.test("a response that is cancelled closes its connection", async () => {
  const left = Promise.withResolvers<void>();
  await using upstream = await startUpstream(({ signal }) => {
    signal.addEventListener("abort", () => left.resolve());
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(new TextEncoder().encode("data: 1\n\n")),
    });
    return new Response(body, { headers: { "content-type": "text/event-stream" } });
  });
  const response = await call(upstream.base);
  await response.next();
  response.cancel();
  await left.promise;
  await assert.rejects(response.next());
});
