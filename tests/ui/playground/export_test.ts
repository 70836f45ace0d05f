import assert from "node:assert/strict";
import { factsOf, toMarkdown } from "../../../lib/ui/playground/export.ts";
import { type Answer, WAITING } from "../../../lib/ui/playground/state.ts";

const FACTS: [what: string, Partial<Answer>, text: string][] = [
  ["nothing known", {}, ""],
  ["a first token", { firstTokenMs: 109 }, "first token 109 ms"],
  [
    "all of an answer",
    { firstTokenMs: 1000, durationMs: 3000, promptTokens: 13, completionTokens: 158, cost: 0.0021 },
    "first token 1.0 s · 3.0 s · 13 in · 158 out · 79 tokens/s · $0.0021",
  ],
  ["an unknown price", { durationMs: 10, cost: null }, "10 ms · unpriced"],
  [
    "an answer at once, whose speed tells nothing",
    { firstTokenMs: 10, durationMs: 20, promptTokens: 1, completionTokens: 5 },
    "first token 10 ms · 20 ms · 1 in · 5 out",
  ],
];

for (const [what, change, text] of FACTS) {
  Deno.test(`the facts of ${what} are "${text}"`, () => {
    assert.equal(factsOf({ ...WAITING, ...change }), text);
  });
}

Deno.test("a bench as Markdown has each model with its questions and answers", () => {
  const text = toMarkdown({
    system: "Be brief.",
    ...{ prompt: "", history: [], others: {}, toolsOff: false },
    slots: [
      {
        model: "fast",
        params: { temperature: 0.5 },
        turns: [{
          prompt: "Hi",
          images: ["x"],
          answer: { ...WAITING, text: "Hello", durationMs: 5 },
        }],
      },
      {
        model: "slow",
        params: {},
        turns: [{
          ...{ prompt: "Hi", images: [] },
          answer: {
            ...WAITING,
            ...{ text: "Wait", error: "Out.", calls: [{ name: "look", arguments: "{}" }] },
          },
        }],
      },
    ],
  });
  assert.match(
    text,
    /^# Playground\n\n## System prompt\n\nBe brief\.\n\n## fast\n\n\*temperature 0\.5\*/,
  );
  assert.match(
    text,
    /\*\*Question\*\*\n\nHi\n\n\*\(images: 1\)\*\n\n\*\*Answer\*\*\n\nHello\n\n\*5 ms\*/,
  );
  assert.match(
    text,
    /## slow\n\n\*\*Question\*\*\n\nHi\n\n\*\*Answer\*\*\n\nWait\n\n`look\({}\)`\n\nOut\.\n$/,
  );
});
