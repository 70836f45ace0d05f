import assert from "node:assert/strict";
import { keepBench, parseBench, readBench } from "../../../lib/ui/playground/kept.ts";
import type { Bench } from "../../../lib/ui/playground/state.ts";
import { answer, BENCH } from "./sample.ts";

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

Deno.test("a file written by hand brings nothing that does harm", () => {
  const images = ["data:image/png;base64,AA", "https://elsewhere.example/x.png", 1];
  const calls = [{ name: "look", arguments: "{}" }, null];
  const turns = [
    { prompt: "a", images, answer: { ...answer({ text: "b" }), calls } },
    { prompt: "a", images: [], answer: { ...answer({ text: "b" }), calls: "look" } },
  ];
  const params = { temperature: 9, top_p: "warm", max_tokens: 0.2, more: 1 };
  const slots = [{ model: "m", params, turns }];
  const bench = parseBench(JSON.stringify({ system: "", slots, others: 1, toolsOff: "yes" }));
  const [slot] = bench?.slots ?? [];
  assert.deepEqual(slot?.params, { temperature: 2, max_tokens: 1 });
  assert.deepEqual(slot?.turns[0]?.images, ["data:image/png;base64,AA"]);
  assert.deepEqual(slot?.turns.map(({ answer }) => answer.calls), [calls.slice(0, 1), []]);
  assert.deepEqual([bench?.others, bench?.toolsOff], [{}, false]);
});

const bench = (system: string): Bench => ({
  ...BENCH,
  system,
  slots: [{ model: "m", params: {}, turns: [] }],
});

Deno.test("a request that is asked again leaves the viewer's own bench alone", () => {
  localStorage.clear();
  keepBench(bench("own"), null);
  keepBench(bench("replayed"), 7);
  assert.equal(readBench(null)?.system, "own");
  assert.equal(readBench(7)?.system, "replayed");
  assert.equal(readBench(8), null);
  keepBench(bench("another"), 8);
  assert.deepEqual([readBench(7), readBench(8)?.system], [null, "another"]);
  localStorage.clear();
  assert.deepEqual([readBench(null), readBench(8)], [null, null]);
});

Deno.test("where there is no room for images, the words are kept", () => {
  localStorage.clear();
  const turns = [{
    prompt: "a",
    images: [`data:image/png;base64,${"A".repeat(11e6)}`],
    answer: answer({}),
  }];
  keepBench({ ...bench("s"), slots: [{ model: "m", params: {}, turns }] }, null);
  assert.deepEqual(readBench(null)?.slots[0]?.turns.map(({ images }) => images), [[]]);
  localStorage.clear();
});
