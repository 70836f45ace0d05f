import assert from "node:assert/strict";
import { parseConfig } from "../../lib/config/load.ts";

const parsed = (retention: string) =>
  parseConfig(`general_settings:\n  retention: ${retention}\n${MODELS}`, "config.yaml");
const MODELS = "model_list: [{ model_name: a, litellm_params: { model: demo/echo } }]\n";
const NONE = { payloadDays: null, rowDays: null, maxBytes: null };

const GOOD: [string, object][] = [
  ["{}", {}],
  ["null", {}],
  ["{ payloads: 90d }", { payloadDays: 90 }],
  ["{ payloads: 12w, rows: 2y }", { payloadDays: 84, rowDays: 730 }],
  ["{ payloads: 6m, rows: forever }", { payloadDays: 180 }],
  ["{ max_size: 2GB }", { maxBytes: 2e9 }],
  ["{ max_size: 1.5 gb, rows: 400 d }", { maxBytes: 1.5e9, rowDays: 400 }],
];

for (const [text, retention] of GOOD) {
  Deno.test(`retention ${text} is read`, () => {
    const config = parsed(text);
    assert.deepEqual(config.problems, []);
    assert.deepEqual(config.retention, { ...NONE, ...retention });
  });
}

const BAD: [string, RegExp][] = [
  ["{ payloads: 90 }", /retention\.payloads must be a time like 90d/],
  ["{ payloads: soon }", /retention\.payloads must be a time like 90d/],
  ["{ rows: -1d }", /retention\.rows must be a time like 90d/],
  ["{ max_size: big }", /retention\.max_size must be a size like 500MB/],
  ["{ payload: 1d }", /retention/],
  ["90d", /retention must be a map/],
];

for (const [text, message] of BAD) {
  Deno.test(`retention ${text} is an error with its place, and nothing is deleted`, () => {
    const { problems: [problem], retention } = parsed(text);
    assert.match(problem?.message ?? "", message);
    assert.equal(problem?.line, 2);
    assert.deepEqual(retention, NONE);
  });
}
