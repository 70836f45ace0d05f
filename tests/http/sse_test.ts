import assert from "node:assert/strict";
import fc from "fast-check";
import { parseEvent, SseSplitter } from "../../lib/http/sse.ts";

const encode = (text: string) => new TextEncoder().encode(text);
const decode = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

/** All frames of a text that arrives cut at the given offsets. */
function split(text: string, cuts: number[]) {
  const bytes = encode(text);
  const splitter = new SseSplitter();
  const edges = [0, ...cuts.toSorted((a, b) => a - b), bytes.length];
  const frames = edges.slice(1).flatMap((end, index) =>
    splitter.push(bytes.subarray(edges[index] ?? 0, end))
  );
  const last = splitter.flush();
  return last ? [...frames, last] : frames;
}

const STREAM = [
  "data: one\n\n",
  ": a comment\n\n",
  "event: ping\r\ndata: {}\r\n\r\n",
  "data: zwei ☃ 🙂\ndata: lines\n\n",
  "data:no space\r\rdata: last\r\n\r\n",
  "retry: 10\n\n",
].join("");

const EVENTS = [
  { event: "message", data: "one" },
  null,
  { event: "ping", data: "{}" },
  { event: "message", data: "zwei ☃ 🙂\nlines" },
  { event: "message", data: "no space" },
  { event: "message", data: "last" },
  null,
];

Deno.test("SseSplitter finds the same frames wherever the bytes are cut", () => {
  const whole = split(STREAM, []);
  assert.deepEqual(whole.map((frame) => frame.event), EVENTS);
  const length = encode(STREAM).length;
  for (let at = 0; at <= length; at++) {
    assert.deepEqual(split(STREAM, [at]).map((frame) => frame.event), EVENTS, `cut at ${at}`);
  }
  const everywhere = Array.from({ length }, (_, index) => index);
  assert.deepEqual(split(STREAM, everywhere).map((frame) => frame.event), EVENTS);
});

Deno.test("SseSplitter's frames joined are the bytes that came in", () => {
  const line = fc.constantFrom("data: x", "data", ": c", "event: e", "", "id: 1", "data: ☃");
  const end = fc.constantFrom("\n", "\r\n", "\r");
  const text = fc.array(fc.tuple(line, end)).map((parts) => parts.flat().join(""));
  fc.assert(
    fc.property(text, fc.array(fc.nat(60)), (stream, cuts) => {
      const inside = cuts.filter((cut) => cut <= encode(stream).length);
      const frames = split(stream, inside);
      assert.equal(frames.map((frame) => decode(frame.bytes)).join(""), stream);
      const events = (list: typeof frames) => list.map((frame) => frame.event).filter(Boolean);
      assert.deepEqual(events(frames), events(split(stream, [])));
    }),
    { numRuns: 500 },
  );
});

Deno.test("SseSplitter returns an event that the sender did not close at flush()", () => {
  const splitter = new SseSplitter();
  assert.deepEqual(splitter.push(encode("data: a\n\ndata: b")).length, 1);
  assert.deepEqual(splitter.flush()?.event, { event: "message", data: "b" });
  assert.equal(splitter.flush(), null);
});

Deno.test("SseSplitter keeps no view of the network's buffer between chunks", () => {
  const splitter = new SseSplitter();
  for (const [text, data] of [["data: a\n\ndata: b", "bc"], ["data: d", "dc"]]) {
    const bytes = encode(text ?? "");
    splitter.push(bytes);
    bytes.fill(0);
    assert.deepEqual(splitter.push(encode("c\n\n")).map((frame) => frame.event?.data), [data]);
  }
});

Deno.test("parseEvent() reads fields as the HTML standard says", () => {
  assert.deepEqual(parseEvent("data:  two spaces"), { event: "message", data: " two spaces" });
  assert.deepEqual(parseEvent("event:\ndata"), { event: "message", data: "" });
  assert.deepEqual(parseEvent("datas: x\n: data: y"), null);
});

Deno.test("SseSplitter copies a large frame a few times, not once for each piece", () => {
  const splitter = new SseSplitter();
  const piece = new Uint8Array(1000).fill(120);
  splitter.push(encode("data: "));
  // Quadratic work would be 200 GB of copies here and not end.
  for (let index = 0; index < 20_000; index++) splitter.push(piece);
  const [frame] = splitter.push(encode("\n\n"));
  assert.equal(frame?.event?.data.length, 20_000_000);
});
