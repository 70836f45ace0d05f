import assert from "node:assert/strict";
import { servedAs } from "../../../lib/pricing/served.ts";
import { storedFacts } from "../../../lib/store/payload/facts.ts";
import { NO_USAGE } from "../../../lib/types/usage.ts";
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

for (const raw of SERVED) {
  Deno.test(`usage without content still tells its price: ${JSON.stringify(raw)}`, () => {
    const { usage } = storedFacts(exchange({
      usage: { ...NO_USAGE, raw },
      payload: { capture: "metadata", redact: [], maxMediaBytes: 1 },
    }));
    assert.deepEqual(servedAs(null, usage?.raw ?? null), servedAs(null, raw));
    assert.notDeepEqual(servedAs(null, raw), servedAs(null, {}));
  });
}
