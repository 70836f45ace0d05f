import assert from "node:assert/strict";
import { OTHER_PRICE, PRICE_KEYS, ROUTER_KEYS } from "../../lib/config/keys.ts";
import { entrySchema, settingSchemas } from "../../lib/config/schema.ts";

const page = Deno.readTextFileSync(
  new URL("../../docs/reference/configuration.md", import.meta.url),
);

/** The tables of a section: the key of each row and its last cell. */
function rowsOf(heading: string): Map<string, string> {
  const [, after = ""] = page.split(`\n${heading}\n`);
  const [section = ""] = after.split(/\n##+ /);
  const cells = [...section.matchAll(/^\| `([^`]+)` +\|.*?([^|]+?) +\|$/gm)];
  return new Map(cells.map(([, key = "", last = ""]) => [key, last.trim()]));
}

/** What a section must have, and nothing that the schema does not know. */
function assertSame(heading: string, keys: readonly string[]): void {
  assert.deepEqual([...rowsOf(heading).keys()].sort(), [...keys].sort(), heading);
}

const prices = Object.keys(PRICE_KEYS);
const notPrices = (shape: object) => Object.keys(shape).filter((key) => !prices.includes(key));
const { litellm_params: params, model_info: info } = entrySchema.shape;

Deno.test("configuration.md documents every key of an entry, and no other", () => {
  assertSame("## Entries of `model_list`", Object.keys(entrySchema.shape));
  // Two that providers/ reads from what config/ passes on.
  const passed = ["custom_llm_provider", "azure_ad_token"];
  assertSame("### `litellm_params`", [...notPrices(params.shape), ...passed]);
  assertSame("### `model_info`", notPrices(info.unwrap().unwrap().shape));
  assertSame("### Prices", prices);
});

Deno.test("configuration.md documents every setting, and no other", () => {
  for (const [section, keys] of Object.entries(settingSchemas)) {
    assertSame(`## \`${section}\``, Object.keys(keys));
  }
});

Deno.test("configuration.md names every key that is not sent, with the mend of its warning", () => {
  const rows = rowsOf("## What is wrong and what is not used");
  for (const [key, mend] of Object.entries(ROUTER_KEYS)) {
    assert.equal(rows.get(key), mend, key);
  }
});

Deno.test("no key is interpreted and warned about at once", () => {
  for (const key of Object.keys(params.shape)) {
    assert.ok(!Object.hasOwn(ROUTER_KEYS, key), key);
    assert.ok(prices.includes(key) || !OTHER_PRICE.test(key), key);
  }
});
