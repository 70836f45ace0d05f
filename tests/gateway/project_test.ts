import assert from "node:assert/strict";
import type { ProjectRule } from "../../lib/config/types.ts";
import { projectOf } from "../../lib/gateway/project.ts";
import type { JsonObject } from "../../lib/types/json.ts";

const RULES: ProjectRule[] = [
  { project: "webui", header: "X-OpenWebUI-User-Name", matches: "*" },
  { project: "editor", header: "user-agent", matches: "Zed/*" },
  { project: "notes", header: "x-title", matches: "*obsidian*copilot" },
  { project: "exact", header: "user-agent", matches: "curl" },
];

const CASES: [string, Record<string, string>, JsonObject, string | null][] = [
  ["nothing is said", {}, {}, null],
  ["the header names it", { "x-apantli-project": " blog " }, {}, "blog"],
  [
    "header and body name one",
    { "x-apantli-project": "blog" },
    { metadata: { project: "book" } },
    "blog",
  ],
  ["the metadata name it", { "user-agent": "Zed/1" }, { metadata: { project: "book" } }, "book"],
  ["the metadata are something else", {}, { metadata: [1], user: 7 }, null],
  ["a rule takes any value", { "x-openwebui-user-name": "" }, {}, "webui"],
  ["a rule takes a beginning, in any case", { "user-agent": "zed/0.2 (linux)" }, {}, "editor"],
  ["a rule takes a middle and an end", { "x-title": "My Obsidian: Copilot" }, {}, "notes"],
  ["a rule takes no more than its end", { "x-title": "obsidian copilot 2" }, {}, null],
  ["a rule without * wants all of it", { "user-agent": "curl/8" }, {}, null],
  ["a rule without * has all of it", { "user-agent": "CURL" }, {}, "exact"],
  ["the first rule counts", { "user-agent": "zed/1", "x-openwebui-user-name": "a" }, {}, "webui"],
  ["only the user is named", { "user-agent": "x" }, { user: "u-1" }, "u-1"],
  ["a rule applies and a user is named", { "user-agent": "curl" }, { user: "u-1" }, "exact"],
  ["names are empty", { "x-apantli-project": " " }, { metadata: { project: "" }, user: " " }, null],
  ["a name is long", { "x-apantli-project": "x".repeat(99) }, {}, "x".repeat(64)],
];

for (const [what, headers, body, project] of CASES) {
  Deno.test(`projectOf() is ${project?.slice(0, 10)} where ${what}`, () => {
    assert.equal(projectOf(new Headers(headers), body, RULES), project);
  });
}

Deno.test("projectOf() takes parts of a pattern one after the other, none twice", () => {
  const is = (value: string, matches: string) =>
    projectOf(new Headers({ "x-a": value }), {}, [{ project: "p", header: "x-a", matches }]) ===
      "p";
  assert.ok(is("abcabc", "a*c*c"));
  assert.ok(!is("abc", "a*c*c"));
  assert.ok(!is("ab", "ab*ab"));
  assert.ok(is("abab", "ab*ab"));
  assert.ok(is("", "*") && is("x", "***"));
  assert.ok(is("a.c", "a.c") && !is("abc", "a.c"), "only * means something");
});
