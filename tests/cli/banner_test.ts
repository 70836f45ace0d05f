import assert from "node:assert/strict";
import { authority, localUrl } from "../../lib/cli/address.ts";
import { banner, type BannerFacts } from "../../lib/cli/banner.ts";

const FACTS: BannerFacts = {
  version: "1.2.3",
  url: "http://127.0.0.1:4000",
  ready: ["demo/echo", "it's"],
  withoutKey: [{ variable: "OPENAI_API_KEY", aliases: ["gpt", "mini"] }],
  disabled: 1,
  database: "requests.db",
  durability: "strict",
  locked: false,
  problems: [{
    severity: "warning",
    file: "config.yaml",
    line: 3,
    column: 5,
    alias: "gpt",
    message: "rpm is not supported.",
  }],
};

Deno.test("banner() says where the server is, what is ready, what lacks a key, and how to try it", () => {
  assert.equal(
    banner(FACTS),
    `Apantli 1.2.3
  API        http://127.0.0.1:4000/v1
  Dashboard  http://127.0.0.1:4000/
  Models     2 ready, 2 no key, 1 disabled
    no key   gpt, mini: set OPENAI_API_KEY
  Database   requests.db

config.yaml:3:5: warning: gpt: rpm is not supported.

Try it:
  curl http://127.0.0.1:4000/v1/chat/completions \\
    -H 'Content-Type: application/json' \\
    -d '{"model":"demo/echo","messages":[{"role":"user","content":"Hello"}]}'
`,
  );
});

Deno.test("banner() asks for the master key where one is needed, and quotes the alias for a shell", () => {
  const text = banner({ ...FACTS, ready: ["it's"], locked: true });
  assert.match(text, /-H 'Authorization: Bearer <master key>' \\/);
  assert.ok(text.includes(`"model":"it'\\''s"`));
});

Deno.test("banner() says what to do when no model can be called", () => {
  const text = banner({ ...FACTS, ready: [], withoutKey: [], disabled: 0, problems: [] });
  assert.match(text, /Models {5}0 ready\n/);
  assert.match(text, /No model can be called yet\. Add one/);
  assert.doesNotMatch(text, /curl/);
});

Deno.test("banner() warns of relaxed durability, and leaves out what there is none of", () => {
  const text = banner({
    ...FACTS,
    withoutKey: [],
    disabled: 0,
    problems: [],
    durability: "relaxed",
  });
  assert.match(text, /Models {5}2 ready\n/);
  assert.match(text, /Database {3}requests\.db \(relaxed: a crash may lose the newest answers\)\n/);
  assert.doesNotMatch(text, /no key|disabled|warning/);
  assert.ok(text.endsWith("\n") && !text.includes("\n\n\n"));
});

Deno.test("localUrl() names an address that can be connected to", () => {
  assert.equal(localUrl({ host: "0.0.0.0", port: 1 }), "http://127.0.0.1:1");
  assert.equal(localUrl({ host: "::", port: 1 }), "http://[::1]:1");
  assert.equal(localUrl({ host: "::1", port: 1 }), "http://[::1]:1");
  assert.equal(authority("fe80::1", 80), "[fe80::1]:80");
});
