import assert from "node:assert/strict";
import fc from "fast-check";
import { listPrice, priceUsage } from "../../lib/pricing/mod.ts";
import type { Usage } from "../../lib/types/usage.ts";
import { question, usage } from "./fixtures.ts";

Deno.test("priceUsage() books each bucket on a line of its own, and the lines add up", () => {
  const cost = priceUsage(
    usage({
      input: 100,
      cacheRead: 10_000,
      cacheWrite5m: 2_000,
      cacheWrite1h: 300,
      output: 500,
      reasoning: 400,
      webSearches: 2,
    }),
    question("anthropic", "claude-haiku-4-5"),
  );
  assert.deepEqual(cost, {
    nanos: 26_700_000,
    lines: [
      { bucket: "input", amount: 100, price: "1", nanos: 100_000 },
      { bucket: "cacheRead", amount: 10_000, price: "0.1", nanos: 1_000_000 },
      { bucket: "cacheWrite5m", amount: 2_000, price: "1.25", nanos: 2_500_000 },
      { bucket: "cacheWrite1h", amount: 300, price: "2", nanos: 600_000 },
      { bucket: "output", amount: 500, price: "5", nanos: 2_500_000 },
      { bucket: "webSearches", amount: 2, price: "10", nanos: 20_000_000 },
    ],
    source: "genai-prices",
    date: "2026-09-23",
    rule: null,
    // Fresh, the cached tokens would have cost 12,300,000.
    cacheSaved: 8_200_000,
  });
});

Deno.test("what the cache saved is below zero where it was written alone, and told only where it was used", () => {
  const saved = (facts: Partial<Usage>) =>
    priceUsage(
      usage({ input: 100, output: 5, ...facts }),
      question("anthropic", "claude-haiku-4-5"),
    )
      ?.cacheSaved;
  assert.equal(saved({ cacheWrite5m: 1000 }), -250_000);
  assert.equal(saved({ cacheRead: 1000 }), 900_000);
  assert.equal(saved({}), undefined);
});

Deno.test("priceUsage() gives a total that is the sum of its lines, whatever was used", () => {
  const tokens = fc.nat({ max: 2_000_000 });
  const buckets = fc.record({
    input: tokens,
    cacheRead: tokens,
    cacheWrite5m: tokens,
    cacheWrite1h: tokens,
    cacheReadAudio: tokens,
    audioInput: tokens,
    output: tokens,
    reasoning: tokens,
    imageOutput: tokens,
    audioOutput: tokens,
  });
  const model = fc.constantFrom(
    ["openai", "gpt-5.4"],
    ["gemini", "gemini-2.5-flash"],
    ["gemini", "gemini-3-pro-image-preview"],
    ["anthropic", "claude-sonnet-4-5"],
    ["deepseek", "deepseek-flash"],
    ["perplexity", "sonar-deep-research"],
    ["ollama", "gemma"],
  );
  fc.assert(fc.property(buckets, model, (used, [provider = "", name = ""]) => {
    const cost = priceUsage(usage(used), question(provider, name));
    assert.ok(cost);
    assert.equal(cost.nanos, cost.lines.reduce((sum, { nanos }) => sum + nanos, 0));
    assert.ok(Number.isSafeInteger(cost.nanos));
  }));
});

Deno.test("priceUsage() is null for a model without a known price, never 0", () => {
  const used = usage({ input: 10, output: 10 });
  assert.equal(priceUsage(used, question("openai", "gpt-of-tomorrow")), null);
  assert.equal(priceUsage(used, question("nvidia_nim", "meta/llama-3.1-8b")), null);
  assert.equal(priceUsage(used, question("cerebras", "qwen-3-coder-480b")), null);
  assert.equal(listPrice(question("nobody", "nothing")), null);
});

Deno.test("priceUsage() is 0 and says free for a local model and for the demo", () => {
  for (const provider of ["ollama", "lm_studio", "vllm", "hosted_vllm", "llamafile", "demo"]) {
    const cost = priceUsage(
      usage({ input: 10, cacheRead: 3, output: 10 }),
      question(provider, "any"),
    );
    assert.equal(cost?.nanos, 0);
    assert.equal(cost?.source, "free");
  }
});

Deno.test("priceUsage() takes an OpenRouter model marked :free as free", () => {
  const cost = priceUsage(
    usage({ input: 9 }),
    question("openrouter", "deepseek/deepseek-chat:free"),
  );
  assert.deepEqual([cost?.nanos, cost?.source], [0, "genai-prices"]);
});

