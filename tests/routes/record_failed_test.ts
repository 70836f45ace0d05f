import assert from "node:assert/strict";
import { type AppOptions, startApp } from "../harness/app.ts";
import { onlyRow, pick, rowsOf } from "../harness/ledger.ts";
import { configFor, sse, startUpstream } from "../harness/upstream.ts";

const ANSWER = {
  id: "c1",
  object: "chat.completion",
  created: 1,
  model: "up",
  choices: [{ index: 0, message: { role: "assistant", content: "hi" }, finish_reason: "stop" }],
  usage: { prompt_tokens: 3, completion_tokens: 2, total_tokens: 5 },
};
const chunk = (content: string) =>
  `data: ${
    JSON.stringify({
      id: "c1",
      object: "chat.completion.chunk",
      created: 1,
      model: "up",
      choices: [{ index: 0, delta: { content }, finish_reason: null }],
    })
  }\n\n`;
const ASK = { model: "m", messages: [{ role: "user", content: "hello" }] };

async function given(answer: Parameters<typeof startUpstream>[0], options: AppOptions = {}) {
  const upstream = await startUpstream(answer);
  const app = await startApp(configFor(upstream.base), options);
  return {
    upstream,
    app,
    async [Symbol.asyncDispose]() {
      await app[Symbol.asyncDispose]();
      await upstream[Symbol.asyncDispose]();
    },
  };
}

Deno.test("each attempt of a retried exchange has its row", async () => {
  await using it = await given(
    (_, number) =>
      number < 3
        ? Response.json({ error: { message: `no ${number}` } }, {
          status: number === 1 ? 500 : 429,
          headers: { "retry-after-ms": "2" },
        })
        : Response.json(ANSWER),
    { numRetries: 3 },
  );
  await (await it.app.post("/v1/chat/completions", ASK)).text();
  assert.deepEqual(pick(onlyRow(it.app), "outcome", "attempts", "total_tokens"), {
    outcome: "ok",
    attempts: 3,
    total_tokens: 5,
  });
  const attempts = rowsOf(it.app, "SELECT * FROM attempts ORDER BY number");
  assert.deepEqual(
    attempts.map((attempt) => pick(attempt, "number", "status", "error", "waited_ms")),
    [
      { number: 1, status: 500, error: "no 1", waited_ms: 0 },
      { number: 2, status: 429, error: "no 2", waited_ms: 2 },
      { number: 3, status: 200, error: null, waited_ms: 2 },
    ],
  );
});

/** An answer of 200 that is an error, with what it cost. */
const charged = (cost: number) => ({
  error: { message: "Overloaded.", code: 503 },
  usage: { prompt_tokens: 10, completion_tokens: 5, total_tokens: 15, cost },
});
const lines = (row: Record<string, unknown>) =>
  JSON.parse(String(row.cost_detail)).map((
    { bucket, nanos, attempt }: Record<string, unknown>,
  ) => [bucket, nanos, attempt]);

for (const stream of [false, true]) {
  const answerOf = (body: unknown) =>
    stream ? sse(`data: ${JSON.stringify(body)}\n\n`) : Response.json(body);

  Deno.test(`errors that were charged are booked, each of them (stream: ${stream})`, async () => {
    await using it = await given((_, number) => answerOf(charged(number / 100)), { numRetries: 2 });
    await (await it.app.post("/v1/chat/completions", { ...ASK, stream })).text();
    const row = onlyRow(it.app);
    assert.deepEqual(pick(row, "outcome", "attempts", "total_tokens", "cost_nanos"), {
      outcome: "failed",
      attempts: 3,
      total_tokens: 15,
      cost_nanos: 60_000_000,
    });
    assert.deepEqual(lines(row), [
      ["reported", 30_000_000, undefined],
      ["reported", 10_000_000, 1],
      ["reported", 20_000_000, 2],
    ]);
  });

  Deno.test(`a retry that was charged is booked with the answer after it (stream: ${stream})`, async () => {
    await using it = await given(
      (_, number) =>
        number === 1 ? answerOf(charged(0.5)) : stream
          ? sse(
            chunk("hi").replace('"finish_reason":null', '"finish_reason":"stop"'),
            "data: [DONE]\n\n",
          )
          : Response.json(ANSWER),
      { numRetries: 1 },
    );
    const response = await it.app.post("/v1/chat/completions", { ...ASK, stream });
    await response.text();
    const row = onlyRow(it.app);
    assert.equal(row.outcome, "ok");
    assert.deepEqual(lines(row).at(-1), ["reported", 500_000_000, 1]);
    const own = lines(row).slice(0, -1).map(([, nanos]: [string, number]) => nanos);
    assert.ok(own.length > 0);
    const sum = own.reduce((all: number, nanos: number) => all + nanos, 500_000_000);
    assert.equal(row.cost_nanos, sum);
    if (!stream) {
      assert.equal(Math.round(Number(response.headers.get("x-apantli-cost")) * 1e9), sum);
    }
  });

  Deno.test(`what was asked of a provider that took too long is booked as an estimate (stream: ${stream})`, async () => {
    await using it = await given(() => new Promise<Response>(() => {}), { timeoutMs: 50 });
    await (await it.app.post("/v1/chat/completions", { ...ASK, stream })).text();
    const row = onlyRow(it.app);
    assert.deepEqual(pick(row, "outcome", "status", "completion_tokens", "usage_estimated"), {
      outcome: "failed",
      status: 504,
      completion_tokens: 0,
      usage_estimated: 1,
    });
    assert.ok(Number(row.cost_nanos) > 0, `${row.cost_nanos}`);
  });
}

