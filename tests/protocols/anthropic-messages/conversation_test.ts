import assert from "node:assert/strict";
import type { JsonValue } from "../../../lib/types/json.ts";
import { bodyOf, encode, refusal } from "./fixtures.ts";

const text = (value: string) => ({ type: "text", text: value });
const MARK = { type: "ephemeral", ttl: "1h" };

Deno.test("system and developer messages become the system prompt, in their order", () => {
  const body = bodyOf([
    { role: "system", content: "One." },
    { role: "developer", content: [text("Two."), { ...text("Three."), cache_control: MARK }] },
    { role: "user", content: "Hi" },
  ]);
  assert.deepEqual(body.system, [
    text("One."),
    text("Two."),
    { ...text("Three."), cache_control: MARK },
  ]);
  assert.deepEqual(body.messages, [{ role: "user", content: [text("Hi")] }]);
});

Deno.test("system messages alone are the user's turn, since Anthropic wants one", () => {
  const alone = [{ role: "system", content: "Name a sea." }, {
    role: "developer",
    content: "One.",
  }];
  for (const model of ["claude-sonnet-4-5", "claude-opus-4-8"]) {
    const body = bodyOf(alone, model);
    assert.deepEqual(body.messages, [
      { role: "user", content: [text("Name a sea."), text("One.")] },
    ]);
    assert.ok(!("system" in body));
  }
});

const MIDWAY: JsonValue[] = [
  { role: "system", content: "Start." },
  { role: "user", content: "Hi" },
  { role: "system", content: "Now in French." },
  { role: "assistant", content: "Salut" },
  { role: "system", content: "Now in Danish." },
  { role: "user", content: "Again" },
];

Deno.test("a system message between the turns moves up into the system prompt", () => {
  const body = bodyOf(MIDWAY);
  assert.deepEqual(body.system, [
    text("Start."),
    text("Now in French."),
    text("Now in Danish."),
  ]);
  assert.deepEqual(body.messages, [
    { role: "user", content: [text("Hi")] },
    { role: "assistant", content: [text("Salut")] },
    { role: "user", content: [text("Again")] },
  ]);
});

Deno.test("where the model takes it, a system message after a user turn stays at its place", () => {
  const body = bodyOf(MIDWAY, "claude-opus-4-8");
  assert.deepEqual(body.system, [text("Start."), text("Now in Danish.")]);
  assert.deepEqual(body.messages, [
    { role: "user", content: [text("Hi")] },
    { role: "system", content: [text("Now in French.")] },
    { role: "assistant", content: [text("Salut")] },
    { role: "user", content: [text("Again")] },
  ]);
  const last = bodyOf([
    { role: "user", content: "Hi" },
    { role: "system", content: "a" },
    { role: "developer", content: "b" },
  ], "claude-opus-4-8");
  assert.deepEqual(last.messages, [
    { role: "user", content: [text("Hi")] },
    { role: "system", content: [text("a"), text("b")] },
  ]);
});

Deno.test("neighbours of one role become one turn, empty messages none", () => {
  const body = bodyOf([
    { role: "user", content: "a" },
    { role: "user", content: [text("b")] },
    { role: "assistant", content: "" },
    { role: "user", content: "c" },
    { role: "assistant", content: "d" },
    { role: "assistant", content: null },
    { role: "assistant", content: "e" },
    { role: "user", content: "f" },
  ]);
  assert.deepEqual(body.messages, [
    { role: "user", content: [text("a"), text("b"), text("c")] },
    { role: "assistant", content: [text("d"), text("e")] },
    { role: "user", content: [text("f")] },
  ]);
});

Deno.test("tool results come first in their turn", () => {
  const call = (id: string) => ({ id, type: "function", function: { name: "f", arguments: "{}" } });
  const body = bodyOf([
    { role: "user", content: "a" },
    { role: "assistant", content: null, tool_calls: [call("1"), call("2")] },
    { role: "tool", tool_call_id: "1", content: "one" },
    { role: "user", content: "b" },
    { role: "tool", tool_call_id: "2", content: "two" },
  ]);
  assert.deepEqual(Array.isArray(body.messages) ? body.messages.at(-1) : null, {
    role: "user",
    content: [
      { type: "tool_result", tool_use_id: "1", content: "one" },
      { type: "tool_result", tool_use_id: "2", content: "two" },
      text("b"),
    ],
  });
});

Deno.test("the begun answer at the end loses the white space after it, others keep it", () => {
  const begun = [{ role: "user", content: "Hi" }, { role: "assistant", content: "So, \n" }];
  assert.deepEqual(bodyOf(begun).messages, [
    { role: "user", content: [text("Hi")] },
    { role: "assistant", content: [text("So,")] },
  ]);
  assert.match(JSON.stringify(bodyOf([...begun, { role: "user", content: "x" }])), /So, \\n/);
});

Deno.test("a cache mark on a message holds for its last block, unless that has its own", () => {
  const other = { type: "ephemeral" };
  const body = bodyOf([
    { role: "system", content: "s", cache_control: MARK },
    { role: "user", content: [text("a"), text("b")], cache_control: MARK },
    { role: "user", content: [{ ...text("c"), cache_control: other }], cache_control: MARK },
  ]);
  assert.deepEqual(body.system, [{ ...text("s"), cache_control: MARK }]);
  assert.deepEqual(body.messages, [{
    role: "user",
    content: [
      text("a"),
      { ...text("b"), cache_control: MARK },
      { ...text("c"), cache_control: other },
    ],
  }]);
});

Deno.test("a name that cannot be sent is named as left out", () => {
  const { dropped } = encode({ messages: [{ role: "user", name: "Jo", content: "Hi" }] });
  assert.deepEqual(dropped, ["messages[0].name"]);
});

Deno.test("a picture in a system message is refused", () => {
  const picture = { type: "image_url", image_url: { url: "https://sea.example/a.png" } };
  const messages = [{ role: "system", content: [text("s"), picture] }, {
    role: "user",
    content: "x",
  }];
  assert.throws(() => encode({ messages }), refusal("messages[0].content"));
  assert.deepEqual(encode({ messages }, undefined, true).body.system, [text("s")]);
});

Deno.test("messages that cannot be read are a 400 that names them", () => {
  assert.throws(() => bodyOf(["Hi"]), refusal("messages[0]"));
  assert.throws(() => bodyOf([{ role: "robot", content: "Hi" }]), refusal("messages[0].role"));
  assert.throws(() => bodyOf([{ content: "Hi" }]), refusal("messages[0].role"));
  assert.throws(() => bodyOf([{ role: "user", content: 7 }]), refusal("messages[0].content"));
  assert.throws(() => bodyOf([]), refusal("messages"));
  assert.throws(() => bodyOf([{ role: "user", content: " " }]), refusal("messages"));
});
