import { deepEqual, doesNotMatch, equal, match } from "node:assert/strict";
import fc from "fast-check";
import { createLog, type LogFields, type LogLevel } from "../../lib/telemetry/log.ts";

const LEVELS: LogLevel[] = ["debug", "info", "warn", "error"];

/** The line that one event makes, without its time. */
function lineOf(message: string, fields?: LogFields, at: LogLevel = "info"): string {
  const lines: string[] = [];
  createLog("debug", (line) => lines.push(line))(at, message, fields);
  equal(lines.length, 1);
  return lines[0]?.replace(/^\S+ /, "") ?? "";
}

Deno.test("a log tells its own level and what is graver, and nothing below", () => {
  const told = LEVELS.map((level) => {
    const heard: string[] = [];
    const log = createLog(level, (line) => heard.push(line));
    for (const at of LEVELS) log(at, at);
    return heard.map((line) => line.split(" ").at(-1));
  });
  deepEqual(told, [LEVELS, LEVELS.slice(1), LEVELS.slice(2), LEVELS.slice(3)]);
});

Deno.test("a line is the time in UTC, the level, the message and the fields", () => {
  const lines: string[] = [];
  const before = Date.now();
  createLog("info", (line) => lines.push(line))("warn", "slow answer", { durationMs: 12.5 });
  const [time = "", ...rest] = lines[0]?.split(" ") ?? [];
  match(time, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  equal(Date.parse(time) >= before && Date.parse(time) <= Date.now(), true, time);
  equal(rest.join(" "), "WARN  slow answer durationMs=12.5");
});

Deno.test("levels take the same width, so that messages stand below each other", () => {
  const starts = LEVELS.map((level) => lineOf("x", {}, level).indexOf("x"));
  deepEqual(starts, [6, 6, 6, 6]);
});

Deno.test("fields come in one order, as JSON; what is not known is left out", () => {
  const table: [fields: LogFields, text: string][] = [
    [{}, ""],
    [{ alias: "fast" }, ' alias="fast"'],
    [{ error: "e", status: 0, requestId: "r" }, ' requestId="r" status=0 error="e"'],
    [{ provider: null, error: null }, ""],
    [{ provider: "", attempts: 2 }, ' provider="" attempts=2'],
    [
      {
        error: "e",
        dropped: [],
        attempts: 1,
        durationMs: 2,
        status: 3,
        provider: "p",
        alias: "a",
        requestId: "r",
      },
      ' requestId="r" alias="a" provider="p" status=3 durationMs=2 attempts=1 dropped=[] error="e"',
    ],
    [{ dropped: ["top_k", "a b"] }, ' dropped=["top_k","a b"]'],
  ];
  for (const [fields, text] of table) equal(lineOf("m", fields), `INFO  m${text}`);
});

Deno.test("what is no field of the list is never written, whatever an object brings along", () => {
  const wide = {
    alias: "fast",
    apiKey: "sk-secret",
    headers: { authorization: "Bearer sk-secret" },
    body: "sk-secret",
  };
  equal(lineOf("m", wide), 'INFO  m alias="fast"');
});

Deno.test("a message of several lines becomes one, and cannot steer the terminal", () => {
  const table: [message: string, told: string][] = [
    ["two\nlines\r\n  here", "two lines here"],
    ["\n padded \t", "padded"],
    ["red \x1b[31mtext\x1b[0m", "red [31mtext [0m"],
    ["c1 \x9b31m", "c1 31m"],
    ["bell\x07 and\0null", "bell and null"],
    ["line\u2028separator", "line separator"],
    ["grüße 日本 🙂", "grüße 日本 🙂"],
  ];
  for (const [message, told] of table) equal(lineOf(message), `INFO  ${told}`);
});

Deno.test("a field cannot steer the terminal either, and can be read back", () => {
  const error = 'broken "quote"\n\x1b[2J\x7f\x9b31m\u2028end';
  const line = lineOf("m", { error });
  doesNotMatch(line, /[\p{Cc}\u2028\u2029]/u);
  equal(JSON.parse(line.slice(line.indexOf("error=") + 6)), error);
});

Deno.test("whatever is told, an event is one line that begins with its own time and level", () => {
  const text = fc.string({ unit: "binary" });
  fc.assert(fc.property(text, text, fc.array(text), (message, error, dropped) => {
    const line = lineOf(message, { error, dropped }, "error");
    match(line, /^ERROR /);
    doesNotMatch(line, /[\p{Cc}\u2028\u2029]/u);
  }));
});

Deno.test("without a writer of its own a log writes to standard error", async () => {
  const module = new URL("../../lib/telemetry/log.ts", import.meta.url).href;
  const script = `import { createLog } from ${
    JSON.stringify(module)
  }; createLog("info")("info", "told");`;
  const { stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["eval", "--no-lock", script],
    env: { NO_COLOR: "1" },
  }).output();
  const read = (bytes: Uint8Array<ArrayBuffer>) => new TextDecoder().decode(bytes);
  equal(read(stdout), "");
  match(read(stderr), /^\S+Z INFO {2}told\n$/);
});
