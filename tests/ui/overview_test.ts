import { deepEqual, equal } from "node:assert/strict";
import fc from "fast-check";
import { RANGES, readRange, type RecentRequest, toOverview } from "../../lib/ui/overview.ts";

Deno.test("every range that the page offers can be asked for in its URL", () => {
  for (const { hours } of RANGES) {
    equal(readRange(new URLSearchParams(`hours=${hours}`).get("hours")), hours);
  }
  equal(new Set(RANGES.map(({ label }) => label)).size, RANGES.length);
});

Deno.test("what is no offered range, spelled as the page spells it, is all time", () => {
  const others = ["", "0", "-24", "24.0", " 24", "024", "2.4e1", "24h", "25", "NaN", "Infinity"];
  for (const text of others) equal(readRange(text), null, text);
  const offered = RANGES.map(({ hours }) => String(hours));
  fc.assert(fc.property(fc.string(), (text) => {
    equal(readRange(text), offered.includes(text) ? Number(text) || null : null);
  }));
});

Deno.test("an overview keeps what was asked, and takes the numbers of the answers", () => {
  const row: RecentRequest = {
    timestamp: "2026-03-10T11:58:00Z",
    model: "fast",
    provider: null,
    total_tokens: null,
    cost: null,
    duration_ms: null,
  };
  const totals = {
    requests: 1,
    cost: 0,
    prompt_tokens: 1,
    completion_tokens: 2,
    avg_duration_ms: 3,
    unpriced: 1,
    interrupted: { requests: 2 },
  };
  const stats = {
    totals,
    by_model: [{ model: "fast", provider: null, requests: 1, cost: 0, tokens: 3 }],
    recent_errors: [{ timestamp: row.timestamp, model: "fast", error: "x" }],
    performance: ["of no use to the page"],
  };
  const rows = [row, { ...row, request_data: "a talk", client_key: "k" }];
  deepEqual(toOverview({ hours: 24, alias: "fast" }, stats, rows, 7), {
    hours: 24,
    now: 7,
    alias: "fast",
    totals,
    by_model: stats.by_model,
    recent_errors: stats.recent_errors,
    requests: [row, row],
  });
});
