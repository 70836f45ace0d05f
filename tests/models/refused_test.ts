import assert from "node:assert/strict";
import { addAlias, changeAlias } from "../../lib/models/change.ts";
import { NEW, type Refusal, refused, withFile } from "./config_file.ts";

const FIELDS: readonly [field: string, value: unknown, told: string][] = [
  ["temperature", -0.1, "must be a number from 0 to 2"],
  ["temperature", 2.1, "must be a number from 0 to 2"],
  ["temperature", "1", "must be a number from 0 to 2"],
  ["top_p", 1.1, "must be a number from 0 to 1"],
  ["max_tokens", 0, "must be a whole number from 1 to 1000000000"],
  ["max_tokens", 1.5, "must be a whole number"],
  ["timeout", 0, "must be above 0"],
  ["timeout", "30", "must be seconds, as a number"],
  ["num_retries", -1, "must be a whole number from 0 to 100"],
  ["num_retries", 101, "must be a whole number from 0 to 100"],
  ["num_retries", 0.5, "must be a whole number"],
  ["enabled", "yes", "must be true or false"],
];

for (const [field, value, told] of FIELDS) {
  Deno.test(`${field} ${JSON.stringify(value)} is refused, in a new alias and in a change`, async () => {
    const expected = { status: 400, param: field, message: `\`${field}\` ${told}.` };
    await refused((live) => addAlias(live, { ...NEW, [field]: value }), expected);
    await refused((live) => changeAlias(live, "small", { [field]: value }), expected);
  });
}

const LIMITS: readonly [field: string, ...values: number[]][] = [
  ["temperature", 0, 2],
  ["top_p", 0, 1],
  ["max_tokens", 1, 1e9],
  ["timeout", 0.001, 1e9],
  ["num_retries", 0, 100],
];

for (const [field, ...values] of LIMITS) {
  Deno.test(`${field} may be ${values.join(" and ")}`, async () => {
    for (const value of values) {
      const text = await withFile((live) => changeAlias(live, "small", { [field]: value }));
      assert.match(text, new RegExp(`small.*\n.*${field}: ${value}\\b`));
    }
  });
}

const ADDED: readonly [what: string, body: unknown, expected: Partial<Refusal>][] = [
  ["no name", { litellm_model: "demo/echo" }, {
    message: "`model_name` is missing.",
    param: "model_name",
  }],
  ["a name that is none", { ...NEW, model_name: 5 }, { message: "`model_name` must be text." }],
  ["an empty name", { ...NEW, model_name: " " }, { message: "`model_name` must not be empty." }],
  ["an empty model", { ...NEW, litellm_model: "" }, {
    message: "`litellm_model` must not be empty.",
  }],
  ["a variable that is none", { ...NEW, api_key_env: "MY-KEY" }, {
    message: "`api_key_env` must be the name of a variable.",
    param: "api_key_env",
  }],
  ["an unknown field", { ...NEW, modle: 1 }, {
    message: "There is no field modle. Remove it.",
    param: "modle",
  }],
  ["no object", null, { message: "The body must be an object.", param: null }],
  ["a list", [NEW], { message: "The body must be an object." }],
  ["a wildcard's name", { ...NEW, model_name: "gpt-*" }, {
    message: "model_name is a wildcard, which is not supported. Write one entry for each model.",
  }],
  ["a wildcard's model", { ...NEW, litellm_model: "demo/*" }, {
    message:
      "litellm_params.model is a wildcard, which is not supported. Write one entry for each model.",
  }],
  ["a name that is taken", { ...NEW, model_name: "small" }, { code: "duplicate_model" }],
  ["the name of a broken entry", { ...NEW, model_name: "broken" }, { code: "duplicate_model" }],
  ["a model without its key", { ...NEW, litellm_model: "gpt-4o-mini" }, {
    message:
      "`api_key_env` is missing. OpenAI needs one. Name the variable of the key, for example OPENAI_API_KEY.",
  }],
  ["null for a key that is needed", {
    ...NEW,
    litellm_model: "gpt-4o-mini",
    api_key_env: null,
  }, { param: "api_key_env", message: /^`api_key_env` is missing\. OpenAI needs one/ }],
  ["a model of an account", { ...NEW, litellm_model: "azure/x", api_key_env: "K" }, {
    code: "unknown_model",
    param: "api_base",
    message: /an address per account\. Set litellm_params\.api_base, for example https:/,
  }],
  ["a provider that nobody knows", { ...NEW, litellm_model: "nobody/x" }, {
    code: "unknown_model",
    param: "litellm_model",
  }],
  ["a model without a known price", { ...NEW, litellm_model: "groq/new", api_key_env: "K" }, {
    code: "unknown_model",
    param: "litellm_model",
    message: /does not know "new" of Groq.*allow_unpriced: true/,
  }],
  ["an address that is none", { ...NEW, litellm_model: "openai/x", api_base: "localhost:80" }, {
    param: "api_base",
    message: "`api_base` must be an address like https://host/v1.",
  }],
  ["an address with a password", {
    ...{ ...NEW, litellm_model: "openai/x", api_base: "https://me:secret@host/v1" },
  }, { param: "api_base", message: /^(?!.*secret).*holds a user or password/ }],
];

for (const [what, body, expected] of ADDED) {
  Deno.test(`addAlias() refuses ${what} with a 400, and the file stays`, async () => {
    await refused((live) => addAlias(live, body), { status: 400, ...expected });
  });
}
