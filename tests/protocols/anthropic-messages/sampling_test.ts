import assert from "node:assert/strict";
import { encode, refusal } from "./fixtures.ts";

const OLD = "claude-sonnet-4-20250514";
const NEW = "claude-opus-4-8";

Deno.test("temperature, top_p and top_k pass where the model takes them, 0 included", () => {
  const { body } = encode({ temperature: 0, top_p: 0.4, top_k: 0 }, OLD);
  assert.deepEqual([body.temperature, body.top_p, body.top_k], [0, 0.4, 0]);
});

Deno.test("a temperature above 1 is a 400, or becomes 1 where parameters may be dropped", () => {
  assert.throws(() => encode({ temperature: 1.3 }, OLD), refusal("temperature"));
  const { body, dropped } = encode({ temperature: 1.3 }, OLD, true);
  assert.equal(body.temperature, 1);
  assert.deepEqual(dropped, ["temperature"]);
});

Deno.test("models of fixed sampling take the defaults only", () => {
  assert.equal(encode({ temperature: 1 }, NEW).body.temperature, 1);
  assert.throws(() => encode({ temperature: 0 }, NEW), refusal("temperature"));
  assert.throws(() => encode({ top_p: 0.5 }, NEW), refusal("top_p"));
  assert.throws(() => encode({ top_k: 5 }, NEW), refusal("top_k"));
  const { body, dropped } = encode({ temperature: 0, top_p: 0.5, top_k: 5 }, NEW, true);
  assert.deepEqual(dropped, ["temperature", "top_p", "top_k"]);
  for (const field of dropped) assert.ok(!(field in body));
});

Deno.test("from 4.5 on temperature and top_p exclude each other; top_p 1 says nothing", () => {
  assert.throws(() => encode({ temperature: 0.5, top_p: 0.5 }), refusal("top_p"));
  assert.ok(!("top_p" in encode({ temperature: 0.5, top_p: 1 }).body));
  assert.deepEqual(encode({ temperature: 0.5, top_p: 1 }).dropped, []);
  assert.equal(encode({ top_p: 0.5 }).body.top_p, 0.5);
});

Deno.test("a model that thinks takes no sampling but the defaults and a high top_p", () => {
  const thinking = { type: "enabled", budget_tokens: 2000 };
  assert.throws(() => encode({ thinking, temperature: 0.2 }, OLD), refusal("temperature"));
  assert.throws(() => encode({ thinking, top_k: 4 }, OLD), refusal("top_k"));
  assert.throws(() => encode({ thinking, top_p: 0.9 }, OLD), refusal("top_p"));
  assert.equal(encode({ thinking, top_p: 0.95 }, OLD).body.top_p, 0.95);
  assert.equal(encode({ thinking, temperature: 1 }, OLD).body.temperature, 1);
  const off = { type: "disabled" };
  assert.equal(encode({ thinking: off, temperature: 0.2 }, OLD).body.temperature, 0.2);
});