Deno.test("priceUsage() believes the provider's own report before any table", () => {
  const reported = { reported: 0.000669 };
  const cost = priceUsage(usage({ input: 5 }), question("openrouter", "openai/gpt-4o", reported));
  assert.deepEqual(cost, {
    nanos: 669_000,
    lines: [{ bucket: "reported", amount: 1, price: "0.000669", nanos: 669_000 }],
    source: "provider",
    date: null,
    rule: null,
  });
  const unknown = priceUsage(usage({ input: 5 }), question("nobody", "x", { reported: "1e-7" }));
  assert.equal(unknown?.nanos, 100);
});

Deno.test("priceUsage() ignores a report that is no believable number", () => {
  for (const reported of ["", "free", -1, Number.NaN, Infinity, 1e21, null]) {
    const cost = priceUsage(usage({ input: 4 }), question("openai", "gpt-4o", { reported }));
    assert.equal(cost?.source, "genai-prices", String(reported));
    assert.equal(cost?.nanos, 10_000);
  }
});

Deno.test("priceUsage() is null rather than a bent number for nonsensical counts", () => {
  const asked = question("openai", "gpt-4o");
  assert.equal(priceUsage(usage({ input: Number.MAX_SAFE_INTEGER }), asked), null);
  assert.equal(priceUsage(usage({ input: -5, output: Number.NaN }), asked)?.nanos, 0);
});

Deno.test("priceUsage() chooses the long-prompt price by the whole prompt, cached tokens included", () => {
  const asked = question("gemini", "gemini-2.5-pro");
  const short = priceUsage(usage({ input: 1, cacheRead: 199_999, output: 1 }), asked);
  const long = priceUsage(usage({ input: 1, cacheRead: 200_000, output: 1 }), asked);
  assert.deepEqual(short?.lines.map(({ price }) => price), ["1.25", "0.125", "10"]);
  assert.deepEqual(long?.lines.map(({ price }) => price), ["2.5", "0.25", "15"]);
  assert.equal(short?.rule, null);
  assert.equal(long?.rule, "prompt over 200,000 tokens");
});

Deno.test("priceUsage() takes the price of the day on which the exchange began", () => {
  const on = (day: string) =>
    priceUsage(
      usage({ input: 1_000_000 }),
      question("openai", "o3", { at: new Date(`${day}T00:00:00Z`) }),
    );
  assert.deepEqual([on("2025-06-09")?.nanos, on("2025-06-09")?.rule], [10_000_000_000, null]);
  assert.deepEqual([on("2025-06-10")?.nanos, on("2025-06-10")?.rule], [
    2_000_000_000,
    "since 2025-06-10",
  ]);
});

Deno.test("priceUsage() charges Claude's cache writes at 1.25× and 2× input where no price is stated", () => {
  const used = usage({ cacheWrite5m: 1_000_000, cacheWrite1h: 1_000_000 });
  const prices = { inputCostPerToken: 0.000004 };
  const cost = priceUsage(used, question("databricks", "databricks-claude-sonnet-4", { prices }));
  assert.deepEqual(cost?.lines.map(({ price }) => price), ["5", "8"]);
  assert.match(cost?.rule ?? "", /cacheWrite1h at 2× the input price/);
});

Deno.test("priceUsage() names a fallback only when its bucket was used", () => {
  const asked = question("groq", "llama-3.1-8b-instant");
  assert.equal(priceUsage(usage({ input: 10 }), asked)?.rule, null);
  const cached = priceUsage(usage({ input: 10, cacheRead: 5 }), asked);
  assert.equal(cached?.rule, "cacheRead at the input price");
  assert.equal(cached?.nanos, 500 + 250);
});

Deno.test("priceUsage() books tokens and says so when the price of a web search is not known", () => {
  const cost = priceUsage(
    usage({ input: 1_000, webSearches: 3 }),
    question("groq", "llama-3.1-8b-instant"),
  );
  assert.equal(cost?.nanos, 50_000);
  assert.equal(cost?.rule, "web searches not included, their price is not known");
});

Deno.test("listPrice() gives the short-prompt prices with their source", () => {
  assert.deepEqual(listPrice(question("gemini", "models/gemini-2.5-pro")), {
    input: "1.25",
    output: "10",
    cacheRead: "0.125",
    source: "genai-prices",
    date: "2026-09-23",
  });
  const noCache = listPrice(question("mistral", "codestral-latest"));
  assert.equal(noCache?.cacheRead, null);
});
