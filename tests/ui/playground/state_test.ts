import assert from "node:assert/strict";
import { clamp } from "../../../lib/ui/playground/state.ts";

const CLAMPED: ["temperature" | "top_p" | "max_tokens", string, number | undefined][] = [
  ["temperature", "0.7", 0.7],
  ["temperature", "0", 0],
  ["temperature", "-1", 0],
  ["temperature", "9", 2],
  ["top_p", "1.5", 1],
  ["max_tokens", "0", 1],
  ["max_tokens", "12.6", 13],
  ["max_tokens", "1e99", 1_000_000],
  ["temperature", "", undefined],
  ["temperature", "warm", undefined],
  ["temperature", "Infinity", undefined],
];

for (const [name, text, value] of CLAMPED) {
  Deno.test(`${name} "${text}" is ${value}`, () => assert.equal(clamp(name, text), value));
}
