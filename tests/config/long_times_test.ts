import assert from "node:assert/strict";
import { parseConfig } from "../../lib/config/load.ts";

/** The longest delay of a timer, in milliseconds: a longer one would go off at once. */
const LONGEST = 2 ** 31 - 1;

for (const seconds of ["2147484", "99999999", "1e300", '"1e12"']) {
  Deno.test(`a timeout of ${seconds} s is as long as a timer can be, and no error`, () => {
    const config = parseConfig(
      `model_list:
  - { model_name: a, litellm_params: { model: x, timeout: ${seconds}, stream_timeout: ${seconds} } }
litellm_settings: { request_timeout: ${seconds} }
`,
      "c",
    );
    assert.deepEqual(config.problems, []);
    const { timeout, streamTimeout } = config.aliases.get("a") ?? {};
    for (const found of [timeout, streamTimeout, config.settings.requestTimeout]) {
      assert.ok(typeof found === "number" && found * 1000 <= LONGEST, String(found));
      assert.ok(found > 24 * 24 * 3600);
    }
  });
}

Deno.test("a timeout that a timer can hold stays as it is", () => {
  for (const seconds of [0.001, 1, 86_400, 2_147_483]) {
    const text =
      `model_list: [{ model_name: a, litellm_params: { model: x, timeout: ${seconds} } }]`;
    assert.equal(parseConfig(text, "c").aliases.get("a")?.timeout, seconds);
  }
});
