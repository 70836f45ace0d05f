import assert from "node:assert/strict";
import {
  type Answer,
  type Bench,
  clamp,
  messagesOf,
  parseBench,
  WAITING,
} from "../../../lib/ui/playground/state.ts";

const CLAMPED: ["temperature" | "top_p" | "max_tokens", string, number | undefined][] = [
  ["temperature", "0.7", 0.7],
  ["temperature", "0", 0],
  ["temperature", "-1", 0],
  ["temperature", "9", 2],
  ["top_p", "1.5", 1],
  ["max_tokens", "0", 1],
  ["max_tokens", "12.6", 13],
  ["max_tokens", "1e99", 1_000_000],
  ["temperature", "", undefined],
  ["temperature", "warm", undefined],
  ["temperature", "Infinity", undefined],
];

for (const [name, text, value] of CLAMPED) {
  Deno.test(`${name} "${text}" is ${value}`, () => assert.equal(clamp(name, text), value));
}

const answer = (change: Partial<Answer>): Answer => ({ ...WAITING, status: "done", ...change });
const BENCH: Bench = { system: "", prompt: "", history: [], slots: [] };

Deno.test("a slot's messages are the system prompt, what was before, and its own turns", () => {
  const history = [{ role: "user", content: "before" }, { role: "assistant", tool_calls: [] }];
  const turns = [
    { prompt: "one", images: [], answer: answer({ text: "first" }) },
    { prompt: "two", images: [], answer: answer({ status: "failed", error: "no" }) },
    { prompt: "three", images: ["data:image/png;base64,AA"], answer: WAITING },
  ];
  const slot = { model: "m", params: {}, turns };
  assert.deepEqual(messagesOf({ ...BENCH, system: "Be brief.", history }, slot), [
    { role: "system", content: "Be brief." },
    ...history,
    { role: "user", content: "one" },
    { role: "assistant", content: "first" },
    { role: "user", content: "two" },
    {
      role: "user",
      content: [
        { type: "text", text: "three" },
        { type: "image_url", image_url: { url: "data:image/png;base64,AA" } },
      ],
    },
  ]);
  assert.deepEqual(messagesOf({ ...BENCH, system: "  " }, { ...slot, turns: [] }), []);
});

Deno.test("what was kept comes back, and what streamed then has stopped", () => {
  const turns = [
    { prompt: "a", images: [], answer: answer({ text: "b" }) },
    { prompt: "c", images: [], answer: answer({ status: "streaming", text: "d" }) },
  ];
  const bench: Bench = {
    ...BENCH,
    system: "s",
    slots: [{ model: "m", params: { top_p: 0.5 }, turns }],
  };
  const read = parseBench(JSON.stringify(bench));
  assert.deepEqual(read?.slots[0]?.turns.map(({ answer }) => answer.status), ["done", "stopped"]);
  assert.deepEqual({ ...read, slots: [] }, { ...bench, slots: [] });
  assert.deepEqual(read?.slots[0]?.params, { top_p: 0.5 });
});

const BAD = ["", "null", "[]", "{}", '{"system":"s","slots":[]}', '{"system":1,"slots":[{}]}', "{"];
for (const text of BAD) {
  Deno.test(`${text || "nothing"} is no bench`, () => assert.equal(parseBench(text), null));
}

Deno.test("of a broken bench what is usable comes back, three columns at most", () => {
  const slot = (model: unknown, turns: unknown) => ({ model, params: null, turns });
  const slots = [
    slot(1, []),
    slot("a", [null, { prompt: 1 }]),
    slot("b", "x"),
    slot("c", []),
    slot("d", []),
    slot("e", []),
  ];
  const bench = parseBench(JSON.stringify({ system: "", slots }));
  assert.deepEqual(bench?.slots.map(({ model, turns }) => [model, turns.length]), [["a", 0], [
    "c",
    0,
  ], ["d", 0]]);
});
