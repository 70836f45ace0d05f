import { deepEqual, equal, match } from "node:assert/strict";
import fc from "fast-check";
import { formatCost, formatCount, formatTokens } from "../../lib/ui/format.ts";
import { formatAgo, formatDuration } from "../../lib/ui/time.ts";

Deno.test("a cost shows the digits that matter", () => {
  const table: [number | null, string][] = [
    [null, "unpriced"],
    [0, "$0.00"],
    [1e-12, "<$0.000000001"],
    [0.00000042, "$0.00000042"],
    [0.000813, "$0.00081"],
    [0.0312, "$0.031"],
    [0.9999, "$1.000"],
    [1, "$1.00"],
    [1234.5, "$1,234.50"],
    [-0.5, "-$0.500"],
  ];
  deepEqual(table.map(([usd]) => formatCost(usd)), table.map(([, text]) => text));
});

Deno.test("a cost above zero never shows as zero", () => {
  const cost = fc.double({ min: Number.MIN_VALUE, max: 1e9, noNaN: true });
  fc.assert(fc.property(cost, (usd) => match(formatCost(usd), /[1-9]/)));
});

Deno.test("a cost's text is near its value", () => {
  fc.assert(fc.property(fc.double({ min: 1e-8, max: 1e9, noNaN: true }), (usd) => {
    const shown = Number(formatCost(usd).replace(/[$,]/g, ""));
    equal(Math.abs(shown - usd) <= Math.max(0.06 * usd, 1e-9) && shown > 0, true, `${usd}`);
  }));
});

Deno.test("counts stand in full, tokens in three digits", () => {
  deepEqual([formatCount(0), formatCount(1234567)], ["0", "1,234,567"]);
  const tokens = [null, 0, 999, 1234, 45_678, 4_594_616, 1_200_000_000];
  deepEqual(tokens.map(formatTokens), ["–", "0", "999", "1.23K", "45.7K", "4.59M", "1.2B"]);
});

Deno.test("durations change unit where the next one reads better", () => {
  const ms = [null, 0, 12.4, 999.4, 999.6, 1234, 59_949, 59_960, 125_000];
  deepEqual(ms.map(formatDuration), [
    "–",
    "0 ms",
    "12 ms",
    "999 ms",
    "1.0 s",
    "1.2 s",
    "59.9 s",
    "1 min 0 s",
    "2 min 5 s",
  ]);
});

Deno.test("times are told from now, and a time without a zone is UTC", () => {
  const now = Date.parse("2026-03-10T12:00:00Z");
  const table = {
    "2026-03-10T12:00:05Z": "now",
    "2026-03-10T11:59:55Z": "now",
    "2026-03-10T11:59:20Z": "40 s ago",
    "2026-03-10T11:55:00.123456": "4 min ago",
    "2026-03-10T09:00:00+00:00": "3 h ago",
    "2026-03-01T12:00:00Z": "9 d ago",
    "not a time": "not a time",
  };
  for (const [timestamp, text] of Object.entries(table)) equal(formatAgo(timestamp, now), text);
});
