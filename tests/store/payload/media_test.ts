import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import fc from "fast-check";
import { limitMedia, mediaOf } from "../../../lib/store/payload/media.ts";

/** So many bytes after the given beginning. */
function base64(bytes: number, begin: number[] = []): string {
  const file = new Uint8Array(bytes).map((_, index) => (index * 31 + bytes) % 253);
  file.set(begin.slice(0, bytes));
  return file.toBase64();
}
const ascii = (text: string) => [...text].map((letter) => letter.charCodeAt(0));
const PNG = [0x89, ...ascii("PNG")];

const TYPES: [string, number[]][] = [
  ["image/png", PNG],
  ["image/jpeg", [0xff, 0xd8, 0xff]],
  ["image/webp", ascii("RIFF....WEBP")],
  ["audio/wav", ascii("RIFF....WAVE")],
  ["video/mp4", ascii("....ftypisom")],
  ["application/pdf", ascii("%PDF-1.7")],
];
for (const [type, begin] of TYPES) {
  Deno.test(`${type} is told by its beginning`, () => {
    const { type: found, bytes } = mediaOf(base64(5000, begin), "anything") ?? {};
    assert.deepEqual([found, bytes], [type, 5000]);
  });
}

const NO_MEDIA: [string, string, string][] = [
  ["a text", "data", "The data is in the text that everybody reads, with spaces and more of it."],
  ["a short word below a member for files", "data", "abcd"],
  ["a long word below another member", "content", "x".repeat(100_000)],
  ["an unknown file below another member", "signature", base64(9000)],
  ["a data URL with words", "url", "data:image/png;base64,these are words"],
  ["a data URL whose type is words", "url", "data:these are words;base64,AAAA"],
  ["an address", "url", "https://example.org/a.png"],
];
for (const [what, key, value] of NO_MEDIA) {
  Deno.test(`no file: ${what}`, () => assert.equal(mediaOf(value, key), null));
}

Deno.test("the size of a file is that of its bytes, whatever the padding", () => {
  for (const bytes of [60, 61, 62]) {
    assert.equal(mediaOf(base64(bytes), "b64_json")?.bytes, bytes);
    assert.equal(mediaOf(`data:audio/mpeg;base64,${base64(bytes)}`, "")?.bytes, bytes);
  }
});

Deno.test("lines and the letters for addresses are base64 as well", () => {
  const lines = base64(120).replace(/.{76}/g, "$&\r\n");
  assert.equal(mediaOf(lines, "data")?.bytes, 120);
  assert.equal(mediaOf("_-".repeat(50), "data")?.bytes, 75);
});

Deno.test("a file of exactly the limit stays, one byte more is a marker with its hash", () => {
  const at = JSON.stringify({ data: base64(1000, PNG), more: "x".repeat(1000) });
  assert.equal(limitMedia(at, 1000), at);
  const above = base64(1001, PNG);
  const hash = createHash("sha256").update(above, "base64").digest("hex");
  assert.deepEqual(JSON.parse(limitMedia(JSON.stringify({ data: above }), 1000)), {
    data: `[image/png, 1001 bytes, sha256 ${hash}, not stored]`,
  });
});

Deno.test("with a limit of nothing no file is stored, and every other character is", () => {
  const text = `{ "seed": 1.50, "content": "Sure: ![a](data:image/png;base64,${
    base64(300, PNG)
  }) \\u00e4", "data":"${base64(90)}", "url" : "data:text/plain;base64,${base64(30)}" }`;
  const limited = limitMedia(text, 0);
  assert.ok(
    limited.startsWith('{ "seed": 1.50, "content": "Sure: ![a]([image/png, 300 bytes, sha256 '),
  );
  assert.match(limited, /, not stored\]\) ä", "data":"\[application\/octet-stream, 90 bytes, /);
  assert.match(limited, /"url" : "\[text\/plain, 30 bytes, sha256 [0-9a-f]{64}, not stored\]" }$/);
});

Deno.test("escaped slashes hide no file", () => {
  const file = "/9j/".repeat(2000);
  const text = JSON.stringify({ image: file }).replaceAll("/", "\\/");
  assert.match(limitMedia(text, 100), /^\{"image":"\[image\/jpeg, 6000 bytes, /);
});

Deno.test("a payload without a file above the limit is the same text", () => {
  fc.assert(fc.property(fc.json(), fc.nat(3), (json, indent) => {
    const text = JSON.stringify(JSON.parse(json), null, indent);
    assert.equal(limitMedia(text, 100), text);
  }));
});
