import assert from "node:assert/strict";
import { servedAs } from "../../lib/pricing/served.ts";
import type { JsonValue } from "../../lib/types/json.ts";

const NOTHING = { serviceTier: "", speed: "", inferenceGeo: "", searchContextSize: "" };

Deno.test("servedAs() reads each provider's names", () => {
  const cases: [string | null, JsonValue, Partial<typeof NOTHING>][] = [
    ["Flex", null, { serviceTier: "flex" }],
    [null, { service_tier: "priority" }, { serviceTier: "priority" }],
    [null, { serviceTier: "SERVICE_TIER_FLEX" }, { serviceTier: "flex" }],
    ["default", { serviceTier: "flex" }, { serviceTier: "default" }],
    [null, { speed: "fast", inference_geo: "us" }, { speed: "fast", inferenceGeo: "us" }],
    [null, { search_context_size: "high" }, { searchContextSize: "high" }],
  ];
  for (const [tier, raw, expected] of cases) {
    assert.deepEqual(servedAs(tier, raw), { ...NOTHING, ...expected });
  }
});

Deno.test("servedAs() takes nothing from what is no text", () => {
  const odd: JsonValue[] = [null, 7, "fast", [], {
    speed: null,
    service_tier: 3,
    inference_geo: {},
  }];
  for (const raw of odd) assert.deepEqual(servedAs(undefined, raw), NOTHING);
});
