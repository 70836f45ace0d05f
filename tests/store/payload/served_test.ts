import assert from "node:assert/strict";
import { servedAs } from "../../../lib/pricing/served.ts";
import { reportedCost } from "../../../lib/protocols/openai-chat/usage.ts";
import { storedFacts } from "../../../lib/store/payload/facts.ts";
import { NO_USAGE } from "../../../lib/types/usage.ts";
import type { JsonValue } from "../../../lib/types/json.ts";
import { exchange } from "../exchange.ts";

/** Usage objects of providers that say how they served a request. */
const SERVED: readonly Record<string, string>[] = [
  { service_tier: "priority" },
  { service_tier: "flex" },
  { service_tier: "batch" },
  { serviceTier: "SERVICE_TIER_FLEX" },
  { serviceTier: "SERVICE_TIER_PRIORITY" },
  { serviceTier: "flex" },
  { speed: "fast" },
  { inference_geo: "us" },
  { search_context_size: "high" },
];

/** Usage objects of providers that name a cost. */
const COSTS: readonly JsonValue[] = [
  { cost: 0.5 },
  { cost: "0.0123" },
  { estimated_cost: 0.25 },
  { cost: { total_cost: 1.5 } },
  { cost_in_usd_ticks: 5_000_000 },
  { cost: 1, is_byok: true, cost_details: { upstream_inference_cost: 2 } },
];

/** What is stored of a usage object where no content is. */
function withoutContent(raw: JsonValue): JsonValue {
  const { usage } = storedFacts(exchange({
    usage: { ...NO_USAGE, raw },
    payload: { capture: "metadata", redact: [], maxMediaBytes: 1 },
  }));
  return usage?.raw ?? null;
}

for (const raw of SERVED) {
  Deno.test(`usage without content still tells its price: ${JSON.stringify(raw)}`, () => {
    assert.deepEqual(servedAs(null, withoutContent(raw)), servedAs(null, raw));
    assert.notDeepEqual(servedAs(null, raw), servedAs(null, {}));
  });
}

for (const raw of COSTS) {
  Deno.test(`usage without content still names its cost: ${JSON.stringify(raw)}`, () => {
    assert.notEqual(reportedCost(raw), null);
    assert.equal(reportedCost(withoutContent(raw)), reportedCost(raw));
  });
}
