import assert from "node:assert/strict";
import { parseConfig } from "../../lib/config/load.ts";

const MODELS = "model_list: [{ model_name: a, litellm_params: { model: demo/echo } }]\n";
const read = (text: string) => parseConfig(MODELS + text, "c");
const general = (text: string) => read(`general_settings: { ${text} }\n`);

const KEYS: [written: string, key: string | null][] = [
  ["sk-1", "sk-1"],
  ['"1234"', "1234"],
  ["os.environ/MASTER", "os.environ/MASTER"],
  ["' os.environ/MASTER '", " os.environ/MASTER "],
  ["~", null],
  ["", null],
];

for (const [written, key] of KEYS) {
  Deno.test(`a master_key of ${written} is read`, () => {
    const config = general(`master_key: ${written}`);
    assert.deepEqual([config.masterKey, config.broken, config.problems], [key, undefined, []]);
  });
}

const WRONG_KEYS: [written: string, told: RegExp][] = [
  ["1234", /master_key must be text\. Write a key in quotes/],
  ["true", /must be text/],
  ["[a]", /must be text/],
  ["{a: b}", /must be text/],
  ['""', /is empty\. Write a key, or remove it/],
  ['"  "', /is empty/],
  ["os.environ/", /names no variable\. Write os\.environ\/NAME/],
  ["os.environ/MY KEY", /names no variable/],
  ["os.environ/1", /names no variable/],
];

for (const [written, told] of WRONG_KEYS) {
  Deno.test(`a master_key of ${written} makes the whole file count as broken`, () => {
    const config = general(`master_key: ${written}`);
    assert.equal(config.broken, true);
    assert.equal(config.aliases.size, 0);
    const [problem] = config.problems;
    assert.match(problem?.message ?? "", told);
    assert.deepEqual([problem?.severity, problem?.line], ["error", 2]);
  });
}

for (const written of ["words", "[a]", "7", "&g words"]) {
  Deno.test(`general_settings: ${written} counts as broken, for a key may be meant`, () => {
    const config = read(`general_settings: ${written}\n`);
    assert.equal(config.broken, true);
    assert.match(config.problems[0]?.message ?? "", /general_settings must be a map/);
  });
}

for (const text of ["general_settings:\n", "general_settings: {}\n", "litellm_settings:\n", ""]) {
  Deno.test(`${JSON.stringify(text)} leaves everything at its default`, () => {
    const { broken, problems, settings, masterKey, allowedOrigins, projects } = read(text);
    assert.deepEqual([broken, problems], [undefined, []]);
    assert.deepEqual(settings, { numRetries: null, requestTimeout: null, dropParams: false });
    assert.deepEqual([masterKey, allowedOrigins, projects], [null, [], []]);
  });
}

Deno.test("litellm_settings that are no map are an error, and the models serve", () => {
  const { broken, problems, aliases } = read("litellm_settings: [drop_params]\n");
  assert.deepEqual([broken, aliases.size], [undefined, 1]);
  assert.match(problems[0]?.message ?? "", /^litellm_settings must be a map/);
});

const SETTINGS: [written: string, settings: object][] = [
  ["num_retries: 0", { numRetries: 0 }],
  ['num_retries: "5"', { numRetries: 5 }],
  ["request_timeout: 0.5", { requestTimeout: 0.5 }],
  ["drop_params: yes", { dropParams: true }],
  ["drop_params: ", {}],
];

for (const [written, settings] of SETTINGS) {
  Deno.test(`litellm_settings: ${written} holds for all aliases`, () => {
    const none = { numRetries: null, requestTimeout: null, dropParams: false };
    const config = read(`litellm_settings: { ${written} }\n`);
    assert.deepEqual(config.settings, { ...none, ...settings });
    assert.deepEqual(config.problems, []);
  });
}

for (const written of ["num_retries: -1", "request_timeout: 0", "drop_params: often"]) {
  Deno.test(`litellm_settings: ${written} is an error with its place, and the default holds`, () => {
    const { settings, problems, aliases } = read(`litellm_settings:\n  ${written}\n`);
    assert.deepEqual(settings, { numRetries: null, requestTimeout: null, dropParams: false });
    assert.deepEqual(problems.map(({ severity, line, column }) => [severity, line, column]), [
      ["error", 3, 3],
    ]);
    assert.equal(aliases.size, 1);
  });
}

Deno.test("projects are rules in their order", () => {
  const { projects, problems } = general(
    "projects: [{project: ' my blog ', header: User-Agent, matches: 'zed/*'}, " +
      "{project: b, header: x-title, matches: '*'}]",
  );
  assert.deepEqual(problems, []);
  assert.deepEqual(projects, [
    { project: "my blog", header: "User-Agent", matches: "zed/*" },
    { project: "b", header: "x-title", matches: "*" },
  ]);
});

const RULES: [rule: string, told: RegExp][] = [
  ["a", /projects\[1\] must be a map with project, header and matches/],
  ["{project: a, header: b}", /projects\[1\]\.matches must be text/],
  ["{header: b, matches: c}", /projects\[1\]\.project must be the name of a project/],
  ["{project: ' ', header: b, matches: c}", /projects\[1\]\.project must be the name of a project/],
  ["{project: a, header: 'b c', matches: d}", /projects\[1\]\.header must be the name of a header/],
  ["{project: a, header: b, matches: ''}", /projects\[1\]\.matches must be text/],
  ["{project: a, header: b, matches: c, match: d}", /projects\[1\] must be a map with project/],
];

for (const [rule, told] of RULES) {
  Deno.test(`a project's rule ${rule} is an error that says what it must be, and the others hold`, () => {
    const right = { project: "a", header: "b", matches: "c" };
    const { projects, problems, broken } = general(
      `projects: [${rule}, {project: a, header: b, matches: c}]`,
    );
    assert.deepEqual([projects, broken, problems.length], [[right], undefined, 1]);
    assert.match(problems[0]?.message ?? "", told);
  });
}

Deno.test("of a list's entries the right ones hold", () => {
  const { allowedOrigins, problems } = general('allowed_origins: ["https://a.example", 1, x, []]');
  assert.deepEqual(allowedOrigins, ["https://a.example", "x"]);
  assert.deepEqual(problems.map(({ message }) => /\[\d\]/.exec(message)?.[0]), ["[2]", "[4]"]);
});

for (
  const [origins, told] of [["https://a.example", /list of origins/], [
    "[1]",
    /\[1\] must be/,
  ]] as const
) {
  Deno.test(`allowed_origins: ${origins} is an error, and no further page may call`, () => {
    const { allowedOrigins, problems } = general(`allowed_origins: ${origins}`);
    assert.deepEqual(allowedOrigins, []);
    assert.match(problems[0]?.message ?? "", told);
  });
}
