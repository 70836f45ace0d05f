import assert from "node:assert/strict";
import fc from "fast-check";
import { valueOf } from "../../../lib/ui/models/params.tsx";
import { problemOf } from "../../../lib/ui/models/use_action.ts";
import {
  aliasOf,
  bodyOf,
  type CatalogueModel,
  found,
  keyOf,
  OTHER,
  type Wish,
} from "../../../lib/ui/models/wish.ts";
import { provider } from "./sample.ts";

const listed = (model_id: string, name = model_id): CatalogueModel => ({
  ...{ model_id, name, input_cost_per_million: 1, output_cost_per_million: 2, max_tokens: null },
});
const wish = (facts: Partial<Wish> = {}): Wish => ({
  ...{ provider: provider(), model: "small-1", alias: null, keyEnv: null, base: "", params: {} },
  ...facts,
});

const CATALOGUE = [
  listed("old-sonnet", "Old Sonnet"),
  listed("sonnet-2", "Sonnet 2"),
  listed("Sonnet-1"),
  listed("haiku", "Small Sonnet's brother"),
  listed("opus"),
];
const SEARCHES: readonly (readonly [text: string, ids: string])[] = [
  ["", "old-sonnet sonnet-2 Sonnet-1 haiku opus"],
  ["sonnet", "sonnet-2 Sonnet-1 old-sonnet haiku"],
  ["SONNET 1", "Sonnet-1"],
  ["brother small", "haiku"],
  ["sonnet  2 ", "sonnet-2"],
  ["tulip", ""],
];

for (const [text, ids] of SEARCHES) {
  Deno.test(`a search for "${text}" finds "${ids}": what begins so first`, () => {
    assert.equal(found(CATALOGUE, text).map(({ model_id }) => model_id).join(" "), ids);
  });
}

const ALIASES: readonly (readonly [what: string, Partial<Wish>, taken: string[], string])[] = [
  ["is the model's name", {}, [], "small-1"],
  ["leaves out folders", { model: "meta/llama/3-8b" }, [], "3-8b"],
  ["gets the provider's name where it is taken", {}, ["small-1"], "acme-small-1"],
  ["is left to the person where both are", {}, ["small-1", "acme-small-1"], ""],
  ["is what is typed, even if taken", { alias: "small-1" }, ["small-1"], "small-1"],
  ["stays empty when it was emptied", { alias: "" }, [], ""],
];

for (const [what, facts, taken, alias] of ALIASES) {
  Deno.test(`an alias ${what}`, () => assert.equal(aliasOf(wish(facts), taken), alias));
}

Deno.test("a key's variable is the provider's until another is typed, or none", () => {
  assert.equal(keyOf(wish()), "ACME_API_KEY");
  assert.equal(keyOf(wish({ keyEnv: "MINE" })), "MINE");
  assert.equal(keyOf(wish({ keyEnv: "" })), "");
  assert.equal(keyOf(wish({ provider: OTHER })), "");
});

const BODIES: readonly (readonly [what: string, Partial<Wish>, isKnown: boolean, unknown])[] = [
  ["one of the catalogue", {}, true, {
    ...{ model_name: "small-1", litellm_model: "acme/small-1", api_key_env: "ACME_API_KEY" },
  }],
  ["one that the catalogue has not", { keyEnv: " MINE " }, false, {
    ...{ model_name: "small-1", litellm_model: "acme/small-1", api_key_env: "MINE" },
    allow_unpriced: true,
  }],
  [
    "one with parameters",
    {
      params: { temperature: " 0.5 ", top_p: "", timeout: "soon", num_retries: "0" },
    },
    true,
    {
      ...{ model_name: "small-1", litellm_model: "acme/small-1", api_key_env: "ACME_API_KEY" },
      ...{ temperature: 0.5, timeout: "soon", num_retries: 0 },
    },
  ],
  ["one of a server of one's own", { provider: OTHER, base: " http://h:1/v1 " }, false, {
    ...{ model_name: "small-1", litellm_model: "openai/small-1", api_base: "http://h:1/v1" },
    allow_unpriced: true,
  }],
  ["nothing yet", { model: " " }, false, {
    ...{ model_name: " ", litellm_model: "", api_key_env: "ACME_API_KEY", allow_unpriced: true },
  }],
];

for (const [what, facts, isKnown, body] of BODIES) {
  Deno.test(`what is sent to add ${what}`, () => {
    assert.deepEqual(bodyOf(wish(facts), [], isKnown), body);
  });
}

Deno.test("what is typed becomes the number that it says, nothing, or the text for the server to refuse", () => {
  const cases: readonly (readonly [string, unknown])[] = [
    ...[["", null], [" \t", null], ["0", 0], [" 0.70 ", 0.7], ["1e3", 1000]] as const,
    ...[["soon", "soon"], ["1,5", "1,5"], ["Infinity", "Infinity"], ["NaN", "NaN"]] as const,
  ];
  for (const [text, value] of cases) assert.deepEqual(valueOf(text), value, text);
  const number = fc.double({ noNaN: true, noDefaultInfinity: true });
  // Minus zero is written 0.
  fc.assert(fc.property(number, (value) => valueOf(String(value)) === (value || 0)));
});

Deno.test("a refusal stands beside its field where that is shown, and on top otherwise", () => {
  const state = (param: string | null) => ({
    isBusy: false,
    problem: { message: "`timeout` must be above 0.", param },
  });
  const shown = ["timeout", "top_p"];
  assert.equal(problemOf(state("timeout"), "timeout", shown), "It must be above 0.");
  assert.equal(problemOf(state("timeout"), "top_p", shown), null);
  assert.equal(problemOf(state("timeout"), null, shown), null);
  assert.equal(problemOf(state("enabled"), null, shown), "`timeout` must be above 0.");
  assert.equal(problemOf(state(null), null, shown), "`timeout` must be above 0.");
  assert.equal(problemOf({ isBusy: false, problem: null }, null, shown), null);
});
