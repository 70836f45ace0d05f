import assert from "node:assert/strict";
import fc from "fast-check";
import type { Quirks } from "../../../lib/protocols/openai-chat/quirks.ts";
import { spliceRequest } from "../../../lib/protocols/openai-chat/request.ts";
import type { JsonObject } from "../../../lib/types/json.ts";

const PLAIN: Quirks = {
  maxTokens: "either",
  developerRole: true,
  streamUsage: "stream_options",
  rename: {},
  refusedInMessages: [],
  repairs: false,
};

interface Given {
  quirks?: Partial<Quirks>;
  defaults?: JsonObject;
}

function splice(text: string, { quirks = {}, defaults = {} }: Given = {}): string {
  const body: JsonObject = JSON.parse(text);
  return spliceRequest(text, body, { model: "up", defaults, quirks: { ...PLAIN, ...quirks } });
}

Deno.test("spliceRequest() changes only the model's name in a plain request", () => {
  assert.equal(
    splice(`{"messages": [ {"role":"user","content":"h\\u00e9"} ],"model":"a","x":1.50}`),
    `{"messages": [ {"role":"user","content":"h\\u00e9"} ],"model":"up","x":1.50}`,
  );
});

const CASES: [string, string, Given, string][] = [
  [
    "adds a default that the client leaves out",
    `{"model":"a"}`,
    { defaults: { temperature: 0.7 } },
    `{"model":"up","temperature":0.7}`,
  ],
  [
    "lets a default take the place of null",
    `{"model":"a","temperature":null}`,
    { defaults: { temperature: 0.7 } },
    `{"model":"up","temperature":0.7}`,
  ],
  [
    'lets the client\'s 0, false and "" win over defaults',
    `{"model":"a","temperature":0,"logprobs":false,"user":""}`,
    { defaults: { temperature: 0.7, logprobs: true, user: "u" } },
    `{"model":"up","temperature":0,"logprobs":false,"user":""}`,
  ],
  ["forwards no null", `{"stop":null,"model":"a","seed":null}`, {}, `{"model":"up"}`],
  [
    "ignores a default that is null",
    `{"model":"a"}`,
    { defaults: { stop: null } },
    `{"model":"up"}`,
  ],
  [
    "asks for usage in a stream",
    `{"model":"a","stream":true}`,
    {},
    `{"model":"up","stream":true,"stream_options":{"include_usage":true}}`,
  ],
  [
    "keeps the client's other stream options",
    `{"stream_options":{"include_obfuscation":false},"model":"a","stream":true}`,
    {},
    `{"stream_options":{"include_obfuscation":false,"include_usage":true},"model":"up","stream":true}`,
  ],
  [
    "leaves stream options alone that ask already",
    `{"stream_options":{ "include_usage":true },"model":"a","stream":true}`,
    {},
    `{"stream_options":{ "include_usage":true },"model":"up","stream":true}`,
  ],
  [
    "asks for usage where the config makes it a stream",
    `{"model":"a"}`,
    { defaults: { stream: true } },
    `{"model":"up","stream":true,"stream_options":{"include_usage":true}}`,
  ],
  [
    "drops stream options where the provider refuses them",
    `{"model":"a","stream":true,"stream_options":{"include_usage":true}}`,
    { quirks: { streamUsage: "always" } },
    `{"model":"up","stream":true}`,
  ],
  [
    "renames the token limit",
    `{"model":"a","max_completion_tokens":5}`,
    { quirks: { maxTokens: "max_tokens" } },
    `{"model":"up","max_tokens":5}`,
  ],
  [
    "sends one token limit when the client sends both",
    `{"model":"a","max_completion_tokens":5,"max_tokens":6}`,
    { quirks: { maxTokens: "max_tokens" } },
    `{"model":"up","max_tokens":6}`,
  ],
  [
    "does not add a default token limit beside the client's other one",
    `{"model":"a","max_completion_tokens":5}`,
    { defaults: { max_tokens: 9 } },
    `{"model":"up","max_completion_tokens":5}`,
  ],
  [
    "renames a default, too",
    `{"model":"a","max_tokens":null}`,
    { defaults: { max_tokens: 9 }, quirks: { maxTokens: "max_completion_tokens" } },
    `{"model":"up","max_completion_tokens":9}`,
  ],
  [
    "renames a field of the row",
    `{"model":"a","seed":7}`,
    { quirks: { rename: { seed: "random_seed" } } },
    `{"model":"up","random_seed":7}`,
  ],
  [
    "sends developer messages as system messages where the provider knows no developer",
    `{"model":"a","messages":[{"content":"role","role": "developer"},{"role":"user"}]}`,
    { quirks: { developerRole: false } },
    `{"model":"up","messages":[{"content":"role","role": "system"},{"role":"user"}]}`,
  ],
  [
    "passes keys through that objects have by birth",
    `{"model":"a","constructor":1,"toString":2,"__proto__":3}`,
    {},
    `{"model":"up","constructor":1,"toString":2,"__proto__":3}`,
  ],
  [
    "leaves out what the provider refuses in messages",
    `{"model":"a","messages":[{"role":"assistant","content":"x", "reasoning_content":"h"},{"role":"user"}]}`,
    { quirks: { refusedInMessages: ["reasoning_content"] } },
    `{"model":"up","messages":[{"role":"assistant","content":"x"},{"role":"user"}]}`,
  ],
];

for (const [what, text, given, expected] of CASES) {
  Deno.test(`spliceRequest() ${what}`, () => assert.equal(splice(text, given), expected));
}

Deno.test("spliceRequest() sends a valid object without null and with every field of the client", () => {
  const keys = fc.constantFrom("max_tokens", "max_completion_tokens", "seed", "stop", "user", "x");
  const quirks = fc.record<Quirks>({
    maxTokens: fc.constantFrom("either", "max_tokens", "max_completion_tokens"),
    developerRole: fc.boolean(),
    streamUsage: fc.constantFrom("stream_options", "always"),
    rename: fc.constantFrom({}, { seed: "random_seed" }),
    refusedInMessages: fc.constantFrom([], ["reasoning_content"]),
    repairs: fc.boolean(),
  });
  const members = fc.dictionary(keys, fc.oneof(fc.integer(), fc.constant(null), fc.string()));
  fc.assert(fc.property(members, members, fc.boolean(), quirks, (sent, defaults, stream, given) => {
    const text = JSON.stringify({ ...sent, model: "a", stream }, null, 1);
    const result: JsonObject = JSON.parse(splice(text, { quirks: given, defaults }));
    assert.equal(result.model, "up");
    assert.ok(!Object.values(result).includes(null));
    const asked = stream && given.streamUsage === "stream_options";
    assert.equal("stream_options" in result, asked);
    for (const key of ["stop", "user", "x"]) {
      assert.equal(result[key], sent[key] ?? defaults[key] ?? undefined);
    }
  }));
});
