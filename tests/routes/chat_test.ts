import assert from "node:assert/strict";
import { startApp } from "../harness/app.ts";
import { configFor, sse, startUpstream } from "../harness/upstream.ts";

const ANSWER = `{ "id":"c1", "object":"chat.completion","created":1, "model":"gpt-4o-mini-2024",
  "choices":[{"index":0,"message":{"role":"assistant","content":"h\\u00e9llo"},"finish_reason":"stop"}],
  "usage":{"prompt_tokens":1000000,"completion_tokens":10,"total_tokens":1000010},"x_new":1.0 }`;

const json = (text: string, headers: Record<string, string> = {}, status = 200) =>
  new Response(text, { status, headers: { "content-type": "application/json", ...headers } });

const chunk = (delta: string, finish = "null") =>
  `data: {"id":"c1","object":"chat.completion.chunk","created":1,"model":"up","choices":[{"index":0,"delta":${delta},"finish_reason":${finish}}]}\n\n`;
const USAGE =
  `data: {"id":"c1","object":"chat.completion.chunk","created":1,"model":"up","choices":[],"usage":{"prompt_tokens":3,"completion_tokens":2,"total_tokens":5}}\n\n`;
const DONE = "data: [DONE]\n\n";

/** A server with the alias `m` on an upstream that answers with `answer`. */
async function given(answer: Parameters<typeof startUpstream>[0], options = {}, more = "") {
  const upstream = await startUpstream(answer);
  const app = await startApp(configFor(upstream.base, more), options);
  return {
    upstream,
    app,
    async [Symbol.asyncDispose]() {
      await app[Symbol.asyncDispose]();
      await upstream[Symbol.asyncDispose]();
    },
  };
}

Deno.test("passthrough forwards the bytes of request and response but for the model's name", async () => {
  await using it = await given(() => json(ANSWER));
  const body = `{ "model" : "m", "messages":[{"role":"user","content":"\\u00fc ☃"}],"n":1.0 }`;
  const response = await it.app.post("/v1/chat/completions", body);
  assert.equal(response.status, 200);
  assert.equal(await response.text(), ANSWER);
  assert.equal(it.upstream.received[0]?.body, body.replace(`"m"`, `"gpt-4o-mini"`));
  assert.equal(it.upstream.received[0]?.path, "/v1/chat/completions");
  assert.equal(it.upstream.received[0]?.headers.get("authorization"), "Bearer sk-test-key");
});

Deno.test("a response tells its id, cost, provider and attempts, and keeps the provider's headers", async () => {
  const upstreamHeaders = {
    "x-ratelimit-remaining-requests": "7",
    "x-request-id": "theirs",
    "set-cookie": "a=b",
    "access-control-allow-origin": "*",
    connection: "x-hop",
    "x-hop": "1",
  };
  await using it = await given(() => json(ANSWER, upstreamHeaders));
  const response = await it.app.post("/chat/completions", { model: "m", messages: [] }, {
    "x-request-id": "mine",
    cookie: "session=1",
    "x-api-key": "local",
  });
  await response.body?.cancel();
  assert.equal(response.headers.get("x-request-id"), "mine");
  assert.equal(response.headers.get("x-apantli-upstream-request-id"), "theirs");
  assert.equal(response.headers.get("x-apantli-provider"), "openai");
  assert.equal(response.headers.get("x-apantli-attempts"), "1");
  // gpt-4o-mini: 1,000,000 × 0.15 USD/M + 10 × 0.60 USD/M.
  assert.equal(response.headers.get("x-apantli-cost"), "0.150006");
  assert.equal(response.headers.get("x-ratelimit-remaining-requests"), "7");
  for (const name of ["set-cookie", "access-control-allow-origin", "x-hop"]) {
    assert.equal(response.headers.get(name), null, name);
  }
  const sent = it.upstream.received[0]?.headers;
  assert.equal(sent?.get("cookie"), null);
  assert.equal(sent?.get("x-api-key"), null);
});

Deno.test("a stream forwards the provider's events and drops the usage chunk that only we asked for", async () => {
  const events = [
    ": hello\n\n",
    chunk(`{"role":"assistant","content":""}`),
    chunk(`{"content":"hi"}`, `"stop"`),
  ];
  await using it = await given(() => sse(...events, USAGE, DONE));
  const response = await it.app.post("/v1/chat/completions", { model: "m", stream: true });
  assert.match(response.headers.get("content-type") ?? "", /^text\/event-stream/);
  assert.equal(await response.text(), events.join("") + DONE);
  assert.deepEqual(JSON.parse(it.upstream.received[0]?.body ?? "").stream_options, {
    include_usage: true,
  });
});

