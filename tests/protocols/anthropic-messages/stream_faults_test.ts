import assert from "node:assert/strict";
import { ApiError } from "../../../lib/http/error.ts";
import { anthropicMessages } from "../../../lib/protocols/anthropic-messages/mod.ts";
import { CONTEXT, deltas, event, ROLE, run, STOP, streamFixture } from "./fixtures.ts";

const is502 = (error: unknown) => error instanceof ApiError && error.status === 502;

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

Deno.test("a block that begins in the place of an open one ends that one first", () => {
  const begin = (id: string) =>
    event({ type: "content_block_start", content_block: { type: "tool_use", id, name: "tide" } });
  const pieces = run([begin("x"), begin("y"), STOP]).chunks
    .flatMap(({ choices: [choice] }) => choice?.delta.tool_calls ?? []).map((piece) =>
      JSON.stringify(piece)
    ).filter((piece) => !piece.includes('"id"'));
  assert.deepEqual(pieces, [
    '{"index":0,"function":{"arguments":"{}"}}',
    '{"index":1,"function":{"arguments":"{}"}}',
  ]);
});