Deno.test("calls that were refused cost nothing", async () => {
  await using it = await given(
    () =>
      Response.json({ error: { message: "No." } }, {
        status: 500,
        headers: { "retry-after-ms": "1" },
      }),
    { numRetries: 1 },
  );
  await (await it.app.post("/v1/chat/completions", ASK)).text();
  assert.deepEqual(pick(onlyRow(it.app), "attempts", "cost", "total_tokens"), {
    attempts: 2,
    cost: null,
    total_tokens: null,
  });
});

Deno.test("a failed exchange keeps its error, status, duration and request", async () => {
  await using it = await given(() =>
    Response.json({ error: { message: "The context is too long." } }, { status: 400 })
  );
  await (await it.app.post("/v1/chat/completions", ASK)).text();
  const row = onlyRow(it.app);
  assert.deepEqual(pick(row, "outcome", "status", "error", "provider", "cost", "response_data"), {
    outcome: "failed",
    status: 400,
    error: "The context is too long.",
    provider: "openai",
    cost: null,
    response_data: null,
  });
  assert.equal(row.request_data, JSON.stringify(ASK));
  assert.ok(Number(row.duration_ms) >= 0);
});

const BROKEN_STREAMS: [string, string[], RegExp, number][] = [
  [
    "reports an error",
    [`data: {"error":{"message":"Overloaded","code":503}}\n\n`],
    /Overloaded/,
    503,
  ],
  ["ends too early", [], /ended before/, 502],
  ["sends what is not JSON", ["data: {oops\n\n"], /not JSON/, 502],
];

for (const [what, rest, error, status] of BROKEN_STREAMS) {
  Deno.test(`a stream that ${what} is booked as failed, with what was used until then`, async () => {
    await using it = await given(() => sse(chunk("so far so good"), ...rest));
    await (await it.app.post("/v1/chat/completions", { ...ASK, stream: true })).text();
    const row = onlyRow(it.app);
    assert.deepEqual(pick(row, "outcome", "status", "usage_estimated"), {
      outcome: "failed",
      status,
      usage_estimated: 1,
    });
    assert.match(String(row.error), error);
    assert.match(String(row.response_data), /so far so good/);
    assert.ok(Number(row.cost_nanos) > 0);
  });
}

Deno.test("a body that is no JSON is kept as a JSON string", async () => {
  await using it = await given(() => Response.json(ANSWER));
  await (await it.app.post("/v1/chat/completions", "{hello")).text();
  const row = onlyRow(it.app);
  assert.deepEqual(pick(row, "outcome", "status", "model"), {
    outcome: "failed",
    status: 400,
    model: "",
  });
  assert.equal(JSON.parse(String(row.request_data)), "{hello");
});

/** Every file of the database, as one text. */
async function filesOf(dir: string): Promise<string> {
  const texts: string[] = [];
  for await (const { name } of Deno.readDir(dir)) {
    if (name.startsWith("requests.db")) {
      texts.push(new TextDecoder("latin1").decode(await Deno.readFile(`${dir}/${name}`)));
    }
  }
  return texts.join("");
}

/** One with a known beginning, one of those that look like nothing. */
for (const key of ["sk-proj-Zm9vYmFyYmF6cXV4MTIzNDU2", "qZ7rT2mK9xW4vB8nL1cD6hJ3"]) {
  Deno.test(`the key ${key.slice(0, 3)}… is in no file and no answer, even where the provider repeats it`, async () => {
    const upstream = await startUpstream(({ headers }) =>
      Response.json({
        error: { message: `Incorrect API key provided: ${headers.get("authorization")?.slice(7)}` },
      }, { status: 401, headers: { "x-echo": headers.get("authorization") ?? "" } })
    );
    await using _upstream = upstream;
    await using app = await startApp(
      configFor(upstream.base).replace("sk-test-key", "os.environ/SECRET_KEY"),
      { env: `SECRET_KEY=${key}\n` },
    );
    const response = await app.post("/v1/chat/completions", ASK);
    assert.equal(response.status, 401);
    assert.equal(upstream.received[0]?.headers.get("authorization"), `Bearer ${key}`);
    const told = await response.text() + JSON.stringify([...response.headers]);
    assert.ok(!told.includes(key), told);
    const files = await filesOf(app.dir);
    assert.ok(files.includes("Incorrect API key provided"));
    assert.ok(!files.includes(key));
  });

  Deno.test(`the key ${key.slice(0, 3)}… is told by no error inside of a stream`, async () => {
    await using upstream = await startUpstream(() =>
      sse(chunk("hi"), `data: {"error":{"message":"No quota for ${key}","code":429}}\n\n`)
    );
    await using app = await startApp(configFor(upstream.base).replace("sk-test-key", key));
    const text = await (await app.post("/v1/chat/completions", { ...ASK, stream: true })).text();
    assert.match(text, /No quota for sk-redacted/);
    assert.ok(!(await filesOf(app.dir)).includes(key));
  });
}