Deno.test("a stream keeps the usage chunk for a client that asked for it", async () => {
  const events = [chunk(`{"content":"hi"}`, `"stop"`), USAGE, DONE];
  await using it = await given(() => sse(...events));
  const response = await it.app.post("/v1/chat/completions", {
    model: "m",
    stream: true,
    stream_options: { include_usage: true },
  });
  assert.equal(await response.text(), events.join(""));
});

Deno.test("a client that asked for usage gets it even where the provider hides it", async () => {
  const hidden = chunk("{}", `"stop"`).replace(
    `"choices"`,
    `"x_groq":{"usage":{"prompt_tokens":3,"completion_tokens":2,"total_tokens":5}},"choices"`,
  );
  await using it = await given(() => sse(hidden, DONE));
  const response = await it.app.post("/v1/chat/completions", {
    model: "m",
    stream: true,
    stream_options: { include_usage: true },
  });
  const [first, usage, done] = (await response.text()).split("\n\n");
  assert.equal(first, hidden.trim());
  assert.deepEqual(JSON.parse(usage?.slice(6) ?? "").usage.total_tokens, 5);
  assert.equal(done, "data: [DONE]");
});

Deno.test("a stream that finished without [DONE] gets one", async () => {
  await using it = await given(() => sse(chunk(`{"content":"hi"}`, `"stop"`)));
  const response = await it.app.post("/v1/chat/completions", { model: "m", stream: true });
  assert.equal(await response.text(), chunk(`{"content":"hi"}`, `"stop"`) + DONE);
});

Deno.test("a stream that ends before it finished is an error, never a clean end", async () => {
  await using it = await given(() => sse(chunk(`{"content":"hi"}`)));
  const response = await it.app.post("/v1/chat/completions", { model: "m", stream: true });
  const text = await response.text();
  assert.match(text, /"hi"/);
  assert.match(
    text,
    /data: \{"error":\{"message":"[^"]*ended before[^"]*","type":"connection_error"/,
  );
  assert.ok(text.endsWith(DONE));
});

Deno.test("an error inside of a stream is one event with the provider's sentence, then [DONE]", async () => {
  const error = `data: {"error":{"message":"Overloaded","type":"overloaded_error"}}\n\n`;
  await using it = await given(() =>
    sse(chunk(`{"content":"hi"}`), error, chunk(`{"content":"no"}`))
  );
  const response = await it.app.post("/v1/chat/completions", { model: "m", stream: true });
  const events = (await response.text()).split("\n\n").filter(Boolean);
  assert.equal(events.length, 3);
  assert.deepEqual(JSON.parse(events[1]?.slice(6) ?? ""), {
    error: {
      message: "Overloaded",
      type: "service_unavailable",
      param: null,
      code: "service_unavailable",
    },
  });
  assert.equal(events[2], "data: [DONE]");
});

const ERRORS: [number, number, string, string][] = [
  [400, 400, "invalid_request_error", "bad_request"],
  [401, 401, "authentication_error", "invalid_api_key"],
  [403, 403, "permission_denied", "permission_denied"],
  [404, 404, "invalid_request_error", "model_not_found"],
  [408, 504, "timeout_error", "request_timeout"],
  [422, 422, "invalid_request_error", "bad_request"],
  [429, 429, "rate_limit_error", "rate_limit_exceeded"],
  [500, 503, "service_unavailable", "service_unavailable"],
  [502, 503, "service_unavailable", "service_unavailable"],
  [503, 503, "service_unavailable", "service_unavailable"],
  [504, 504, "timeout_error", "request_timeout"],
  [529, 503, "service_unavailable", "service_unavailable"],
];

for (const [upstreamStatus, status, type, code] of ERRORS) {
  Deno.test(`the provider's ${upstreamStatus} is the client's ${status} ${code}`, async () => {
    const body = `{"error":{"message":"their sentence","type":"t","code":"c"}}`;
    await using it = await given(() => json(body, { "retry-after": "3" }, upstreamStatus));
    const response = await it.app.post("/v1/chat/completions", { model: "m" });
    assert.equal(response.status, status);
    assert.deepEqual(await response.json(), {
      error: { message: "their sentence", type, param: null, code },
    });
    assert.equal(response.headers.get("retry-after"), "3");
  });
}

Deno.test("an HTML error page of the provider is not the client's message", async () => {
  await using it = await given(() => new Response("<html>Bad gateway</html>", { status: 502 }));
  const response = await it.app.post("/v1/chat/completions", { model: "m" });
  assert.equal(response.status, 503);
  assert.equal((await response.json()).error.message, "The provider answered with status 502.");
});

Deno.test("a provider that cannot be reached is 502 connection_error", async () => {
  await using upstream = await startUpstream(() => json(ANSWER));
  const { base } = upstream;
  await upstream[Symbol.asyncDispose]();
  await using app = await startApp(configFor(base));
  const response = await app.post("/v1/chat/completions", { model: "m" });
  assert.equal(response.status, 502);
  const { error } = await response.json();
  assert.equal(error.code, "connection_error");
  assert.match(error.message, /Cannot reach 127\.0\.0\.1:\d+/);
});

Deno.test("a provider that does not answer in time is 504 request_timeout and is not called again", async () => {
  const left = Promise.withResolvers<void>();
  await using it = await given(({ signal }) => {
    signal.addEventListener("abort", () => left.resolve());
    return left.promise.then(() => json(ANSWER));
  }, { timeoutMs: 100, numRetries: 2 });
  const response = await it.app.post("/v1/chat/completions", { model: "m" });
  assert.equal(response.status, 504);
  assert.equal((await response.json()).error.code, "request_timeout");
  assert.equal(it.upstream.received.length, 1);
  await left.promise;
});

Deno.test("a stream that falls silent is an error after its timeout", async () => {
  const hung = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(new TextEncoder().encode(chunk(`{"content":"hi"}`))),
  });
  const headers = { "content-type": "text/event-stream" };
  await using it = await given(() => new Response(hung, { headers }), { timeoutMs: 150 });
  const response = await it.app.post("/v1/chat/completions", { model: "m", stream: true });
  const text = await response.text();
  assert.match(text, /"code":"request_timeout"/);
  assert.ok(text.endsWith(DONE));
});

