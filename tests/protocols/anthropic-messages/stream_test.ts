import assert from "node:assert/strict";
import { ApiError } from "../../../lib/http/error.ts";
import type { SseEvent } from "../../../lib/http/sse.ts";
import { anthropicMessages } from "../../../lib/protocols/anthropic-messages/mod.ts";
import type { ChatChunk } from "../../../lib/types/chat.ts";
import type { JsonObject } from "../../../lib/types/json.ts";
import { CONTEXT, streamFixture } from "./fixtures.ts";

const event = (body: JsonObject): SseEvent => ({
  event: String(body.type),
  data: JSON.stringify(body),
});

function run(events: SseEvent[]) {
  const decoder = anthropicMessages.createStreamDecoder(CONTEXT);
  const chunks = events.flatMap((item) => decoder.push(item));
  return { chunks: [...chunks, ...decoder.finish()], usage: decoder.usage() };
}

const deltas = (chunks: ChatChunk[]) =>
  chunks.map(({ choices: [choice] }) => [choice?.delta, choice?.finish_reason]);
const ROLE = [{ role: "assistant", content: "" }, null];
const STOP = event({ type: "message_stop" });
const is502 = (error: unknown) => error instanceof ApiError && error.status === 502;

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

for (const name of ["answer", "calls", "search", "refused"]) {
  Deno.test(`the stream "${name}" cut off after any event but the last is an error`, () => {
    const events = streamFixture(name);
    for (let length = 0; length < events.length; length++) {
      assert.throws(() => run(events.slice(0, length)), is502, `after ${length} events`);
    }
    assert.doesNotThrow(() => run(events));
  });
}

Deno.test("a stream that breaks off has told the usage so far", () => {
  const decoder = anthropicMessages.createStreamDecoder(CONTEXT);
  assert.equal(decoder.usage(), null);
  for (const item of streamFixture("answer").slice(0, 4)) decoder.push(item);
  assert.throws(() => decoder.finish(), is502);
  assert.deepEqual([decoder.usage()?.input, decoder.usage()?.output], [20, 1]);
});

Deno.test("an error event throws the client's error, after what came before it", () => {
  const decoder = anthropicMessages.createStreamDecoder(CONTEXT);
  for (const item of streamFixture("calls").slice(0, 3)) decoder.push(item);
  const overloaded = { type: "error", error: { type: "overloaded_error", message: "Overloaded" } };
  assert.throws(
    () => decoder.push(event(overloaded)),
    (error) =>
      error instanceof ApiError && error.status === 503 && error.message === "Overloaded" &&
      error.code === "service_unavailable",
  );
});

Deno.test("an event that only its name makes an error throws its sentence", () => {
  for (const data of ['{"message":"Too busy."}', '{"error":"Too busy."}']) {
    const decoder = anthropicMessages.createStreamDecoder(CONTEXT);
    assert.throws(
      () => decoder.push({ event: "error", data }),
      (error) => error instanceof ApiError && error.message === "Too busy.",
    );
  }
});

Deno.test("an event that cannot be read is an error", () => {
  for (const data of ["{", "7", "null", '"text"', '{"type":"message_start"}']) {
    const decoder = anthropicMessages.createStreamDecoder(CONTEXT);
    assert.throws(() => decoder.push({ event: "message", data }), is502, data);
  }
});

Deno.test("events that nobody knows, empty ones and late ones say nothing", () => {
  const [start, ...rest] = streamFixture("answer");
  assert.ok(start);
  const odd = [event({ type: "something_new" }), { event: "message", data: "[DONE]" }];
  const expected = run([start, ...rest]).chunks;
  assert.deepEqual(run([start, ...odd, ...rest, ...odd, start]).chunks, expected);
});

Deno.test("servers that send a call's input whole, and close nothing, are understood", () => {
  const { chunks } = run([
    event({
      type: "content_block_start",
      index: 0,
      content_block: { type: "tool_use", id: "x", name: "tide", input: { day: 1 } },
    }),
    STOP,
  ]);
  assert.deepEqual(deltas(chunks), [
    ROLE,
    [{
      tool_calls: [{
        index: 0,
        id: "x",
        type: "function",
        function: { name: "tide", arguments: "" },
      }],
    }, null],
    [{ tool_calls: [{ index: 0, function: { arguments: '{"day":1}' } }] }, null],
    [{}, "tool_calls"],
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
