import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { crc32, inflateSync } from "node:zlib";
import { Random } from "../../lib/demo_data/random.ts";
import { fillUp, several, tell } from "../../lib/demo_data/texts/grammar.ts";
import { ENGLISH_LINES, LANGUAGES } from "../../lib/demo_data/texts/languages.ts";
import { receipt } from "../../lib/demo_data/texts/receipt.ts";
import { TELLERS } from "../../lib/demo_data/texts/tellers.ts";

const GRAMMAR = {
  greeting: ["#Name1#, #name1#! #name#"],
  name: ["anna", "bert", "carl", "dora", "emil"],
  code: ["`#rows.has(#name1#.id)` ##name1##"],
  wrong: ["#nobody#"],
};

Deno.test("tell() repeats a choice with a number, and capitals are of the same choice", () => {
  for (let seed = 0; seed < 30; seed++) {
    const [, first = "", second] = /^(\w+), (\w+)!/.exec(
      tell(GRAMMAR, "greeting", new Random(seed)),
    ) ?? [];
    assert.equal(first.toLowerCase(), second);
  }
});

Deno.test("tell() keeps to choices that were made before", () => {
  const fixed = new Map([["name1", "zoe"]]);
  assert.match(tell(GRAMMAR, "greeting", new Random(1), fixed), /^Zoe, zoe!/);
});

Deno.test("tell() leaves other # alone, and throws for a name that there is not", () => {
  const fixed = new Map([["name1", "zoe"]]);
  assert.equal(tell(GRAMMAR, "code", new Random(1), fixed), "`#rows.has(zoe.id)` #zoe#");
  assert.throws(() => tell(GRAMMAR, "wrong", new Random(1)), RangeError);
});

Deno.test("several() says nothing twice and ends where the grammar does", () => {
  const lengths = Array.from({ length: 20 }, (_, seed) => {
    const told = several(GRAMMAR, "name", new Random(seed), { size: 10_000 }).split(" ");
    assert.equal(new Set(told).size, told.length);
    return told.length;
  });
  assert.equal(Math.max(...lengths), GRAMMAR.name.length);
  assert.ok(!several(GRAMMAR, "name", new Random(1), { size: 1 }).includes(" "), "one at least");
});

Deno.test("fillUp() goes on until the size is reached, and makes one part at least", () => {
  assert.equal(fillUp(5, "-", (place) => `${place}${place}`), "00-11");
  assert.equal(fillUp(0, "-", () => "a"), "a");
});

for (const [kind, begin] of Object.entries(TELLERS)) {
  Deno.test(`${kind}: texts have no open slots, and JSON is JSON`, () => {
    for (let seed = 0; seed < 40; seed++) {
      const teller = begin(new Random(seed), Date.UTC(2026, 5, 1));
      if (teller.tools) assert.ok(Array.isArray(JSON.parse(teller.tools)));
      if (teller.parameters) JSON.parse(`{${teller.parameters}}`);
      const asked = JSON.stringify(teller.ask(600, null));
      const calls = teller.tools ? teller.answer(400, true).calls ?? [] : [];
      for (const call of calls) {
        JSON.parse(call.arguments);
        assert.ok(teller.tools?.includes(`"name":"${call.name}"`), call.name);
        assert.notEqual(teller.ask(300, call.name), "");
      }
      assert.equal(calls.length, teller.tools ? 1 : 0);
      const { content, calls: others } = teller.answer(500, false);
      assert.ok(content !== null && content !== "" && others === undefined);
      for (const text of [teller.system ?? "", asked, content]) {
        assert.doesNotMatch(text, /#[a-z]+\d?#|(?<!=== )undefined|\[object/, text);
      }
    }
  });
}

Deno.test("a size is met about, where there is something to say", () => {
  for (const kind of ["summary", "retrieval", "agent", "analyst"] as const) {
    const teller = TELLERS[kind](new Random(1), 0);
    const called = kind === "agent" ? "read_file" : kind === "analyst" ? "query" : null;
    for (const size of [1500, 4000]) {
      const { length } = String(teller.ask(size, called));
      assert.ok(length > size * 0.7 && length < size * 1.5, `${kind}: ${length} for ${size}`);
    }
  }
});

Deno.test("every language has each line, and several scripts are there", () => {
  for (const { name, lines, talk } of LANGUAGES) {
    assert.equal(lines.length, ENGLISH_LINES.length, name);
    for (const list of ["ask", "more", "answer"]) assert.ok((talk[list]?.length ?? 0) > 0, name);
  }
  const all = LANGUAGES.flatMap(({ lines }) => lines).join("");
  for (
    const script of ["Han", "Hiragana", "Hangul", "Arabic", "Hebrew", "Cyrillic", "Devanagari"]
  ) {
    assert.match(all, new RegExp(`\\p{Script=${script}}`, "u"), script);
  }
});

Deno.test("a translation says what the notice says", () => {
  for (let seed = 0; seed < 30; seed++) {
    const teller = TELLERS.translate(new Random(seed), 0);
    const asked = String(teller.ask(200, null)).split("\n");
    const answered = (teller.answer(200, false).content ?? "").split("\n");
    const [, name = ""] = /(?:into|from) (\w+)/.exec(teller.system ?? "") ?? [];
    const lines = LANGUAGES.find((speech) => speech.name === name)?.lines ?? [];
    const isInto = (teller.system ?? "").includes(`into ${name}`);
    const [english, foreign] = isInto ? [asked, answered] : [answered, asked];
    assert.deepEqual(foreign, english.map((line) => lines[ENGLISH_LINES.indexOf(line)]), name);
  }
});

Deno.test("a receipt is a picture: a PNG whose checksums and size are right", () => {
  const data = Buffer.from(receipt(new Random(1)), "base64");
  assert.equal(data.subarray(0, 8).toString("latin1"), "\x89PNG\r\n\x1a\n");
  const chunks = new Map<string, Buffer>();
  for (let at = 8; at < data.length;) {
    const length = data.readUInt32BE(at);
    const named = data.subarray(at + 4, at + 8 + length);
    assert.equal(data.readUInt32BE(at + 8 + length), crc32(named));
    chunks.set(named.subarray(0, 4).toString("latin1"), named.subarray(4));
    at += 12 + length;
  }
  assert.deepEqual([...chunks.keys()], ["IHDR", "PLTE", "IDAT", "IEND"]);
  const [width, height] = [0, 4].map((at) => chunks.get("IHDR")?.readUInt32BE(at) ?? 0);
  const pixels = inflateSync(chunks.get("IDAT") ?? "");
  assert.equal(pixels.length, ((width ?? 0) + 1) * (height ?? 0));
  const colours = (chunks.get("PLTE")?.length ?? 0) / 3;
  assert.ok(pixels.every((pixel) => pixel < colours));
  assert.notEqual(receipt(new Random(2)), receipt(new Random(1)));
});
