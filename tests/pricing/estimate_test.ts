import assert from "node:assert/strict";
import { estimateUsage } from "../../lib/pricing/estimate.ts";

const SENTENCE = "The harbour was quiet, and every boat lay still on the grey water. ";

Deno.test("estimateUsage() counts the request as input and what was produced as output", () => {
  const used = estimateUsage(SENTENCE.repeat(3), SENTENCE);
  // 15 tokens a sentence by OpenAI's tokenizer.
  assert.ok(used.input >= 39 && used.input <= 51, `${used.input}`);
  assert.ok(used.output >= 13 && used.output <= 17, `${used.output}`);
  assert.equal(used.estimated, true);
  assert.equal(used.raw, null);
});

Deno.test("estimateUsage() is 0 for nothing", () => {
  const used = estimateUsage("", "");
  assert.deepEqual([used.input, used.output], [0, 0]);
});

Deno.test("estimateUsage() gives a long text what its parts would get", () => {
  const part = estimateUsage(SENTENCE.repeat(1_000), "").input;
  const whole = estimateUsage(SENTENCE.repeat(200_000), "").input;
  assert.ok(Math.abs(whole / (part * 200) - 1) < 0.05, `${whole} against 200 × ${part}`);
});

Deno.test("estimateUsage() samples all of a text and not only its beginning", () => {
  const half = "x ".repeat(500_000);
  const used = estimateUsage(half + SENTENCE.repeat(15_000), "");
  const reverse = estimateUsage(SENTENCE.repeat(15_000) + half, "");
  assert.ok(Math.abs(used.input / reverse.input - 1) < 0.05);
});

Deno.test("estimateUsage() does not take the bytes of an image for words", () => {
  const image = `{"text":"What is this?","url":"data:image/png;base64,${
    "iVBORw0KGgo".repeat(5_000)
  }"}`;
  assert.ok(estimateUsage(image, "").input < 40);
  assert.ok(estimateUsage(image.repeat(20), "").input < 2_000);
});

Deno.test("estimateUsage() looks at a bounded part of a huge text", () => {
  // One sample is 100,000 characters: a text a thousand times longer must not cost a thousand times more.
  const time = (text: string) => {
    const start = performance.now();
    estimateUsage(text, "");
    return performance.now() - start;
  };
  const short = SENTENCE.repeat(1_500);
  const huge = SENTENCE.repeat(400_000);
  huge.charCodeAt(huge.length - 1); // flattens the string outside the measured time
  time(short);
  const once = Math.max(time(short), 1);
  assert.ok(time(huge) < 30 * once, "27 MB against 100 KB");
  assert.ok(time("a".repeat(20_000_000)) < 30 * once + 50);
});
