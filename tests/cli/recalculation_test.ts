import assert from "node:assert/strict";
import fc from "fast-check";
import { Recalculation } from "../../lib/cli/recalculate.ts";
import { parseConfig } from "../../lib/config/load.ts";
import type { UsedExchange } from "../../lib/store/mod.ts";
import { NO_USAGE } from "../../lib/types/usage.ts";

/** USD per million: 1 in, 4 out; 0.15 in, 0.6 out; the catalogue does not know the last. */
const CONFIG = parseConfig(
  `model_list:
  - model_name: own
    litellm_params: { model: openai/own, input_cost_per_token: 0.000001, output_cost_per_token: 0.000004 }
  - model_name: deployed
    litellm_params: { model: azure/mine, api_base: "https://x.openai.azure.com" }
    model_info: { base_model: gpt-4o-mini }
  - { model_name: unknown, litellm_params: { model: openai/nobody-knows } }
`,
  "config.yaml",
);

let id = 0;
function used(facts: Partial<UsedExchange>): UsedExchange {
  return {
    id: ++id,
    alias: "own",
    provider: "openai",
    upstreamModel: "own",
    timestamp: "2026-03-04T12:00:00.000",
    nanos: null,
    earlier: [],
    serviceTier: null,
    usage: { ...NO_USAGE, input: 1_000_000 },
    ...facts,
  };
}

const nanosOf = (facts: Partial<UsedExchange>, asOf: string | null = null) =>
  new Recalculation(CONFIG, asOf).changes([used(facts)])
    .map(({ cost }) => cost.nanos);

const CASES: readonly [what: string, facts: Partial<UsedExchange>, nanos: number[]][] = [
  ["without a cost gets that of the configuration", {}, [1_000_000_000]],
  ["whose cost is right is left alone", { nanos: 1_000_000_000 }, []],
  ["whose cost is wrong by one is mended", { nanos: 999_999_999 }, [1_000_000_000]],
  ["that was free and is not gets a cost", { nanos: 0 }, [1_000_000_000]],
  [
    "of a deployment is priced by its base_model",
    { alias: "deployed", provider: "azure", upstreamModel: "mine" },
    [150_000_000],
  ],
  [
    "without a provider takes its alias's of now",
    { alias: "deployed", provider: null, upstreamModel: null },
    [150_000_000],
  ],
  [
    "of an alias that has gone keeps its own names",
    { alias: "gone", upstreamModel: "gpt-4o-mini" },
    [150_000_000],
  ],
  [
    "of an alias that has gone, without a model, is looked up by the alias",
    { alias: "gpt-4o-mini", upstreamModel: null },
    [150_000_000],
  ],
  [
    "of another model than its alias has now is priced as what it was",
    { alias: "own", upstreamModel: "gpt-4o-mini" },
    [150_000_000],
  ],
  [
    "of another provider than its alias has now is priced as what it was",
    { alias: "own", provider: "ollama", upstreamModel: "own", nanos: 5 },
    [0],
  ],
  [
    "of a model that has become a deployment is priced by its own name",
    { alias: "deployed", upstreamModel: "gpt-4o" },
    [2_500_000_000],
  ],
  [
    "of another provider than its alias has now, without a model, is looked up by the alias",
    { alias: "deployed", upstreamModel: null, nanos: 5 },
    [],
  ],
  [
    "keeps what attempts before it were charged with",
    { earlier: [{ bucket: "reported", amount: 1, price: "0.5", nanos: 500_000_000, attempt: 1 }] },
    [1_500_000_000],
  ],
  [
    "that is right with what attempts before it were charged with is left alone",
    {
      nanos: 1_500_000_000,
      earlier: [{ bucket: "reported", amount: 1, price: "0.5", nanos: 500_000_000, attempt: 1 }],
    },
    [],
  ],
  ["of nobody is left alone", { alias: "gone", provider: null, upstreamModel: null }, []],
  [
    "of a model without a price keeps its cost",
    { alias: "unknown", upstreamModel: "nobody-knows", nanos: 5 },
    [],
  ],
  [
    "that reports its own cost gets that",
    { alias: "gone", upstreamModel: "gpt-4o-mini", usage: { ...NO_USAGE, raw: { cost: 0.5 } } },
    [500_000_000],
  ],
  [
    "that reports its own cost gets the configuration's all the same",
    { usage: { ...NO_USAGE, input: 1, raw: { cost: 0.5 } } },
    [1000],
  ],
];

