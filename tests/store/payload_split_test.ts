import assert from "node:assert/strict";
import fc from "fast-check";
import { type Piece, split } from "../../lib/store/payload/split.ts";

const together = (pieces: Piece[]) =>
  pieces.map((piece) => "literal" in piece ? piece.literal : piece.texts.join(piece.separator))
    .join("");
const shared = (pieces: Piece[]) => pieces.flatMap((piece) => "texts" in piece ? piece.texts : []);
const message = (content: string) => JSON.stringify({ role: "user", content });
const long = (letter: string) => `${letter} `.repeat(40);

Deno.test("split() gives pieces that are the text when put together", () => {
  const value = fc.oneof(
    fc.jsonValue(),
    fc.array(fc.record({ role: fc.constant("user"), content: fc.string({ maxLength: 400 }) })),
    fc.string({ minLength: 200, maxLength: 600 }),
    fc.base64String({ minLength: 4000, maxLength: 9000 }),
  );
  const key = fc.constantFrom("messages", "tools", "model", "system", "input", "x");
  const space = fc.constantFrom(0, 1, 2);
  fc.assert(fc.property(fc.dictionary(key, value), space, (body, indent) => {
    const text = JSON.stringify(body, null, indent);
    assert.equal(together(split(text)), text);
  }));
});

Deno.test("split() gives the messages, the tools and long values of other members as shared texts", () => {
  const messages = [message(long("a")), message(long("b"))];
  const tools = [JSON.stringify({ type: "function", function: { name: "f", about: long("t") } })];
  const text = `{"model":"m","messages":[${messages.join(",")}],"tools":[${tools}],` +
    `"system":${JSON.stringify(long("s").repeat(4))},"temperature":0.5}`;
  const pieces = split(text);
  assert.deepEqual(shared(pieces), [...messages, ...tools, JSON.stringify(long("s").repeat(4))]);
  assert.deepEqual(pieces[1], { texts: messages, separator: "," });
});

Deno.test("split() keeps a client's spaces between messages, and short messages, where they are", () => {
  const [a, b, c] = [message(long("a")), message(long("b")), message(long("c"))];
  const text =
    `{"messages":[${a},\n  ${b},\n  ${c},{"role":"user"},${a},${b}, ${c}], "n": 1, "x": "${
      long("x")
    }"}`;
  const pieces = split(text);
  assert.equal(together(pieces), text);
  assert.deepEqual(pieces.filter((piece) => "texts" in piece), [
    { texts: [a, b, c], separator: ",\n  " },
    { texts: [a, b], separator: "," },
    { texts: [c], separator: "" },
  ]);
});

Deno.test("split() shares files inside of messages, whatever stands around them", () => {
  const image = "iVBORw0KGgo".repeat(1000);
  const with_ = (text: string) =>
    message(`${text} data:image/png;base64,${image}==`).replace("user", "assistant");
  for (const text of ["look", "look again"]) {
    const pieces = split(`{"messages":[${with_(text)}]}`);
    assert.deepEqual(shared(pieces), [image]);
  }
});

Deno.test("split() leaves alone what is short, no object or no JSON object at all", () => {
  for (const text of ["{}", `{"messages":[${message("hi")}]}`, JSON.stringify(long("a")), "[1]"]) {
    assert.deepEqual(split(text), [{ literal: text }]);
  }
  assert.deepEqual(split(""), []);
});

Deno.test("split() takes 40 MB of one letter, of letters and spaces, and many messages, in its stride", () => {
  const texts = ["x".repeat(4e7), "x ".repeat(2e7), `${"x".repeat(4095)} `.repeat(1e4)];
  for (const content of texts) {
    const text = `{"messages":[${message(content)}]}`;
    assert.ok(together(split(text)) === text);
  }
  const many = `{"messages":[${Array.from({ length: 50_000 }, (_, i) => message(long(`${i}`)))}]}`;
  assert.equal(shared(split(many)).length, 50_000);
});
