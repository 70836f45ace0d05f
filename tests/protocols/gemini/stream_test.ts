import assert from "node:assert/strict";
import { ApiError } from "../../../lib/http/error.ts";
import type { SseEvent } from "../../../lib/http/sse.ts";
import { gemini } from "../../../lib/protocols/gemini/mod.ts";
import type { ChatChunk } from "../../../lib/types/chat.ts";
import type { JsonValue } from "../../../lib/types/json.ts";
import { CONTEXT, jsonFixture, streamFixture } from "./fixtures.ts";

const event = (body: JsonValue): SseEvent => ({ event: "message", data: JSON.stringify(body) });

function run(events: SseEvent[]) {
  const decoder = gemini.createStreamDecoder(CONTEXT);
  const chunks = events.flatMap((item) => decoder.push(item));
  return { chunks: [...chunks, ...decoder.finish()], usage: decoder.usage() };
}

const deltas = (chunks: ChatChunk[]) =>
  chunks.map((chunk) => [chunk.choices[0]?.delta, chunk.choices[0]?.finish_reason]);

Deno.test("a stream becomes chunks: role first, thoughts, text, signature, finish last", () => {
  const { chunks, usage } = run(streamFixture("answer"));
  assert.deepEqual(deltas(chunks), [
    [{ role: "assistant", reasoning_content: "A short poem, then." }, null],
    [{ content: "Salt wind" }, null],
    [{ content: " over the dyke" }, null],
    [{ extra_content: { google: { thought_signature: "c2lnLXBvZW0=" } } }, null],
    [{}, "stop"],
  ]);
  for (const chunk of chunks) {
    assert.equal(chunk.id, "resp-poem");
    assert.equal(chunk.object, "chat.completion.chunk");
    assert.equal(chunk.created, CONTEXT.created);
    assert.equal(chunk.model, "gemini-3-flash-preview");
    assert.equal(chunk.usage, undefined);
  }
  assert.equal(usage?.output, 10);
  assert.equal(usage?.reasoning, 4);
  // Said once, in the first event; the later ones only count on.
  assert.equal(usage?.cacheRead, 8);
  assert.equal(usage?.input, 13);
});

Deno.test("calls come whole, numbered through, each with an id of its own", () => {
  const { chunks } = run(streamFixture("calls"));
  const calls = chunks.flatMap((chunk) => {
    const list = chunk.choices[0]?.delta.tool_calls;
    return Array.isArray(list) ? list.map((call) => JSON.parse(JSON.stringify(call))) : [];
  });
  assert.deepEqual(
    calls.map((call) => [call.index, call.type, call.function.name, call.function.arguments]),
    [
      [0, "function", "tide", '{"harbour":"Husum"}'],
      [1, "function", "tide", '{"harbour":"Wyk"}'],
      [2, "function", "clock", "{}"],
    ],
  );
  assert.equal(new Set(calls.map((call) => call.id)).size, 3);
  assert.deepEqual(calls[0].extra_content, { google: { thought_signature: "c2lnLTE=" } });
  assert.equal(chunks.at(-1)?.choices[0]?.finish_reason, "tool_calls");
  assert.deepEqual(run(streamFixture("calls")).chunks, chunks);
});

Deno.test("each candidate has its own role, text and finish", () => {
  const { chunks } = run(streamFixture("two"));
  const seen = chunks.map((
    { choices: [choice] },
  ) => [choice?.index, choice?.delta, choice?.finish_reason]);
  assert.deepEqual(seen, [
    [0, { role: "assistant", content: "heads" }, null],
    [1, { role: "assistant", content: "ta" }, null],
    [1, { content: "ils" }, null],
    [0, {}, "stop"],
    [1, {}, "length"],
  ]);
});

for (const name of ["answer", "calls", "two"]) {
  Deno.test(`the stream "${name}" cut off after any event but the last is an error`, () => {
    const events = streamFixture(name);
    for (let length = 0; length < events.length; length++) {
      assert.throws(
        () => run(events.slice(0, length)),
        (error) => error instanceof ApiError && error.status === 502,
        `after ${length} events`,
      );
    }
    assert.doesNotThrow(() => run(events));
  });
}

