/** How a file holds its records. */
export type Container = "sqlite" | "jsonl" | "json" | "csv";

/** All of them, for messages. */
export const CONTAINERS: readonly Container[] = ["sqlite", "jsonl", "json", "csv"];

/** So many bytes of its start tell what a file is. */
export const HEAD_BYTES = 4096;

/** What a file begins with that is no log, or none as it stands. */
const OTHERS: readonly (readonly [bytes: readonly number[], problem: string])[] = [
  [[0x1f, 0x8b], "is compressed. Unpack it: gunzip -c FILE | deno task import -"],
  [[0x28, 0xb5, 0x2f, 0xfd], "is compressed. Unpack it: zstd -dc FILE | deno task import -"],
  [[0x50, 0x4b, 0x03, 0x04], "is a ZIP archive. Unpack it and name the file in it."],
  [[0xff, 0xfe], "is UTF-16. Save it as UTF-8."],
  [[0xfe, 0xff], "is UTF-16. Save it as UTF-8."],
];

/** An answer of LiteLLM's `/spend/logs/v2`, or of our `/requests`, as it was saved. */
const WRAPPED = /^\{\s*"(?:data|requests)"\s*:\s*\[/;

/** What a file is, by its first bytes; `problem` is a predicate: the file's name goes before it. */
export function containerOf(head: Uint8Array): { container: Container } | { problem: string } {
  for (const [bytes, problem] of OTHERS) {
    if (bytes.every((byte, place) => head[place] === byte)) return { problem };
  }
  const text = new TextDecoder().decode(head);
  if (text.startsWith("SQLite format 3\0")) return { container: "sqlite" };
  if (text.includes("\0")) return { problem: "is neither text nor an SQLite database." };
  const start = text.trimStart();
  if (start.startsWith("[") || WRAPPED.test(start)) return { container: "json" };
  if (/^\{\s*[\r\n]/.test(start)) {
    return { problem: "is JSON over several lines. Write one request a line: jq -c . FILE" };
  }
  return { container: start === "" || start.startsWith("{") ? "jsonl" : "csv" };
}

/** The bytes of the mark that some editors put before UTF-8. */
export function markLength(head: Uint8Array): number {
  return head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf ? 3 : 0;
}