for (const [what, facts, nanos] of CASES) {
  Deno.test(`an exchange ${what}`, () => assert.deepEqual(nanosOf(facts), nanos));
}

Deno.test("the service tier is that of the exchange, else that of the raw usage", () => {
  const mini = { alias: "gone", upstreamModel: "gpt-5-mini" };
  const [plain] = nanosOf(mini);
  const [flex] = nanosOf({ ...mini, serviceTier: "flex" });
  const usage = { ...NO_USAGE, input: 1_000_000, raw: { service_tier: "flex" } };
  assert.ok(plain !== undefined && flex !== undefined && flex < plain, `${flex} < ${plain}`);
  assert.deepEqual(nanosOf({ ...mini, usage }), [flex]);
  assert.deepEqual(nanosOf({ ...mini, usage, serviceTier: "default" }), [plain]);
});

Deno.test("the time of an exchange is UTC, wherever the command runs", () => {
  const zone = Deno.env.get("TZ");
  const facts = { alias: "gone", provider: "deepseek", upstreamModel: "deepseek-chat" };
  // DeepSeek's prices changed at 16:00 UTC of this day.
  const at = (time: string) => nanosOf({ ...facts, timestamp: `2025-09-05T${time}` });
  const found: unknown[] = [];
  try {
    for (const name of ["UTC", "Pacific/Kiritimati", "Pacific/Pago_Pago"]) {
      Deno.env.set("TZ", name);
      found.push([at("15:59:59.999"), at("16:00:00.000")]);
    }
  } finally {
    if (zone === undefined) Deno.env.delete("TZ");
    else Deno.env.set("TZ", zone);
  }
  const [first] = found;
  assert.ok(Array.isArray(first));
  assert.notDeepEqual(first[0], first[1]);
  assert.deepEqual(found, [first, first, first]);
});

Deno.test("as of another day, the hour is still that of the exchange", () => {
  // DeepSeek charges double at 03:00 UTC, which is in Beijing's office hours.
  const peak = { alias: "gone", provider: "deepseek", upstreamModel: "deepseek-v4-pro" };
  const at = (time: string) => ({ ...peak, timestamp: `2026-11-02T${time}` });
  const [dear] = nanosOf(at("03:00:00"));
  const [cheap] = nanosOf(at("15:00:00.000123"));
  assert.ok(dear !== undefined && cheap !== undefined && dear > cheap, `${dear} > ${cheap}`);
  assert.deepEqual(nanosOf(at("03:00:00"), "2026-11-02"), [dear]);
  assert.deepEqual(nanosOf(at("15:00:00.000123"), "2026-11-03"), [cheap]);
});

Deno.test("differences() sums by alias, counts new prices, and begins with the largest", () => {
  const recalculation = new Recalculation(CONFIG, null);
  recalculation.changes([
    used({ alias: "small", nanos: 1_000_000_001 }),
    used({ alias: "deployed", provider: "azure", upstreamModel: "mine" }),
    used({ nanos: 4_000_000_000 }),
  ]);
  recalculation.changes([used({}), used({ nanos: 0 }), used({ nanos: 1_000_000_000 })]);
  const found = recalculation.differences().map(({ model, changed, priced, before, after }) =>
    [model, changed, priced, before, after] as const
  );
  assert.deepEqual(found, [
    ["own", 3, 1, 4_000_000_000n, 3_000_000_000n],
    ["deployed", 1, 1, 0n, 150_000_000n],
  ]);
});

Deno.test("changes() made once leave nothing to change, whatever was stored", () => {
  const stored = fc.record({
    nanos: fc.option(fc.nat()),
    input: fc.nat(1e9),
    output: fc.nat(1e9),
  });
  fc.assert(fc.property(fc.array(stored), (all) => {
    const exchanges = all.map(({ nanos, input, output }) =>
      used({ nanos, usage: { ...NO_USAGE, input, output } })
    );
    const changes = new Map(
      new Recalculation(CONFIG, null).changes(exchanges).map(({ id, cost }) => [id, cost.nanos]),
    );
    const after = exchanges.map((one) => ({ ...one, nanos: changes.get(one.id) ?? one.nanos }));
    assert.deepEqual(new Recalculation(CONFIG, null).changes(after), []);
    for (const { nanos, usage } of after) {
      assert.equal(nanos, (usage.input ?? 0) * 1000 + (usage.output ?? 0) * 4000);
    }
  }));
});
