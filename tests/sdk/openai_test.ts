import assert from "node:assert/strict";
import OpenAI from "openai";
import { zodResponseFormat } from "openai/helpers/zod";
import { z } from "zod";
import { type RunningApp, startApp } from "../harness/app.ts";

const CONFIG = `model_list:
${
  ["echo", "story", "slow", "tools", "error-429", "error-500", "error-midstream"].map((name) =>
    `  - model_name: demo/${name}\n    litellm_params: { model: demo/${name} }\n`
  ).join("")
}  - model_name: no-key
    litellm_params: { model: openai/gpt-4o, api_key: os.environ/APANTLI_TEST_NO_SUCH_KEY }
`;

/** The official client, pointed at a started server with the demo provider. */
async function given(): Promise<{ app: RunningApp; client: OpenAI } & AsyncDisposable> {
  const app = await startApp(CONFIG);
  const client = new OpenAI({ baseURL: `${app.url}/v1`, apiKey: "unused", maxRetries: 0 });
  return { app, client, [Symbol.asyncDispose]: () => app[Symbol.asyncDispose]() };
}

const hello: OpenAI.ChatCompletionMessageParam[] = [{ role: "user", content: "Hello there" }];

Deno.test("the OpenAI client gets a completion", async () => {
  await using it = await given();
  const answer = await it.client.chat.completions.create({ model: "demo/echo", messages: hello });
  assert.match(answer.choices[0]?.message.content ?? "", /Hello there/);
  assert.equal(answer.choices[0]?.finish_reason, "stop");
  assert.equal(
    answer.usage?.total_tokens,
    (answer.usage?.prompt_tokens ?? 0) + (answer.usage?.completion_tokens ?? 0),
  );
});

Deno.test("the OpenAI client gets a stream with usage", async () => {
  await using it = await given();
  const stream = await it.client.chat.completions.create({
    model: "demo/story",
    messages: hello,
    stream: true,
    stream_options: { include_usage: true },
  });
  let text = "";
  let usage: OpenAI.CompletionUsage | null | undefined;
  let chunks = 0;
  for await (const chunk of stream) {
    text += chunk.choices[0]?.delta.content ?? "";
    usage = chunk.usage ?? usage;
    chunks++;
  }
  assert.ok(chunks > 20 && text.length > 300);
  assert.ok((usage?.completion_tokens ?? 0) > 50);
});

Deno.test("the OpenAI client's tool runner gets from the question over the tool to the answer", async () => {
  await using it = await given();
  const asked: string[] = [];
  const runner = it.client.chat.completions.runTools({
    model: "demo/tools",
    messages: hello,
    tools: [{
      type: "function",
      function: {
        name: "get_weather",
        description: "Tells the weather",
        parameters: {
          type: "object",
          properties: { city: { type: "string" } },
          required: ["city"],
        },
        parse: JSON.parse,
        function: (args: { city: string }) => {
          asked.push(typeof args.city);
          return "sunny";
        },
      },
    }],
  });
  assert.ok((await runner.finalContent() ?? "").length > 0);
  assert.deepEqual(asked, ["string"]);
});

Deno.test("the OpenAI client parses structured output", async () => {
  await using it = await given();
  const Event = z.object({ name: z.string(), people: z.array(z.string()), day: z.number() });
  const answer = await it.client.chat.completions.parse({
    model: "demo/echo",
    messages: hello,
    response_format: zodResponseFormat(Event, "event"),
  });
  assert.ok(Event.safeParse(answer.choices[0]?.message.parsed).success);
});

Deno.test("the OpenAI client lists the models", async () => {
  await using it = await given();
  const ids: string[] = [];
  for await (const model of it.client.models.list()) ids.push(model.id);
  assert.ok(ids.includes("demo/echo"));
  assert.equal((await it.client.models.retrieve("demo/echo")).id, "demo/echo");
});

const CLASSES: [string, string, new (...args: never[]) => Error, string | null][] = [
  ["an unknown alias", "nope", OpenAI.NotFoundError, "model_not_found"],
  ["a missing key", "no-key", OpenAI.AuthenticationError, "invalid_api_key"],
  ["a rate limit", "demo/error-429", OpenAI.RateLimitError, "rate_limit_exceeded"],
  ["a broken provider", "demo/error-500", OpenAI.InternalServerError, "service_unavailable"],
];

for (const [what, model, type, code] of CLASSES) {
  Deno.test(`the OpenAI client throws ${type.name} for ${what}`, async () => {
    await using it = await given();
    const call = it.client.chat.completions.create({ model, messages: hello });
    await assert.rejects(call, (error: unknown) => {
      assert.ok(error instanceof type && error instanceof OpenAI.APIError);
      assert.equal(error.code, code);
      return true;
    });
  });
}

Deno.test("the OpenAI client throws when a stream breaks in the middle", async () => {
  await using it = await given();
  const stream = await it.client.chat.completions.create({
    model: "demo/error-midstream",
    messages: hello,
    stream: true,
  });
  await assert.rejects(async () => {
    for await (const _ of stream);
  });
});

Deno.test("the OpenAI client can abort a stream, and the exchange is booked as interrupted", async () => {
  await using it = await given();
  const stream = await it.client.chat.completions.create({
    model: "demo/story",
    messages: hello,
    stream: true,
  });
  for await (const _ of stream) break;
  const booked = async () => {
    const page = await it.app.services.store.read("requests", { outcome: "all" });
    return page.requests.length > 0;
  };
  while (!await booked()) await new Promise((resolve) => setTimeout(resolve, 10));
  const page = await it.app.services.store.read("requests", { outcome: "all" });
  assert.equal(page.requests[0]?.outcome, "interrupted");
});
