import assert from "node:assert/strict";
import { bodyOf, hasTools } from "../../../lib/ui/playground/body.ts";
import { type Bench, type Slot, WAITING } from "../../../lib/ui/playground/state.ts";
import { answer, BENCH } from "./sample.ts";

const messagesOf = (bench: Bench, slot: Slot) => bodyOf(bench, slot).messages;
const EMPTY: Slot = { model: "m", params: {}, turns: [] };

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

Deno.test("a history that ends with what is to be answered gets no empty question behind it", () => {
  const history = [{ role: "user", content: "x" }, { role: "tool", content: "42" }];
  const turns = [{ prompt: "", images: [], answer: WAITING }];
  assert.deepEqual(messagesOf({ ...BENCH, history }, { ...EMPTY, turns }), history);
});

const TOOLS = [{ type: "function", function: { name: "look" } }];
const CALL = { id: "c1", type: "function", function: { name: "look", arguments: '{"at":1}' } };
const HISTORY = [
  { role: "user", content: "Look." },
  { role: "assistant", content: null, tool_calls: [CALL, CALL] },
  { role: "tool", tool_call_id: "c1", name: "look", content: "A hill." },
  { role: "tool", tool_call_id: "c1", content: [{ type: "text", text: "A tree." }] },
  { role: "assistant", content: "A hill.", tool_calls: [CALL] },
  { role: "assistant", content: "Done.", tool_calls: [] },
];
const OTHERS = {
  ...{ tools: TOOLS, tool_choice: "auto", parallel_tool_calls: false },
  ...{ response_format: { type: "json_object" }, max_completion_tokens: 7 },
};

Deno.test("what a request asked for goes along as it was", () => {
  const body = bodyOf({ ...BENCH, history: HISTORY, others: OTHERS }, EMPTY);
  assert.deepEqual(body, { ...OTHERS, model: "m", messages: HISTORY });
});

Deno.test("without tools there is no word of tools, and what they found is text", () => {
  const bench = { ...BENCH, history: HISTORY, others: OTHERS, toolsOff: true };
  const { messages, ...rest } = bodyOf(bench, EMPTY);
  assert.deepEqual(rest, {
    ...{ model: "m", response_format: { type: "json_object" }, max_completion_tokens: 7 },
  });
  const call = '[calls look({"at":1})]';
  assert.deepEqual(messages, [
    { role: "user", content: "Look." },
    { role: "assistant", content: `${call}\n${call}` },
    { role: "user", content: "Result of look:\nA hill." },
    { role: "user", content: 'Result of a tool:\n[{"type":"text","text":"A tree."}]' },
    { role: "assistant", content: `A hill.\n${call}` },
    { role: "assistant", content: "Done.", tool_calls: [] },
  ]);
});

Deno.test("the viewer's own parameters, and the model of the slot, count", () => {
  const others = { max_completion_tokens: 7, temperature: 1, model: "old", seed: 3 };
  const slot = { ...EMPTY, params: { max_tokens: 9, temperature: 0 } };
  assert.deepEqual(bodyOf({ ...BENCH, others }, slot), {
    ...{ max_tokens: 9, temperature: 0, seed: 3, model: "m", messages: [] },
  });
});

const TOOLED: [what: string, Partial<Bench>, boolean][] = [
  ["nothing", {}, false],
  ["tools", { others: { tools: TOOLS } }, true],
  ["functions, as they were called once", { others: { functions: [] } }, true],
  ["a history with calls", { history: HISTORY }, true],
  ["a history of words", { history: [{ role: "user", content: "tool_calls" }] }, false],
  ["another format", { others: { response_format: {} } }, false],
];

for (const [what, change, has] of TOOLED) {
  Deno.test(`${what}: tools can ${has ? "" : "not "}be switched off`, () => {
    assert.equal(hasTools({ ...BENCH, ...change }), has);
  });
}
