import assert from "node:assert/strict";
import { parseEnv } from "node:util";
import { referencedNames } from "../../lib/config/environ.ts";
import { parseConfig } from "../../lib/config/load.ts";
import { demoAnswer } from "../../lib/demo/answer.ts";
import { listPrice } from "../../lib/pricing/mod.ts";
import { missingVariable, resolveTarget } from "../../lib/providers/resolve.ts";
import { namesAsValues } from "./entry.ts";

const read = (name: string) => Deno.readTextFileSync(new URL(`../../${name}`, import.meta.url));
const config = parseConfig(read("config.yaml"), "config.yaml");
const limits = { timeoutMs: 1, numRetries: 0, dropParams: false };
const targets = [...config.aliases.values()].map((entry) =>
  resolveTarget(entry, namesAsValues, limits)
);

Deno.test("the shipped config.yaml has nothing to complain about", () => {
  assert.deepEqual(config.problems, []);
});

Deno.test("the shipped config.yaml begins with the demo, which needs no key", () => {
  const demo = targets.filter(({ provider }) => provider === "demo");
  assert.deepEqual(targets.slice(0, demo.length), demo);
  for (const { alias, model } of demo) {
    assert.equal(alias, `demo/${model}`);
    const fails = model.startsWith("error-") && model !== "error-midstream";
    assert.equal(demoAnswer(model, {}) === null, fails, alias);
    const entry = config.aliases.get(alias);
    assert.equal(entry && missingVariable(entry, () => undefined), null);
  }
});

Deno.test("each shipped alias has a price", () => {
  for (const { alias, provider, priceModel: model, prices } of targets) {
    const price = listPrice({ provider, model, prices, at: new Date("2026-11-01T00:00:00Z") });
    assert.ok(price?.input && price.output, alias);
  }
});

Deno.test("each variable that the shipped config.yaml names stands in .env.example, without a value", () => {
  const example = parseEnv(read(".env.example"));
  for (const name of referencedNames(config)) assert.equal(example[name], "", name);
  assert.deepEqual(Object.values(example).filter((value) => value !== ""), []);
});
