import assert from "node:assert/strict";
import { PRICE_KEYS } from "../../lib/config/keys.ts";
import { parseConfig } from "../../lib/config/load.ts";
import type { AliasEntry } from "../../lib/config/types.ts";

const page = Deno.readTextFileSync(
  new URL("../../docs/reference/configuration.md", import.meta.url),
);

const MODEL = "model_list: [{model_name: a, litellm_params: {model: openai/x}}]\n";

/** The only entry of a list, written as one value in flow style. */
function entryOf(written: string): { entry: AliasEntry; messages: string[] } {
  const { aliases, problems } = parseConfig(`model_list: [${written}]\n`, "c");
  const entry = aliases.get("a");
  assert.ok(entry !== undefined, JSON.stringify(problems));
  return { entry, messages: problems.map(({ message }) => message) };
}

const withParam = (param: string) =>
  entryOf(`{model_name: a, litellm_params: {model: openai/x, ${param}}}`);

/** The rows of the first table behind a text of the page: the key and the last cell. */
function rowsBehind(text: string): [key: string, last: string][] {
  const [, after = ""] = page.split(text);
  const table = after.split("\n\n").find((paragraph) => paragraph.startsWith("|")) ?? "";
  const rows = [...table.matchAll(/^\| `([^`]+)` +\|.*?([^|]+?) +\|$/gm)];
  assert.ok(rows.length > 0, text);
  return rows.map(([, key = "", last = ""]) => [key, last.trim()]);
}

for (const [index, [, example = ""]] of [...page.matchAll(/```yaml\n(.*?)```/gs)].entries()) {
  Deno.test(`example ${index + 1} of configuration.md is read without a word`, () => {
    const text = example.includes("model_list") ? example : MODEL + example;
    const config = parseConfig(text, "c");
    assert.deepEqual(config.problems, []);
    assert.ok(config.aliases.size > 0);
  });
}

Deno.test("the first example of configuration.md means what its comments say", () => {
  const [, example = ""] = /```yaml\n(.*?)```/s.exec(page) ?? [];
  const { aliases, settings } = parseConfig(example, "c");
  const entry = aliases.get("claude-haiku");
  assert.match(entry?.model ?? "", /^anthropic\//);
  assert.deepEqual([entry?.timeout, entry?.defaults], [30, { temperature: 0.7 }]);
  assert.equal(settings.numRetries, 2);
});

for (const [key, mend] of rowsBehind("steer LiteLLM itself. They are warned about and not sent:")) {
  Deno.test(`litellm_params.${key} is warned about with its mend, and not sent`, () => {
    const { entry, messages } = withParam(`temperature: 1, ${key}: 7`);
    assert.deepEqual(entry.defaults, { temperature: 1 });
    assert.deepEqual(messages, [`litellm_params.${key} is not supported and not sent. ${mend}.`]);
  });
}

for (const [section, mend] of rowsBehind("and these sections:")) {
  Deno.test(`the section ${section} is warned about with its mend, without its values`, () => {
    const { problems, aliases } = parseConfig(`${MODEL}${section}: {KEY: sk-secret-1}\n`, "c");
    assert.equal(aliases.size, 1);
    assert.deepEqual(problems.map(({ severity, line }) => [severity, line]), [["warning", 2]]);
    const message = problems[0]?.message.toLowerCase() ?? "";
    for (const part of mend.replaceAll("`", "").split(": ")) assert.ok(message.includes(part));
    assert.doesNotMatch(message, /sk-secret/);
  });
}

for (const [key, field] of Object.entries(PRICE_KEYS)) {
  Deno.test(`${key} is a price in litellm_params and in model_info, and the former wins`, () => {
    const both = (params: string, info: string) =>
      entryOf(
        `{model_name: a, litellm_params: {model: x${params}}, model_info: {mode: chat${info}}}`,
      );
    assert.deepEqual(both(`, ${key}: 2e-6`, "").entry.prices, { [field]: 2e-6 });
    assert.deepEqual(both("", `, ${key}: "3e-6"`).entry.prices, { [field]: 3e-6 });
    const { entry, messages } = both(`, ${key}: 0`, `, ${key}: 5e-6`);
    assert.deepEqual([entry.prices, entry.defaults, messages], [{ [field]: 0 }, {}, []]);
  });
}

for (
  const key of [
    "input_cost_per_second",
    "output_cost_per_image",
    "input_cost_per_token_above_128k_tokens",
    "cache_read_input_audio_token_cost",
    "tiered_pricing",
  ]
) {
  Deno.test(`${key} is a price in another unit: warned about, and not sent`, () => {
    const { entry, messages } = withParam(`${key}: 1`);
    assert.deepEqual([entry.prices, entry.defaults], [{}, {}]);
    assert.match(
      messages.join(),
      new RegExp(`^litellm_params\\.${key} is a price that is not used`),
    );
  });
}
