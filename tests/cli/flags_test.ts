import assert from "node:assert/strict";
import fc from "fast-check";
import { answer } from "../../lib/cli/answer.ts";
import { DEFAULT_FLAGS, FLAG_TABLE } from "../../lib/cli/flag_table.ts";
import { helpText, parseFlags, UsageError } from "../../lib/cli/flags.ts";

Deno.test("parseFlags() gives the contract's defaults without flags", () => {
  assert.deepEqual(parseFlags([]), {
    host: "127.0.0.1",
    port: 4000,
    config: "config.yaml",
    db: "requests.db",
    env: ".env",
    timeout: 120,
    retries: 3,
    logLevel: "info",
    durability: "strict",
    reload: false,
    allowUnauthenticated: false,
    help: false,
    version: false,
  });
});

Deno.test("parseFlags() reads every flag, with a space or an equals sign; the last of two counts", () => {
  const flags = parseFlags(
    ("--host [::1] --port=0 --config c.yaml --db=d.db --env e --timeout 0.5 --retries 0 " +
      "--log-level debug --durability relaxed --reload --allow-unauthenticated --help --version --retries 2")
      .split(" "),
  );
  assert.deepEqual(flags, {
    host: "::1",
    port: 0,
    config: "c.yaml",
    db: "d.db",
    env: "e",
    timeout: 0.5,
    retries: 2,
    logLevel: "debug",
    durability: "relaxed",
    reload: true,
    allowUnauthenticated: true,
    help: true,
    version: true,
  });
});

const BOUNDS: readonly [flag: string, fine: string[], wrong: string[]][] = [
  ["--port", ["0", "1", "65535"], ["-0.5", "65536", "1e9", "0x", " ", "NaN"]],
  ["--timeout", ["0.001", "1e3", "2147483"], ["0.0009", "2147484", "Infinity", "-1"]],
  ["--retries", ["0", "100"], ["-1", "101", "1.5", "many"]],
  ["--host", ["127.0.0.1", "::", "[::1]", "0.0.0.0"], ["", "127.1", "[::1", "256.1.1.1", "a b"]],
  ["--log-level", ["debug", "info", "warn", "error"], ["DEBUG", "trace", ""]],
  ["--durability", ["strict", "relaxed"], ["Strict", ""]],
  ["--config", ["a b.yaml", "./x"], ["", "  "]],
];

for (const [flag, fine, wrong] of BOUNDS) {
  Deno.test(`parseFlags() takes ${flag} ${fine.join(", ")} and neither ${wrong.join(" nor ")}`, () => {
    for (const value of fine) assert.doesNotThrow(() => parseFlags([`${flag}=${value}`]), value);
    for (const value of wrong) {
      assert.throws(() => parseFlags([`${flag}=${value}`]), (error) => {
        assert.ok(error instanceof UsageError);
        // What is wrong, and then what to write instead.
        assert.ok(error.message.startsWith(`${flag} cannot be "${value}". `), error.message);
        return true;
      });
    }
  });
}

const WRONG: readonly [args: string, message: RegExp][] = [
  ["--prot 1", /There is no flag --prot\. Remove it/],
  ["-p 1", /There is no flag -p/],
  ["serve", /nothing called "serve"/],
  ["--port", /--port lacks its value\. Write --port PORT/],
  ["--port --reload", /--port/],
  ["--port 70000", /--port cannot be "70000"\. Name a port from 0 to 65535/],
  ["--port -1", /--port/],
  ["--port 80.5", /--port cannot be/],
  ["--port=", /--port cannot be ""/],
  ["--timeout 0", /--timeout cannot be "0"\. Write seconds above 0/],
  ["--timeout 2m", /--timeout cannot be "2m"/],
  ["--retries 1.5", /--retries cannot be "1.5"\. Write a whole number/],
  ["--log-level loud", /Write one of debug, info, warn, error/],
  ["--host http://x", /--host cannot be "http:\/\/x"\. Write an address/],
  ["--host my.machine", /Write an address/],
  ["--config=", /Name a file, for example config.yaml/],
  ["--reload=yes", /--reload takes no value/],
  ["--durability maybe", /strict or relaxed/],
  ["--no-reload", /There is no flag --no-reload/],
];

for (const [args, message] of WRONG) {
  Deno.test(`parseFlags() refuses ${args} with what to write instead`, () => {
    assert.throws(
      () => parseFlags(args.split(" ")),
      (error) => error instanceof UsageError && message.test(error.message),
    );
  });
}

Deno.test("parseFlags() returns flags or throws a UsageError, whatever the arguments", () => {
  const words = fc.constantFrom(...FLAG_TABLE.map(({ flag }) => `--${flag}`), "--", "-", "=", "1");
  fc.assert(fc.property(fc.array(fc.oneof(words, fc.string())), (args) => {
    try {
      parseFlags(args);
    } catch (error) {
      assert.ok(error instanceof UsageError, String(error));
    }
  }));
});

Deno.test("helpText() names every flag with its default", () => {
  const help = helpText();
  for (const { flag, field, value } of FLAG_TABLE) {
    const line = help.split("\n").find((line) => line.trim().split(" ")[0] === `--${flag}`);
    assert.ok(line, flag);
    if (value !== undefined) assert.ok(line.includes(`(default: ${DEFAULT_FLAGS[field]})`), flag);
  }
  assert.match(help, /deno task permissions/);
});

Deno.test("answer() tells work from help, the version and mistakes", () => {
  assert.ok("flags" in answer(["--port", "1"]));
  assert.deepEqual(answer(["--help"]), { code: 0, text: helpText() });
  const wrong = answer(["--nope", "--help"]);
  assert.equal("code" in wrong && wrong.code, 2);
});

Deno.test("parseFlags() takes localhost for its address, which is what permissions can name", () => {
  assert.equal(parseFlags(["--host", "localhost"]).host, "127.0.0.1");
  assert.equal(parseFlags(["--host", "[::1]"]).host, "::1");
});
