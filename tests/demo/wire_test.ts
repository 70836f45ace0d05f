import assert from "node:assert/strict";
import { ask, chunksOf, user } from "./ask.ts";

const SAY = "one two three four";

async function whole(body: Record<string, unknown>) {
  return await (await ask({ model: "echo", ...user(SAY), ...body })).json();
}

Deno.test("the same request gets the same answer, another request another id", async () => {
  assert.deepEqual(await whole({}), await whole({}));
  assert.notEqual((await whole({})).id, (await whole({ temperature: 1 })).id);
});

Deno.test("a word is a token", async () => {
  const { usage } = await whole({});
  assert.equal(usage.completion_tokens, 6);
  assert.equal(usage.total_tokens, usage.prompt_tokens + 6);
  const longer = await whole(user(`${SAY} five`));
  assert.equal(longer.usage.prompt_tokens, usage.prompt_tokens + 1);
});

Deno.test("both token limits cut the answer off, and 0 or null is no limit", async () => {
  for (const limit of [{ max_tokens: 3 }, { max_completion_tokens: 3 }]) {
    const { choices: [choice], usage } = await whole(limit);
    assert.equal(choice.message.content.trim(), "Demo echo: one");
    assert.equal(choice.finish_reason, "length");
    assert.equal(usage.completion_tokens, 3);
  }
  for (const limit of [{ max_tokens: null }, { max_tokens: 0 }, { max_tokens: 6 }]) {
    assert.equal((await whole(limit)).choices[0].finish_reason, "stop");
  }
});

Deno.test("the answer ends before the first stop sequence", async () => {
  for (const stop of ["three", ["four", "three"], ["", "three"]]) {
    const { choices: [choice] } = await whole({ stop });
    assert.equal(choice.message.content, "Demo echo: one two ");
    assert.equal(choice.finish_reason, "stop");
  }
  assert.match((await whole({ stop: "never" })).choices[0].message.content, /four$/);
});

Deno.test("n asks for several choices, each of them paid", async () => {
  const { choices, usage } = await whole({ n: 3 });
  assert.deepEqual(choices.map(({ index }: { index: number }) => index), [0, 1, 2]);
  assert.equal(usage.completion_tokens, 18);
  const chunks = await chunksOf(
    await ask({ model: "echo", ...user("hi"), n: 2, stream: true }),
  );
  for (const index of [0, 1]) {
    const own = chunks.flatMap((chunk) => chunk.choices).filter((choice) => choice.index === index);
    assert.equal(own.map(({ delta }) => delta.content ?? "").join(""), "Demo echo: hi");
    assert.equal(own.at(-1)?.finish_reason, "stop");
  }
  for (const n of [0, -1, null, "2"]) assert.equal((await whole({ n })).choices.length, 1);
  assert.equal((await whole({ n: 1e9 })).choices.length, 128);
});

Deno.test("a stream tells its usage only when asked", async () => {
  const chunks = await chunksOf(await ask({ model: "echo", ...user("hi"), stream: true }));
  assert.ok(chunks.every((chunk) => chunk.usage === undefined && chunk.choices.length === 1));
  assert.equal(new Set(chunks.map(({ id }) => id)).size, 1);
  assert.equal(chunks[0]?.choices[0]?.delta.role, "assistant");
});
