import assert from "node:assert/strict";
import fc from "fast-check";
import { parseConfig } from "../../lib/config/load.ts";
import { formatProblem } from "../../lib/config/problem.ts";

function lines(text: string): string[] {
  return parseConfig(text, "config.yaml").problems.map(formatProblem);
}

Deno.test("parseConfig() reads nothing from what is not YAML, and quotes nothing of it", () => {
  const config = parseConfig("model_list:\n  - api_key: sk-secret: x\n   bad\n", "config.yaml");
  assert.equal(config.broken, true);
  assert.equal(config.aliases.size, 0);
  assert.equal(config.problems[0]?.line, 2);
  assert.doesNotMatch(JSON.stringify(config.problems), /sk-secret/);
});

Deno.test("parseConfig() tells a file without models from one that it cannot read", () => {
  for (const text of ["", "# nothing\n", "model_list:\n", "litellm_settings: {}\n"]) {
    const config = parseConfig(text, "c");
    assert.equal(config.broken, undefined, text);
    assert.match(config.problems[0]?.message ?? "", /model_list names no models/, text);
  }
  assert.match(lines("model_list: {a: 1}")[0] ?? "", /^config.yaml:1:1: error: model_list must be/);
  for (const text of ["[]", "words", "a: *b", "a: 1\n---\nb: 2\n", "&a [*a]"]) {
    assert.equal(parseConfig(text, "c").broken, true, text);
  }
});

Deno.test("parseConfig() reads nothing when it cannot tell which master key is meant", () => {
  const models = "model_list: [{model_name: a, litellm_params: {model: x}}]\n";
  for (const key of ["1234", "[a]", '""']) {
    const config = parseConfig(`${models}general_settings: {master_key: ${key}}`, "c");
    assert.equal(config.broken, true, key);
    assert.match(config.problems[0]?.message ?? "", /general_settings\.master_key/);
  }
  assert.equal(parseConfig(`${models}general_settings: {master_key: }`, "c").broken, undefined);
});

Deno.test("parseConfig() survives aliases that multiply and nesting without end", () => {
  const bomb = ["a: &a [x, x, x, x, x, x, x, x, x]"];
  for (let i = 0; i < 9; i++) {
    bomb.push(`k${i}: &k${i} [${Array(9).fill(i ? `*k${i - 1}` : "*a")}]`);
  }
  assert.equal(parseConfig(bomb.join("\n"), "c").broken, true);
  assert.ok(parseConfig(`model_list: ${"[".repeat(20_000)}`, "c").problems.length > 0);
});

Deno.test("parseConfig() never throws, whatever the text", () => {
  const words = fc.constantFrom(
    ..."model_list:|- |  |\n|model_name: a|litellm_params:|model: x|timeout: |{|}|[|]|&a |*a|<<: |# |'|\"|!!int |? |: |\t|---|| >|general_settings:|master_key:|.nan|1"
      .split("|"),
  );
  const text = fc.oneof(fc.string({ unit: "binary" }), fc.array(words).map((all) => all.join("")));
  fc.assert(
    fc.property(text, (text) => {
      const { problems } = parseConfig(text, "c");
      for (const { line, column } of problems) assert.ok(line >= 1 && column >= 1);
    }),
    { numRuns: 1000 },
  );
});

Deno.test("parseConfig() lets the first of several entries of a name count, the last of several keys", () => {
  const text = `model_list:
  - {model_name: a, litellm_params: {model: x, model: y}}
  - {model_name: a, litellm_params: {model: z}}
`;
  assert.equal(parseConfig(text, "c").aliases.get("a")?.model, "y");
  const [twin, duplicate] = lines(text);
  assert.match(twin ?? "", /^config.yaml:2:48: warning: model is there twice/);
  assert.match(duplicate ?? "", /^config.yaml:3:6: warning: a: model_name is taken .* in line 2/);
});