Deno.test("a failed attempt is tried again, and each attempt is told", async () => {
  await using it = await given(
    (_, number) => number < 3 ? json("{}", { "retry-after-ms": "1" }, 500) : json(ANSWER),
    { numRetries: 3 },
  );
  const response = await it.app.post("/v1/chat/completions", { model: "m" });
  assert.equal(await response.text(), ANSWER);
  assert.equal(response.headers.get("x-apantli-attempts"), "3");
});

const event = (data: string, name?: string) => `${name ? `event: ${name}\n` : ""}data: ${data}\n\n`;
const broken = () =>
  new ReadableStream<Uint8Array>({ start: (controller) => controller.error(new Error("broken")) });
const REPORTED = `{"error":{"message":"overloaded","type":"server_error"}}`;
const FIRST_ERRORS: [string, boolean, () => Response][] = [
  ["an answer that reports an error", false, () => json(REPORTED)],
  ["an answer whose connection breaks", false, () => new Response(broken())],
  ["a stream that begins with an error", true, () => sse(event(REPORTED))],
  ["a stream of comments and an error", true, () => sse(": busy\n\n", event(REPORTED, "error"))],
  ["a stream that ends before it begins", true, () => sse(": busy\n\n")],
  ["an empty stream", true, () => sse()],
];

for (const [what, stream, first] of FIRST_ERRORS) {
  Deno.test(`${what} is asked for again, as the client has got nothing of it`, async () => {
    const second = () => stream ? sse(chunk(`{"content":"hi"}`, `"stop"`), DONE) : json(ANSWER);
    await using it = await given((_, number) => number === 1 ? first() : second(), {
      numRetries: 1,
    });
    const response = await it.app.post("/v1/chat/completions", { model: "m", stream });
    assert.equal(response.status, 200);
    assert.equal(await response.text(), await second().text());
    assert.equal(response.headers.get("x-apantli-attempts"), "2");
    assert.equal(it.upstream.received.length, 2);
  });
}

Deno.test("a stream that never begins is an error with a status, told after the last attempt", async () => {
  await using it = await given(() => sse(": busy\n\n", event(REPORTED)), { numRetries: 1 });
  const response = await it.app.post("/v1/chat/completions", { model: "m", stream: true });
  assert.equal(response.status, 503);
  assert.equal((await response.json()).error.message, "overloaded");
  assert.equal(it.upstream.received.length, 2);
});

