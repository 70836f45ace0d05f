import assert from "node:assert/strict";
import fc from "fast-check";
import { curlCommand } from "../../../lib/ui/requests/curl.ts";

const AT = { origin: "http://127.0.0.1:4000", locked: false, project: null };

/** What a shell gives to curl: its arguments, and its standard input where it is read. */
async function run(command: string): Promise<{ args: string[]; input: string }> {
  const file = await Deno.makeTempFile({ suffix: ".sh" });
  // A function in the place of curl tells what it got.
  const told =
    'curl() { printf "%s\\000" "$@"; printf "\\001"; for a; do [ "$a" != @- ] || cat; done; }';
  await Deno.writeTextFile(file, `${told}\n${command}\n`);
  const { stdout, success } = await new Deno.Command("sh", {
    args: [file],
    env: { APANTLI_KEY: "k e'y" },
    stdin: "null",
  }).output();
  await Deno.remove(file);
  assert.ok(success);
  const [args = "", input = ""] = new TextDecoder().decode(stdout).split("\u0001");
  return { args: args.split("\0").slice(0, -1), input };
}

const bodyOf = async (body: string) => (await run(curlCommand({ ...AT, body }))).args.at(-1);

Deno.test("a shell hands the body to curl byte for byte, whatever is in it", async () => {
  const pieces = fc.constantFrom(
    ...["'", "''", '"', "\\", "$HOME", "`id`", "$(id)", "!", "\n", "\r\n", "\t", "@file", "é😀"],
    ...["{}", "*", "~", "&", ";", "#", "%s", "\\n", "END", " ", "-H", "<<'END'"],
  );
  await fc.assert(
    fc.asyncProperty(fc.array(pieces, { minLength: 1, maxLength: 12 }), async (parts) => {
      const body = parts.join("");
      assert.equal(await bodyOf(body), body);
    }),
    { numRuns: 40 },
  );
});

Deno.test("a body that is too long for an argument comes on standard input", async () => {
  const body = `{"a":"${"é'$HOME\\".repeat(20_000)}",\n"END":1}\nEND\nEND_\n"`;
  const { args, input } = await run(curlCommand({ ...AT, body }));
  assert.equal(args.at(-1), "@-");
  assert.equal(input, `${body}\n`);
});

Deno.test("the command is for this server, with the project, and a key only where one is asked for", async () => {
  const open = await run(curlCommand({ ...AT, body: "{}" }));
  assert.deepEqual(open.args, [
    "http://127.0.0.1:4000/v1/chat/completions",
    ...["-H", "content-type: application/json", "--data-raw", "{}"],
  ]);
  const locked = await run(curlCommand({ ...AT, body: "{}", locked: true, project: "it's" }));
  assert.deepEqual(locked.args.filter((arg) => /^(auth|x-)/.test(arg)), [
    "authorization: Bearer k e'y",
    "x-apantli-project: it's",
  ]);
});
