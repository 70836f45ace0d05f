import assert from "node:assert/strict";
import { parseConfig } from "../../lib/config/load.ts";
import { beyondReach } from "../../lib/models/reach.ts";

/** Variables that the package `yaml` looks for. */
const env = ["LOG_TOKENS", "LOG_STREAM"];

const CASES: [params: string, host: string | null][] = [
  ["model: demo/echo", null],
  ["model: openai/x", null],
  ["model: anthropic/x", "api.anthropic.com:443"],
  ["model: openai/x, api_base: 'https://known.example/v1'", null],
  ["model: openai/x, base_url: 'https://known.example/v1'", null],
  ["model: openai/x, api_base: 'https://known.example:443/v1'", null],
  ["model: openai/x, api_base: 'http://known.example/v1'", "known.example:80"],
  ["model: openai/x, api_base: 'https://known.example:8443/v1'", "known.example:8443"],
  ["model: openai/x, api_base: 'https://sub.known.example/v1'", "sub.known.example:443"],
  ["model: openai/x, api_base: 'https://KNOWN.example/v1'", null],
  ["model: openai/x, api_base: 'http://[::1]:8000/v1'", null],
  ["model: openai/x, api_base: 'http://[::2]:8000/v1'", "[::2]:8000"],
  ["model: openai/x, api_base: 'http://127.0.0.1:8001/v1'", "127.0.0.1:8001"],
  ["model: openai/x, api_base: os.environ/BASE", null],
  ["model: nobody/x", null],
];

for (const [params, host] of CASES) {
  Deno.test({
    name: `{${params}} ${host === null ? "is within reach, or cannot be told" : `lacks ${host}`}`,
    permissions: { env, net: ["api.openai.com:443", "known.example:443", "[::1]:8000"] },
    fn: () => {
      const entry = `{model_name: a, litellm_params: {${params}}}`;
      const { aliases, problems, ...config } = parseConfig(`model_list: [${entry}]`, "c");
      assert.deepEqual([aliases.size, problems], [1, []]);
      const found = beyondReach({ ...config, aliases, problems });
      assert.deepEqual(found, host === null ? [] : [{ alias: "a", host }]);
    },
  });
}

Deno.test({
  name: "disabled aliases need no reach, and each of the others is named",
  permissions: { env, net: false },
  fn: () => {
    const entry = (name: string, more = "") =>
      `{model_name: ${name}, litellm_params: {model: openai/x}${more}}`;
    const list = [entry("a"), entry("b", ", enabled: false"), entry("c")];
    const found = beyondReach(parseConfig(`model_list: [${list.join(", ")}]`, "c"));
    assert.deepEqual(found.map(({ alias }) => alias), ["a", "c"]);
  },
});
