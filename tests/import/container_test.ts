import assert from "node:assert/strict";
import { containerOf, markLength } from "../../lib/import/container.ts";

const bytes = (...codes: number[]) => new Uint8Array(codes);
const utf8 = (text: string) => new TextEncoder().encode(text);

const FILES: readonly [what: string, head: Uint8Array, container: string][] = [
  ["a database", utf8("SQLite format 3\0\x10\0"), "sqlite"],
  ["JSON Lines", utf8('{"timestamp":"…"}\n{"timestamp":"…"}\n'), "jsonl"],
  ["a line that is longer than the head", utf8(`{"a":"${"x".repeat(5000)}`), "jsonl"],
  ["a list", utf8(' \n[\n  {"spend":0}'), "json"],
  ["an answer of /spend/logs/v2", utf8('{"data":[{"spend":0}]'), "json"],
  ["an answer of /requests, printed", utf8('{\n  "requests": [\n'), "json"],
  ["a table", utf8("timestamp,model\r\n"), "csv"],
  ["a table whose names are quoted", utf8('"timestamp","model"\n'), "csv"],
  ["nothing", bytes(), "jsonl"],
  ["a line behind the mark of UTF-8", utf8('\uFEFF{"a":1}'), "jsonl"],
  ["a list behind the mark of UTF-8", utf8("\uFEFF[1]"), "json"],
];

for (const [what, head, container] of FILES) {
  Deno.test(`containerOf() tells that ${what} is ${container}`, () => {
    assert.deepEqual(containerOf(head), { container });
  });
}

const OTHERS: readonly [what: string, head: Uint8Array, problem: RegExp][] = [
  ["gzip", bytes(0x1f, 0x8b, 8), /gunzip -c/],
  ["zstd", bytes(0x28, 0xb5, 0x2f, 0xfd), /zstd -dc/],
  ["a ZIP archive", bytes(0x50, 0x4b, 3, 4), /ZIP/],
  ["UTF-16 from Windows", bytes(0xff, 0xfe, 0x7b, 0), /UTF-16\. Save it as UTF-8/],
  ["other bytes", bytes(0x7f, 0x45, 0x4c, 0x46, 0), /neither text nor/],
  ["one object over many lines", utf8('{\n  "timestamp": 1\n}'), /one request a line: jq/],
];

for (const [what, head, problem] of OTHERS) {
  Deno.test(`containerOf() says what to do with ${what}`, () => {
    const found = containerOf(head);
    assert.match("problem" in found ? found.problem : "", problem);
  });
}

Deno.test("markLength() is that of the mark of UTF-8", () => {
  assert.equal(markLength(utf8("\uFEFFa")), 3);
  assert.equal(markLength(utf8("abc")), 0);
});
