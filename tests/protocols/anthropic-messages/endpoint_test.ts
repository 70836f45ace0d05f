import assert from "node:assert/strict";
import { anthropicMessages } from "../../../lib/protocols/anthropic-messages/mod.ts";

const ROWS: readonly [base: string, url: string][] = [
  ["https://api.anthropic.com", "https://api.anthropic.com/v1/messages"],
  ["https://api.anthropic.com/v1", "https://api.anthropic.com/v1/messages"],
  ["https://api.anthropic.com/v1/messages", "https://api.anthropic.com/v1/messages"],
  ["https://maker.example/anthropic", "https://maker.example/anthropic/v1/messages"],
  ["https://maker.example/messages", "https://maker.example/messages/v1/messages"],
  ["http://127.0.0.1:9/case/a;b=1", "http://127.0.0.1:9/case/a;b=1/v1/messages"],
];

for (const [base, url] of ROWS) {
  Deno.test(`the base ${base} leads to ${url}`, () => {
    assert.equal(anthropicMessages.endpoint(base, "claude-opus-4-8", false), url);
    assert.equal(anthropicMessages.endpoint(base, "claude-opus-4-8", true), url);
  });
}