Deno.test("a stream that breaks off has told the usage so far", () => {
  const decoder = gemini.createStreamDecoder(CONTEXT);
  assert.equal(decoder.usage(), null);
  for (const item of streamFixture("answer").slice(0, 2)) decoder.push(item);
  assert.throws(() => decoder.finish(), ApiError);
  assert.equal(decoder.usage()?.output, 6);
});

Deno.test("a blocked prompt ends the stream by the filter", () => {
  const { chunks, usage } = run([event(jsonFixture("blocked"))]);
  assert.deepEqual(deltas(chunks), [
    [{
      role: "assistant",
      content: "",
      provider_specific_fields: {
        native_finish_reason: "PROHIBITED_CONTENT",
        finish_message: "The prompt was not accepted.",
      },
    }, null],
    [{}, "content_filter"],
  ]);
  assert.equal(usage?.input, 9);
});

Deno.test("a block in mid-stream ends what was begun by the filter", () => {
  const { chunks } = run([
    event({ candidates: [{ content: { parts: [{ text: "It is" }] } }] }),
    event({ promptFeedback: { blockReason: "SAFETY" } }),
  ]);
  assert.deepEqual(deltas(chunks), [
    [{ role: "assistant", content: "It is" }, null],
    [{ provider_specific_fields: { native_finish_reason: "SAFETY" } }, "content_filter"],
  ]);
});

Deno.test("text after the finish reason still precedes the finish chunk", () => {
  const { chunks } = run([
    event({ candidates: [{ content: { parts: [{ text: "a" }] }, finishReason: "STOP" }] }),
    event({ candidates: [{ content: { parts: [{ text: "b" }] } }] }),
    event({ usageMetadata: { promptTokenCount: 1 } }),
  ]);
  assert.deepEqual(deltas(chunks), [
    [{ role: "assistant", content: "a" }, null],
    [{ content: "b" }, null],
    [{}, "stop"],
  ]);
});

Deno.test("sources come with the finish chunk, placed in the whole text", () => {
  const web = { uri: "https://example.org", title: "E" };
  const { chunks } = run([
    event({ candidates: [{ content: { parts: [{ text: "Flut: " }] } }] }),
    event({
      candidates: [{
        content: { parts: [{ text: "3 Uhr." }] },
        finishReason: "STOP",
        groundingMetadata: {
          groundingChunks: [{ web }],
          groundingSupports: [{
            segment: { startIndex: 6, endIndex: 12, text: "3 Uhr." },
            groundingChunkIndices: [0],
          }],
        },
      }],
    }),
  ]);
  assert.deepEqual(chunks.at(-1)?.choices[0]?.delta.annotations, [{
    type: "url_citation",
    url_citation: { start_index: 6, end_index: 12, url: "https://example.org", title: "E" },
  }]);
});

Deno.test("log probabilities come with the piece that they belong to", () => {
  const { chunks } = run([event({
    candidates: [{
      content: { parts: [{ text: "a" }] },
      finishReason: "STOP",
      logprobsResult: { chosenCandidates: [{ token: "a", logProbability: -1 }] },
    }],
  })]);
  assert.deepEqual(chunks[0]?.choices[0]?.logprobs, {
    content: [{ token: "a", logprob: -1, bytes: [97], top_logprobs: [] }],
    refusal: null,
  });
});

Deno.test("an error event is the provider's error, at once", () => {
  const decoder = gemini.createStreamDecoder(CONTEXT);
  decoder.push(event({ candidates: [{ content: { parts: [{ text: "a" }] } }] }));
  assert.throws(
    () =>
      decoder.push(event({ error: { code: 503, message: "Overloaded.", status: "UNAVAILABLE" } })),
    (error) => error instanceof ApiError && error.status === 503 && error.message === "Overloaded.",
  );
});

Deno.test("an event that cannot be read is a 502, an empty one is nothing", () => {
  const decoder = gemini.createStreamDecoder(CONTEXT);
  for (const data of ["{not json", "7", "[]", "null"]) {
    assert.throws(
      () => decoder.push({ event: "message", data }),
      (error) => error instanceof ApiError && error.status === 502,
      data,
    );
  }
  for (const data of ["", "  ", "[DONE]", "{}"]) {
    assert.deepEqual(decoder.push({ event: "message", data }), []);
  }
});
