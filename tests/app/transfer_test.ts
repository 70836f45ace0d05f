import assert from "node:assert/strict";
import { get as request } from "node:http";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { App } from "fresh";
import { transfer } from "../../lib/app/transfer.ts";
import { startApp } from "../harness/app.ts";
import { configFor, startUpstream } from "../harness/upstream.ts";

const LONG = "words of a page ".repeat(400);
const HTML = "text/html; charset=utf-8";
const JSON_TYPE = "application/json";

/** What is sent for a body of a type. */
async function send(
  body: BodyInit | null,
  type: string,
  asked: Record<string, string> = {},
  init: ResponseInit & { method?: string } = {},
): Promise<Response> {
  const headers = { "content-type": type, ...init.headers };
  const app = new App().use(transfer).all("/", () => new Response(body, { ...init, headers }));
  const method = init.method ?? "GET";
  return await app.handler()(new Request("http://localhost/", { method, headers: asked }));
}

/** One header of a response by name, and the bytes of its body. */
async function parts(response: Response, name: string) {
  return [response.headers.get(name), await response.bytes()] as const;
}

Deno.test("pages and JSON are compressed as the client takes it, with gzip before brotli", async () => {
  const table: Record<string, string | null> = {
    "gzip, deflate, br, zstd": "gzip",
    "br": "br",
    "br;q=0.5, GZIP ; q=0.1": "gzip",
    "gzip;q=0, br": "br",
    "gzip;q=0.0": null,
    "gzipped": null,
    "": null,
  };
  for (const type of [HTML, JSON_TYPE, "application/json; charset=utf-8"]) {
    for (const [accept, expected] of Object.entries(table)) {
      const response = await send(LONG, type, { "accept-encoding": accept });
      assert.equal(response.headers.get("vary"), "accept-encoding");
      assert.equal(response.headers.get("content-type"), type);
      const [encoding, bytes] = await parts(response, "content-encoding");
      assert.equal(encoding, expected, accept);
      const plain = encoding === "gzip"
        ? gunzipSync(bytes)
        : encoding === "br"
        ? brotliDecompressSync(bytes)
        : bytes;
      assert.equal(new TextDecoder().decode(plain), LONG);
      if (encoding !== null) assert.ok(bytes.length < LONG.length / 20);
    }
  }
});

Deno.test("what the client has is a 304 without a body, whatever its encoding", async () => {
  const etag = (await send(LONG, HTML)).headers.get("etag") ?? "";
  assert.match(etag, /^W\/"[0-9a-f]{16}"$/);
  const zipped = await send(LONG, HTML, { "accept-encoding": "gzip" });
  assert.equal(zipped.headers.get("etag"), etag);
  assert.equal(zipped.headers.get("cache-control"), "private, no-cache");
  for (const tag of [etag, etag.slice(2), `"other", ${etag}`, "*"]) {
    const response = await send(LONG, HTML, { "if-none-match": tag });
    assert.deepEqual([response.status, response.body], [304, null]);
    assert.equal(response.headers.get("etag"), etag);
    assert.equal(response.headers.get("vary"), "accept-encoding");
  }
  const other = await send(`${LONG}!`, HTML, { "if-none-match": etag });
  assert.equal(other.status, 200);
  assert.notEqual(other.headers.get("etag"), etag);
});

Deno.test("a short answer has a tag and is not compressed, a very long one is left alone", async () => {
  const asked = { "accept-encoding": "gzip" };
  const sizes: [bytes: number, encoding: string | null, hasTag: boolean][] = [
    [0, null, true],
    [1023, null, true],
    [1024, "gzip", true],
    [512 * 1024, "gzip", true],
    [512 * 1024 + 1, null, false],
  ];
  for (const [size, encoding, hasTag] of sizes) {
    const response = await send("x".repeat(size), JSON_TYPE, asked);
    assert.equal(response.headers.get("content-encoding"), encoding, `${size}`);
    assert.equal(response.headers.has("etag"), hasTag, `${size}`);
    if (encoding === null) assert.equal((await response.bytes()).length, size);
  }
});