Deno.test("a stream that has begun is never asked for again", async () => {
  await using it = await given(() => sse(chunk(`{"content":"hi"}`), event(REPORTED)), {
    numRetries: 3,
  });
  const response = await it.app.post("/v1/chat/completions", { model: "m", stream: true });
  const text = await response.text();
  assert.ok(text.startsWith(chunk(`{"content":"hi"}`)));
  assert.match(text, /data: \{"error":\{"message":"overloaded".*\n\ndata: \[DONE\]\n\n$/);
  assert.equal(it.upstream.received.length, 1);
});

Deno.test("a 400 that a 200 answer reports is not asked for again", async () => {
  const error = `{"error":{"message":"no","type":"invalid_request_error"}}`;
  await using it = await given(() => json(error), { numRetries: 3 });
  const response = await it.app.post("/v1/chat/completions", { model: "m" });
  assert.equal(response.status, 400);
  await response.body?.cancel();
  assert.equal(it.upstream.received.length, 1);
});

Deno.test("comments before an answer begins keep its time from running out", async () => {
  const encoder = new TextEncoder();
  await using it = await given(() => {
    let sent = 0;
    const body = new ReadableStream<Uint8Array>({
      async pull(controller) {
        await new Promise((resolve) => setTimeout(resolve, 50));
        sent++;
        const text = sent < 8 ? ": busy\n\n" : chunk(`{"content":"hi"}`, `"stop"`) + DONE;
        controller.enqueue(encoder.encode(text));
        if (sent === 8) controller.close();
      },
    });
    return new Response(body, { headers: { "content-type": "text/event-stream" } });
  }, { timeoutMs: 300 });
  const response = await it.app.post("/v1/chat/completions", { model: "m", stream: true });
  assert.equal(response.status, 200);
  assert.ok((await response.text()).endsWith(DONE));
});

Deno.test("num_retries: 0 of an alias is respected", async () => {
  await using it = await given(
    () => json("{}", { "retry-after-ms": "1" }, 500),
    { numRetries: 3 },
    "      num_retries: 0\n",
  );
  await (await it.app.post("/v1/chat/completions", { model: "m" })).body?.cancel();
  assert.equal(it.upstream.received.length, 1);
});

Deno.test("redirects are not followed", async () => {
  await using it = await given(() =>
    new Response(null, { status: 307, headers: { location: "/x" } })
  );
  const response = await it.app.post("/v1/chat/completions", { model: "m" });
  assert.equal(response.status, 502);
  assert.match((await response.json()).error.message, /redirect/);
  assert.equal(it.upstream.received.length, 1);
});

const BROKEN: [string, () => Response][] = [
  ["is empty", () => json("")],
  ["is not JSON", () => json("{not json")],
  ["is no object", () => json("[]")],
];

for (const [what, answer] of BROKEN) {
  Deno.test(`a 200 answer that ${what} is an error`, async () => {
    await using it = await given(answer);
    const response = await it.app.post("/v1/chat/completions", { model: "m" });
    assert.equal(response.status, 502);
    assert.equal((await response.json()).error.code, "connection_error");
  });
}

Deno.test("a 200 answer that reports an error is that error", async () => {
  await using it = await given(() => json(`{"error":{"message":"slow down","code":429}}`));
  const response = await it.app.post("/v1/chat/completions", { model: "m" });
  assert.equal(response.status, 429);
  assert.equal((await response.json()).error.message, "slow down");
});

for (const stream of [false, true]) {
  Deno.test(`a client that leaves ${stream ? "a stream" : "a request"} ends the upstream call`, async () => {
    const begun = Promise.withResolvers<void>();
    const ended = Promise.withResolvers<number>();
    await using it = await given(({ signal }) => {
      signal.addEventListener("abort", () => ended.resolve(performance.now()));
      begun.resolve();
      if (!stream) return new Promise(() => {});
      const body = new ReadableStream<Uint8Array>({
        start: (controller) =>
          controller.enqueue(new TextEncoder().encode(chunk(`{"content":"hi"}`))),
      });
      return new Response(body, { headers: { "content-type": "text/event-stream" } });
    });
    const client = new AbortController();
    const call = fetch(`${it.app.url}/v1/chat/completions`, {
      method: "POST",
      // As large as real requests are: small ones arrive in one packet with their headers.
      body: JSON.stringify({ model: "m", stream, padding: "x".repeat(50_000) }),
      signal: client.signal,
    });
    await begun.promise;
    if (stream) await (await call).body?.getReader().read();
    const left = performance.now();
    client.abort();
    await call.catch(() => {});
    assert.ok(await ended.promise - left < 1000, "the provider was told at once");
  });
}
