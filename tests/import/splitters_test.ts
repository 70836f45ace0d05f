import assert from "node:assert/strict";
import fc from "fast-check";
import { csvLine } from "../../lib/store/export_lines.ts";
import { cellsOf, CsvSplitter } from "../../lib/import/csv.ts";
import { ElementSplitter } from "../../lib/import/elements.ts";
import { LineSplitter } from "../../lib/import/lines.ts";
import { type RawRecord, RecordBytes, type Splitter } from "../../lib/import/record_bytes.ts";

/** All records of a file whose chunks end after these many bytes, in turn. The buffer is used again. */
function split(splitter: Splitter, bytes: Uint8Array, sizes: readonly number[] = []): RawRecord[] {
  const records: RawRecord[] = [];
  const buffer = new Uint8Array(Math.max(bytes.length, 1));
  for (let at = 0, turn = 0; at < bytes.length; turn++) {
    const size = sizes.length === 0 ? bytes.length : sizes[turn % sizes.length] ?? 1;
    const chunk = bytes.subarray(at, at + size);
    buffer.set(chunk);
    records.push(...splitter.push(buffer.subarray(0, chunk.length)));
    buffer.fill(0x58);
    at += size;
  }
  return [...records, ...splitter.end()];
}

const encode = (text: string) => new TextEncoder().encode(text);
const texts = (records: RawRecord[]) =>
  records.map((record) => "text" in record ? record.text.trim() : record.problem);
const sizes = fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 5 });
const words = fc.string({ unit: fc.constantFrom(..."ab,\"\r\n\t '=+-[]{}:\\é😀") });

Deno.test("LineSplitter gives each line once, wherever the chunks end", () => {
  const line = fc.jsonValue().map((value) => JSON.stringify({ value }));
  fc.assert(fc.property(fc.array(line), sizes, fc.boolean(), (lines, sizes, isEnded) => {
    const text = lines.join("\n") + (isEnded ? "\n" : "");
    const records = split(new LineSplitter(), encode(text), sizes);
    assert.deepEqual(texts(records), lines);
    assert.deepEqual(records.map(({ line }) => line), lines.map((_, place) => place + 1));
  }));
});

Deno.test("ElementSplitter gives each element once, wherever the chunks end and however it is printed", () => {
  const spaces = fc.constantFrom(undefined, 2, "\t");
  fc.assert(fc.property(fc.array(fc.jsonValue()), sizes, spaces, (values, sizes, space) => {
    const records = split(
      new ElementSplitter(),
      encode(JSON.stringify(values, null, space)),
      sizes,
    );
    // -0 is written as 0.
    assert.deepEqual(
      texts(records).map((text) => JSON.parse(text)),
      JSON.parse(JSON.stringify(values)),
    );
  }));
});

Deno.test("CsvSplitter gives each row of an export once, wherever the chunks end", () => {
  // A row of one empty cell is an empty line, which is none.
  const row = fc.array(words, { minLength: 2, maxLength: 4 });
  fc.assert(fc.property(fc.array(row), sizes, (rows, sizes) => {
    const text = rows.map((row) => csvLine(row)).join("");
    const records = split(new CsvSplitter(), encode(text), sizes);
    assert.deepEqual(
      records.map((record) => "text" in record ? cellsOf(record.text) : record.problem),
      rows.map((row) => row.map((cell) => /^'*[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell)),
    );
    const lines = rows.map((row) => csvLine(row).split("\n").length - 1);
    assert.deepEqual(
      records.map(({ line }) => line),
      lines.map((_, place) => lines.slice(0, place).reduce((sum, count) => sum + count, 1)),
    );
  }));
});

type Case = readonly [what: string, splitter: () => Splitter, text: string, records: unknown[]];

const CASES: readonly Case[] = [
  ["lines: no empty ones", () => new LineSplitter(), "\n{}\r\n \n{}", [[2, "{}"], [4, "{}"]]],
  [
    "elements: of a list in an object",
    () => new ElementSplitter(),
    '{"data":\n[{"a":[1]}\n,\n{}],"n":[9]}',
    [
      [2, '{"a":[1]}'],
      [4, "{}"],
    ],
  ],
  ["elements: an empty list", () => new ElementSplitter(), " [ ] ", []],
  ["elements: brackets and commas in strings", () => new ElementSplitter(), '["]\\"],", "["]', [
    [1, '"]\\"],"'],
    [1, '"["'],
  ]],
  ["elements: the one after a broken one", () => new ElementSplitter(), '[{"a":},\n{"b":1}]', [
    [1, '{"a":}'],
    [2, '{"b":1}'],
  ]],
  ["elements: a list that is cut off", () => new ElementSplitter(), '[{"a":1},\n{"b', [
    [1, '{"a":1}'],
    [2, "is cut off: the list that it belongs to is not closed"],
  ]],
  ["elements: a list that is cut off behind a comma", () => new ElementSplitter(), '[{"a":1}\n,', [
    [1, '{"a":1}'],
    [2, "is cut off: the list that it belongs to is not closed"],
  ]],
  ["CSV: a quote within a cell is a letter", () => new CsvSplitter(), 'a"b,c"\nd\n', [
    [1, 'a"b,c"'],
    [2, "d"],
  ]],
  ["CSV: a quote that is never closed", () => new CsvSplitter(), 'a\nb,"c\nd\n', [
    [1, "a"],
    [2, "has a quote that is never closed"],
  ]],
  ["CSV: a quoted cell at the end of the file", () => new CsvSplitter(), 'a,"b\n""c"', [
    [1, 'a,"b\n""c"'],
  ]],
];

for (const [what, splitter, text, expected] of CASES) {
  Deno.test(`a file is split, ${what}`, () => {
    for (const size of [1, 2, 3, 1000]) {
      const records = split(splitter(), encode(text), [size]);
      assert.deepEqual(records.map(({ line }, place) => [line, texts(records)[place]]), expected);
    }
  });
}

const CELLS: readonly [record: string, cells: string[] | null][] = [
  ["a,b", ["a", "b"]],
  ["a,,", ["a", "", ""]],
  ['"a,""b""",c\r', ['a,"b"', "c"]],
  ['""', [""]],
  ['"a"b,c', null],
  [' "a"', [' "a"']],
];

for (const [record, cells] of CELLS) {
  Deno.test(`cellsOf() reads ${JSON.stringify(record)}`, () => {
    assert.deepEqual(cellsOf(record), cells);
  });
}

Deno.test("a record that is no UTF-8, or longer than is held in memory, is refused, the next is read", () => {
  const bytes = new Uint8Array([0x7b, 0xff, 0x7d, 0x0a, ...encode('{"é":1}\n123456789012\n{}')]);
  for (const size of [1, 5, 1000]) {
    const records = split(new LineSplitter(new RecordBytes(10)), bytes, [size]);
    assert.deepEqual(texts(records), ["is no UTF-8", '{"é":1}', "is longer than 0 MiB", "{}"]);
  }
});
