import assert from "node:assert/strict";
import { endpoint } from "../../../lib/protocols/gemini/endpoint.ts";
import { bareModel, generationOf } from "../../../lib/protocols/gemini/model.ts";

const BASE = "https://generativelanguage.googleapis.com/v1beta";

const URLS: [base: string, model: string, stream: boolean, url: string][] = [
  [BASE, "gemini-2.5-flash", false, `${BASE}/models/gemini-2.5-flash:generateContent`],
  [BASE, "gemini-2.5-flash", true, `${BASE}/models/gemini-2.5-flash:streamGenerateContent?alt=sse`],
  [BASE, "models/gemini-2.5-flash", false, `${BASE}/models/gemini-2.5-flash:generateContent`],
  [BASE, "tunedModels/mine", false, `${BASE}/tunedModels/mine:generateContent`],
  ["http://127.0.0.1:9/a/b", "g", false, "http://127.0.0.1:9/a/b/models/g:generateContent"],
  [BASE, "odd name?x", false, `${BASE}/models/odd%20name%3Fx:generateContent`],
];

Deno.test("endpoint() keeps the base's path and names the method in the model's place", () => {
  for (const [base, model, stream, url] of URLS) assert.equal(endpoint(base, model, stream), url);
});

Deno.test("bareModel() takes off the prefix of Google's lists and nothing else", () => {
  assert.equal(bareModel("models/gemini-2.5-pro"), "gemini-2.5-pro");
  assert.equal(bareModel("gemini-2.5-pro"), "gemini-2.5-pro");
});

Deno.test("generationOf() reads the generation from the name", () => {
  const generations: [model: string, generation: number][] = [
    ["gemini-2.0-flash-001", 2],
    ["models/gemini-2.5-pro", 2.5],
    ["gemini-3-pro-preview", 3],
    ["gemini-3.1-flash-lite", 3.1],
    ["gemini-flash-latest", 3],
    ["gemma-3-27b-it", 0],
  ];
  for (const [model, generation] of generations) assert.equal(generationOf(model), generation);
});
