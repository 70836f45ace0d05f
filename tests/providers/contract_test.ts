import assert from "node:assert/strict";
import { anthropicMessages } from "../../lib/protocols/anthropic-messages/mod.ts";
import { gemini } from "../../lib/protocols/gemini/mod.ts";
import type { Translation } from "../../lib/protocols/protocol.ts";
import { endpointOf, headersOf } from "../../lib/providers/address.ts";
import { FOREIGN_PREFIXES } from "../../lib/providers/foreign.ts";
import { ROWS } from "../../lib/providers/rows.ts";
import { providerNamed, type ProviderRow } from "../../lib/providers/table.ts";
import type { Target } from "../../lib/types/target.ts";
import { targetWith } from "./entry.ts";
import { referencePage } from "./reference.ts";
import { VECTORS } from "./vectors.ts";

const root = new URL("../../", import.meta.url);
const read = (path: string) => Deno.readTextFileSync(new URL(path, root));

const TRANSLATIONS: Readonly<Record<string, Translation>> = {
  "anthropic-messages": anthropicMessages,
  gemini,
};

function urlOf(target: Target, row: ProviderRow): string {
  const translation = TRANSLATIONS[target.protocol];
  return translation?.endpoint(target.baseUrl, target.model, false) ?? endpointOf(target, row);
}

for (const row of ROWS) {
  Deno.test(`a request of ${row.name} goes to the right URL with the right credentials`, () => {
    const vector = VECTORS[row.name];
    assert.ok(vector, `Add a vector for ${row.name} to tests/providers/vectors.ts.`);
    const target = targetWith(vector.params);
    assert.equal(target.provider, row.name);
    assert.equal(urlOf(target, row), vector.url);
    const headers = headersOf(target, row);
    const credentials = Object.entries(headers).filter(([name]) =>
      ["authorization", "api-key", "x-api-key", "x-goog-api-key"].includes(name)
    );
    assert.deepEqual(credentials, vector.auth ? [vector.auth] : []);
  });

  Deno.test(`the row of ${row.name} is complete`, () => {
    assert.match(row.name, /^[a-z][a-z0-9_]*$/);
    assert.notEqual(row.displayName, "");
    assert.match(row.docs, /^https:\/\/[^/]+\//);
    const local = row.baseUrl !== null && /^(http:|demo:)/.test(row.baseUrl);
    if (row.baseUrl === null) assert.match(row.baseExample ?? "", /^https:\/\/.*[A-Z]/);
    else assert.match(row.baseUrl, local ? /[^/]$/ : /^https:\/\/.*[^/]$/);
    assert.equal(row.keyEnv === null, local, "only what runs locally needs no key");
    assert.ok(Deno.statSync(new URL(`lib/protocols/${row.protocol}/`, root)).isDirectory);
    assert.equal(row.chatPaths.at(-1)?.base ?? row.chatPaths.at(-1)?.version, undefined);
  });

  if (row.keyEnv === null) continue;
  Deno.test(`the variable of ${row.name} stands in .env.example`, () => {
    assert.match(read(".env.example"), new RegExp(`^${row.keyEnv}=$`, "m"));
  });
}

Deno.test("every name of a provider is its own, and none is told to be foreign", () => {
  const names = ROWS.flatMap(({ name, aliases }) => [name, ...aliases]);
  assert.equal(new Set(names).size, names.length);
  assert.deepEqual(names.filter((name) => FOREIGN_PREFIXES.has(name)), []);
  for (const { name, aliases } of ROWS) {
    for (const other of [name, ...aliases]) assert.equal(providerNamed(other)?.name, name);
  }
});

Deno.test("every vector belongs to a row", () => {
  assert.deepEqual(Object.keys(VECTORS).sort(), ROWS.map(({ name }) => name).sort());
});

Deno.test("docs/reference/providers.md lists the rows as they are", () => {
  const { now, wanted } = referencePage();
  assert.equal(
    now,
    wanted,
    "Run: deno run --allow-read --allow-write tests/providers/reference.ts",
  );
});
