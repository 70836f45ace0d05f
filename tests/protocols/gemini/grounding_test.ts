import assert from "node:assert/strict";
import { annotationsOf, chargedSearches } from "../../../lib/protocols/gemini/grounding.ts";
import type { JsonObject } from "../../../lib/types/json.ts";

const cited = (start: number, end: number, url: string, title = "") => ({
  type: "url_citation",
  url_citation: { start_index: start, end_index: end, url, title },
});

const web = (uri: string) => ({ web: { uri } });

Deno.test("annotationsOf() turns offsets in bytes into offsets in characters", () => {
  const metadata: JsonObject = {
    groundingChunks: [web("https://a.example")],
    groundingSupports: [{ segment: { startIndex: 5, endIndex: 9 }, groundingChunkIndices: [0] }],
  };
  // "🌊" takes four bytes and two characters.
  assert.deepEqual(annotationsOf([metadata], "🌊 Flut"), [cited(3, 7, "https://a.example")]);
});

Deno.test("annotationsOf() finds the quoted words where the offsets miss them", () => {
  const metadata: JsonObject = {
    groundingChunks: [web("https://a.example")],
    groundingSupports: [
      { segment: { startIndex: 0, endIndex: 4, text: "Ebbe" }, groundingChunkIndices: [0] },
      { segment: { startIndex: 0, endIndex: 4, text: "gone" }, groundingChunkIndices: [0] },
    ],
  };
  assert.deepEqual(annotationsOf([metadata], "Flut, Ebbe"), [
    cited(6, 10, "https://a.example"),
    cited(0, 4, "https://a.example"),
  ]);
});

Deno.test("annotationsOf() spans the text for a source without a passage, each source once", () => {
  const metadata: JsonObject = {
    groundingChunks: [
      web("https://a.example"),
      web("https://a.example"),
      { retrievedContext: { uri: "https://store.example", title: "Notes" } },
      { maps: { uri: "https://maps.example" } },
      {},
    ],
  };
  assert.deepEqual(annotationsOf([metadata, metadata], "abc"), [
    cited(0, 3, "https://a.example"),
    cited(0, 3, "https://store.example", "Notes"),
    cited(0, 3, "https://maps.example"),
  ]);
});

Deno.test("annotationsOf() has nothing to say about an answer without sources", () => {
  assert.deepEqual(annotationsOf([], "abc"), []);
  assert.deepEqual(annotationsOf([{ webSearchQueries: ["x"] }], "abc"), []);
});

Deno.test("chargedSearches() counts queries for generation 3 and answers before", () => {
  const metadata = [{ webSearchQueries: ["a", "b"] }, { webSearchQueries: ["b", "c"] }];
  assert.equal(chargedSearches(metadata, "gemini-3-flash-preview"), 3);
  assert.equal(chargedSearches(metadata, "gemini-2.5-flash"), 1);
  assert.equal(chargedSearches([{}], "gemini-2.5-flash"), 0);
});
