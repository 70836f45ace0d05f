import assert from "node:assert/strict";
import fc from "fast-check";
import { UsageError } from "../../lib/cli/flags.ts";
import { dateOf, toolArgs, type ToolFlag, toolHelp } from "../../lib/cli/tool.ts";

const OWN: Readonly<Record<string, ToolFlag>> = {
  yes: { help: "write without asking" },
  model: { value: "ALIAS", help: "only this one" },
};

const read = (line: string, maxRest = 1) => toolArgs(line.split(" "), OWN, maxRest);

Deno.test("toolArgs() gives the server's own defaults for the files", () => {
  const { db, config, help, given, rest } = toolArgs([], OWN);
  assert.deepEqual([db, config, help, given.size, rest], [
    "requests.db",
    "config.yaml",
    false,
    0,
    [],
  ]);
});

Deno.test("toolArgs() reads flags on both sides of what is none, the last of two counts", () => {
  const { db, config, help, given, rest } = read(
    "--db a.db --yes out --config=c.yaml --model=x --help --db b.db",
  );
  assert.deepEqual([db, config, help, rest], ["b.db", "c.yaml", true, ["out"]]);
  assert.equal(given.get("model"), "x");
  assert.ok(given.has("yes"));
});

const FINE: readonly [line: string, rest: string[], what: string][] = [
  ["-", ["-"], "standard output has no name"],
  ["-- --yes", ["--yes"], "behind -- a file may be called like a flag"],
  ["--model=--yes x", ["x"], "with an equals sign a value may begin with dashes"],
  ["--model a=b=c x", ["x"], "a value may hold equals signs"],
];

for (const [line, rest, what] of FINE) {
  Deno.test(`toolArgs() takes "${line}": ${what}`, () => {
    assert.deepEqual(read(line).rest, rest);
    assert.equal(read(line).given.has("yes"), false);
  });
}

const WRONG: readonly [line: string, told: string][] = [
  ["--sinse x", "There is no flag --sinse. See --help."],
  ["-y", "There is no flag -y. See --help."],
  ["--no-yes", "There is no flag --no-yes. See --help."],
  ["--toString", "There is no flag --toString. See --help."],
  ["--yes=false", "--yes takes no value. Write --yes alone."],
  ["--help=no", "--help takes no value. Write --help alone."],
  ["--model", "--model lacks its value. Write --model ALIAS."],
  ["--model=", "--model lacks its value. Write --model ALIAS."],
  ["--model --yes", "--model lacks its value. Write --model ALIAS."],
  ["--db --yes", "--db lacks its value. Write --db FILE."],
  ["a b", 'There is nothing called "b". Remove it, or see --help.'],
];

for (const [line, told] of WRONG) {
  Deno.test(`toolArgs() refuses "${line}" and says what to write`, () => {
    assert.throws(() => read(line), { name: "UsageError", message: told });
  });
}

Deno.test("toolArgs() returns or throws a UsageError, whatever the arguments", () => {
  const words = fc.constantFrom("--db", "--yes", "--model", "--", "-", "--=", "--help", "=");
  fc.assert(fc.property(fc.array(fc.oneof(words, fc.string())), (args) => {
    try {
      toolArgs(args, OWN, 1);
    } catch (error) {
      assert.ok(error instanceof UsageError, String(error));
    }
  }));
});

Deno.test("toolHelp() has a line for each flag, those of all commands last, in one column", () => {
  const [usage, empty, ...rows] = toolHelp("USAGE", OWN).split("\n");
  assert.deepEqual([usage, empty], ["USAGE", ""]);
  const names = ["--yes", "--model ALIAS", "--db FILE", "--config FILE", "--help"];
  assert.deepEqual(rows.map((row) => row.trim().split(/ {2,}/)[0]), names);
  const columns = rows.map((row) => row.search(/(?<= {2})[a-z].*$/));
  assert.equal(new Set(columns).size, 1, rows.join("\n"));
});

Deno.test("dateOf() takes days of the calendar and nothing else", () => {
  for (const day of ["2026-01-31", "2024-02-29", "1999-12-31"]) {
    assert.equal(dateOf("since", day), day);
  }
  assert.equal(dateOf("since", undefined), undefined);
  const none = [
    "2026-02-29",
    "2026-13-01",
    "2026-1-1",
    "2026-01-01T00:00",
    "today",
    "20260101",
    "",
  ];
  for (const text of none) {
    assert.throws(() => dateOf("until", text), {
      name: "UsageError",
      message: `--until must be a date like 2026-01-31, not "${text}".`,
    });
  }
});

Deno.test("dateOf() takes every day that Date knows", () => {
  const day = fc.date({
    min: new Date("0001-01-01T00:00:00Z"),
    max: new Date("9999-12-31T23:59:59Z"),
    noInvalidDate: true,
  });
  fc.assert(fc.property(day, (date) => {
    const text = date.toISOString().slice(0, 10);
    assert.equal(dateOf("since", text), text);
  }));
});
