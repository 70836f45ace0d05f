import assert from "node:assert/strict";
import { Scrubber } from "../../../lib/store/payload/scrubber.ts";

const spawn = () =>
  new Worker(new URL("../../../lib/store/payload/scrub_worker.ts", import.meta.url), {
    type: "module",
  });

const SLOW = "^(?:a|a)+$";
const LONG = `${"a".repeat(60)}!`;
const job = (patterns: string[], text: string) => ({ patterns, payloads: [], texts: [text] });

Deno.test("texts come back without what the patterns match, null stays null", async () => {
  const scrubber = new Scrubber(spawn, () => {});
  const call = { patterns: ["b+"], payloads: ['["abb"]', null, ""], texts: ["b", null] };
  assert.deepEqual(await scrubber.scrub(call), {
    payloads: ['["a[redacted]"]', null, ""],
    texts: ["[redacted]", null],
  });
  assert.deepEqual((await scrubber.scrub(job(["a"], "ab")))?.texts, ["[redacted]b"]);
  scrubber.close();
});

Deno.test("a pattern that takes for ever is ended and named; after three times it is not tried", async () => {
  const problems: string[] = [];
  const scrubber = new Scrubber(spawn, (problem) => problems.push(problem), 100);
  for (let count = 0; count < 3; count++) {
    assert.equal(await scrubber.scrub(job(["x", SLOW], LONG)), null);
    assert.deepEqual((await scrubber.scrub(job(["x"], "axa")))?.texts, ["a[redacted]a"]);
  }
  assert.deepEqual(problems.map((problem) => /redact\[2\] took too long/.test(problem)), [
    true,
    true,
    true,
  ]);
  assert.match(problems[2] ?? "", /not tried again/);
  assert.equal(await scrubber.scrub(job(["x", SLOW], "harmless")), null);
  assert.equal(problems.length, 3);
  assert.notEqual(await scrubber.scrub(job([SLOW, "x"], "harmless")), null, "a changed list is");
  scrubber.close();
});

Deno.test("a worker that breaks counts as a pattern that failed", async () => {
  const problems: string[] = [];
  const scrubber = new Scrubber(spawn, (problem) => problems.push(problem), 5000);
  assert.equal(await scrubber.scrub(job(["("], "a")), null);
  assert.equal(problems.length, 1);
  assert.deepEqual((await scrubber.scrub(job(["a"], "a")))?.texts, ["[redacted]"]);
  scrubber.close();
});
