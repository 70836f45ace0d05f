import assert from "node:assert/strict";
import { CONTEXT, deltas, event, ROLE, run, STOP, streamFixture } from "./fixtures.ts";

Deno.test("a stream becomes chunks: role, thoughts, their signature, text, finish", () => {
  const { chunks, usage } = run(streamFixture("answer"));
  const signed = {
    type: "thinking",
    thinking: "A poem, a short one.",
    signature: "c2lnLXBvZW0=",
  };
  assert.deepEqual(deltas(chunks), [
    ROLE,
    [{ reasoning_content: "A poem, " }, null],
    [{ reasoning_content: "a short one." }, null],
    [{ thinking_blocks: [signed] }, null],
    [{ content: "Salt wind" }, null],
    [{ content: " over the dyke" }, null],
    [{}, "stop"],
  ]);
  for (const chunk of chunks) {
    assert.equal(chunk.id, "msg_poem");
    assert.equal(chunk.object, "chat.completion.chunk");
    assert.equal(chunk.created, CONTEXT.created);
    assert.equal(chunk.model, "claude-sonnet-5");
    assert.equal(chunk.usage, undefined);
  }
  // `message_delta` names the output only; what `message_start` said of the input still holds.
  assert.deepEqual([usage?.input, usage?.cacheRead, usage?.output], [20, 5, 31]);
});

Deno.test("calls come numbered, with their id and name first and then their arguments", () => {
  const begin = (index: number, id: string, name: string) => [{
    tool_calls: [{ index, id, type: "function", function: { name, arguments: "" } }],
  }, null];
  const piece = (index: number, text: string) => [{
    tool_calls: [{ index, function: { arguments: text } }],
  }, null];
  assert.deepEqual(deltas(run(streamFixture("calls")).chunks), [
    ROLE,
    [{ content: "One moment." }, null],
    begin(0, "toolu_1", "tide"),
    piece(0, '{"harbour": "Hu'),
    piece(0, 'sum"}'),
    begin(1, "toolu_2", "clock"),
    piece(1, "{}"),
    [{}, "tool_calls"],
  ]);
});

Deno.test("the provider's own tools stay silent, citations follow their text", () => {
  const { chunks, usage } = run(streamFixture("search"));
  assert.deepEqual(deltas(chunks), [
    ROLE,
    [{ content: "It is " }, null],
    [{ content: "nine metres high" }, null],
    [{
      annotations: [{
        type: "url_citation",
        url_citation: {
          start_index: 6,
          end_index: 22,
          url: "https://dyke.example",
          title: "Dykes",
          cited_text: "nine metres",
        },
      }],
    }, null],
    [{}, "stop"],
  ]);
  // The search raises the input that `message_start` had counted.
  assert.deepEqual(
    [usage?.input, usage?.cacheRead, usage?.output, usage?.webSearches],
    [2015, 64, 50, 2],
  );
});

Deno.test("a refusal ends the stream by the filter, with its reason", () => {
  const details = { type: "refusal", category: "bio", explanation: "This cannot be answered." };
  assert.deepEqual(deltas(run(streamFixture("refused")).chunks), [
    ROLE,
    [{
      refusal: "This cannot be answered.",
      provider_specific_fields: { stop_reason: "refusal", stop_details: details },
    }, "content_filter"],
  ]);
});

Deno.test("an opaque thought comes whole at its block's end", () => {
  const block = { type: "redacted_thinking", data: "b3BhcXVl" };
  const { chunks } = run([
    event({ type: "content_block_start", index: 0, content_block: block }),
    event({ type: "content_block_stop", index: 0 }),
    STOP,
  ]);
  assert.deepEqual(deltas(chunks), [ROLE, [{ thinking_blocks: [block] }, null], [{}, "stop"]]);
});