Deno.test("everything else goes out as it came", async () => {
  const asked = { "accept-encoding": "gzip", "if-none-match": "*" };
  const table: [type: string, init: ResponseInit & { method?: string }][] = [
    ["text/event-stream", {}],
    ["application/x-ndjson", {}],
    ["text/csv", {}],
    ["image/png", {}],
    ["application/jsonlines", {}],
    [JSON_TYPE, { method: "POST" }],
    [JSON_TYPE, { method: "DELETE" }],
    [HTML, { status: 404 }],
    [JSON_TYPE, { status: 201 }],
    [HTML, { headers: { etag: '"own"' } }],
  ];
  for (const [type, init] of table) {
    const response = await send(LONG, type, asked, init);
    assert.equal(response.status, init.status ?? 200, type);
    for (const name of ["content-encoding", "vary", "cache-control"]) {
      assert.equal(response.headers.get(name), null, `${name} of ${type}`);
    }
    assert.equal(await response.text(), LONG);
  }
});

Deno.test("an answer keeps its own headers and how long it may be cached", async () => {
  const own = { "cache-control": "no-store", "x-own": "1", vary: "accept" };
  const response = await send(LONG, JSON_TYPE, { "accept-encoding": "br" }, { headers: own });
  assert.equal(response.headers.get("cache-control"), "no-store");
  assert.equal(response.headers.get("x-own"), "1");
  assert.equal(response.headers.get("vary"), "accept, accept-encoding");
});

Deno.test("HEAD has the headers of GET", async () => {
  const asked = { "accept-encoding": "gzip" };
  const head = await send(LONG, HTML, asked, { method: "HEAD" });
  const got = await send(LONG, HTML, asked);
  assert.deepEqual([...head.headers], [...got.headers]);
  assert.equal(head.body, null);
});

/** The status and headers that a server sends for a path, and the first bytes. */
function raw(url: string, headers: Record<string, string>) {
  return new Promise<{ status?: number; headers: Record<string, unknown>; first: Uint8Array }>(
    (resolve, reject) => {
      const asking = request(url, { headers }, (response) => {
        const { statusCode: status = 0, headers } = response;
        response.once("data", (first: Uint8Array) => {
          resolve({ status, headers, first });
          asking.destroy();
        });
        response.once("end", () => resolve({ status, headers, first: new Uint8Array() }));
      });
      asking.on("error", reject);
    },
  );
}

Deno.test("a server compresses its pages, keeps what they are sent with, and leaves streams alone", async () => {
  await using app = await startApp("model_list: []");
  const asked = { accept: "text/html", "accept-encoding": "gzip, br" };
  const page = await raw(`${app.url}/compare`, asked);
  assert.equal(page.headers["content-encoding"], "gzip");
  assert.match(String(page.headers["content-security-policy"]), /default-src 'none'/);
  assert.match(String(page.headers["vary"]), /accept-encoding/);
  const models = await raw(`${app.url}/models`, {});
  const tag = { "if-none-match": String(models.headers.etag) };
  assert.deepEqual([models.status, (await raw(`${app.url}/models`, tag)).status], [200, 304]);
  const events = await raw(`${app.url}/events`, { ...asked, accept: "text/event-stream" });
  assert.equal(events.headers["content-encoding"], undefined);
  assert.equal(events.headers["content-type"], "text/event-stream");
});

Deno.test("what a provider answers reaches the client byte for byte, compressed by nobody", async () => {
  const answer = JSON.stringify({
    ...{ id: "1", object: "chat.completion", created: 1, model: "gpt-4o-mini" },
    choices: [{ index: 0, message: { role: "assistant", content: LONG }, finish_reason: "stop" }],
    usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
  });
  await using upstream = await startUpstream(() =>
    new Response(answer, { headers: { "content-type": "application/json" } })
  );
  await using app = await startApp(configFor(upstream.base));
  const response = await app.post(
    "/v1/chat/completions",
    { model: "m", messages: [{ role: "user", content: "Hello" }] },
    { "accept-encoding": "gzip, br" },
  );
  assert.equal(response.headers.get("content-encoding"), null);
  assert.equal(response.headers.get("content-length"), `${answer.length}`);
  assert.equal(await response.text(), answer);
});
