import assert from "node:assert/strict";
import { ApiError } from "../../../lib/http/error.ts";
import type { JsonObject } from "../../../lib/types/json.ts";
import { encode, settingsOf } from "./fixtures.ts";

const CASES: [fields: JsonObject, model: string, expected: JsonObject][] = [
  [{ reasoning_effort: "low" }, "gemini-2.5-flash", {
    includeThoughts: true,
    thinkingBudget: 1024,
  }],
  [{ reasoning_effort: "medium" }, "gemini-2.5-pro", {
    includeThoughts: true,
    thinkingBudget: 8192,
  }],
  [{ reasoning_effort: "high" }, "gemini-2.5-flash", {
    includeThoughts: true,
    thinkingBudget: 24576,
  }],
  [{ reasoning_effort: "none" }, "gemini-2.5-flash", { thinkingBudget: 0 }],
  [{ reasoning_effort: "none" }, "gemini-2.5-pro", { thinkingBudget: 128 }],
  [{ reasoning_effort: "minimal" }, "gemini-3-flash-preview", {
    includeThoughts: true,
    thinkingLevel: "minimal",
  }],
  [{ reasoning_effort: "medium" }, "gemini-3-flash-preview", {
    includeThoughts: true,
    thinkingLevel: "medium",
  }],
  [{ reasoning_effort: "medium" }, "gemini-3-pro-preview", {
    includeThoughts: true,
    thinkingLevel: "high",
  }],
  [{ reasoning_effort: "medium" }, "gemini-3.1-pro-preview", {
    includeThoughts: true,
    thinkingLevel: "medium",
  }],
  [{ reasoning_effort: "none" }, "gemini-3.1-pro-preview", { thinkingLevel: "low" }],
  [{ reasoning_effort: "xhigh" }, "gemini-flash-latest", {
    includeThoughts: true,
    thinkingLevel: "high",
  }],
  [{ thinking: { type: "enabled", budget_tokens: 640 } }, "gemini-2.5-flash", {
    includeThoughts: true,
    thinkingBudget: 640,
  }],
  [{ thinking: { type: "enabled", budget_tokens: 640 } }, "gemini-3-pro-preview", {
    includeThoughts: true,
    thinkingBudget: 640,
  }],
  [{ thinking: { type: "adaptive" } }, "gemini-2.5-flash", { includeThoughts: true }],
  [{ thinking: { type: "disabled" } }, "gemini-2.5-flash", { thinkingBudget: 0 }],
  [{ thinking: { type: "disabled" } }, "gemini-3-flash-preview", { thinkingLevel: "minimal" }],
  [
    { thinking: { type: "enabled", budget_tokens: 640 }, reasoning_effort: "high" },
    "gemini-2.5-flash",
    { includeThoughts: true, thinkingBudget: 640 },
  ],
  [
    { reasoning_effort: "low", generationConfig: { thinkingConfig: { thinkingBudget: -1 } } },
    "gemini-2.5-flash",
    { thinkingBudget: -1 },
  ],
  [
    { extra_body: { google: { thinking_config: { thinking_budget: 9 } } } },
    "gemini-2.5-flash",
    { thinking_budget: 9 },
  ],
];

Deno.test("effort and budget become the thinkingConfig of the model's generation", () => {
  for (const [fields, model, expected] of CASES) {
    assert.deepEqual(
      settingsOf(fields, model).thinkingConfig,
      expected,
      `${model} ${JSON.stringify(fields)}`,
    );
  }
});

Deno.test("the order of the two fields does not decide between budget and effort", () => {
  const config = settingsOf({
    reasoning_effort: "high",
    thinking: { type: "enabled", budget_tokens: 640 },
  }).thinkingConfig;
  assert.deepEqual(config, { includeThoughts: true, thinkingBudget: 640 });
});

Deno.test("an effort that is no effort is a 400 that lists the efforts", () => {
  for (const effort of ["toString", "loud", 3]) {
    assert.throws(
      () => encode({ reasoning_effort: effort }),
      (error) =>
        error instanceof ApiError && error.status === 400 && error.param === "reasoning_effort" &&
        error.message.includes("low, medium, high"),
    );
  }
  assert.throws(() => encode({ thinking: true }), ApiError);
});
