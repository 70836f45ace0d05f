import assert from "node:assert/strict";
import fc from "fast-check";
import { withEnviron } from "../../lib/cli/destination.ts";
import { DEFAULT_FLAGS } from "../../lib/cli/flag_table.ts";
import { permissionSet } from "../../lib/cli/permissions.ts";
import { plan, readConfig } from "../../lib/cli/plan.ts";
import { destinationOf } from "../../lib/cli/provider_destination.ts";
import { parseConfig } from "../../lib/config/load.ts";
import { withFiles } from "./server_files.ts";

const names = (grants: readonly { name: string }[]) => grants.map(({ name }) => name);
const entry = (params: string) => `  - { model_name: a, litellm_params: { ${params} } }\n`;

const HOSTS: readonly [what: string, params: string, host: string | undefined][] = [
  ["a provider's own address", "model: openai/gpt-5", "api.openai.com:443"],
  ["an inferred provider", "model: claude-haiku-4-5", "api.anthropic.com:443"],
  ["a port", "model: openai/x, api_base: 'http://10.0.0.1:8080/v1'", "10.0.0.1:8080"],
  ["no port over http", "model: openai/x, api_base: 'http://box/v1'", "box:80"],
  ["no port over https", "model: openai/x, api_base: 'https://box/v1'", "box:443"],
  ["a default port that is written out", "model: openai/x, api_base: 'https://box:443'", "box:443"],
  ["an IPv6 address", "model: openai/x, api_base: 'http://[::1]:1/v1'", "[::1]:1"],
  ["capitals", "model: openai/x, api_base: 'HTTPS://BOX.Example/v1'", "box.example:443"],
  [
    "a name beyond ASCII",
    "model: openai/x, api_base: 'https://bücher.example'",
    "xn--bcher-kva.example:443",
  ],
  [
    "a password in the address, which is refused",
    "model: openai/x, api_base: 'https://u:p@box'",
    undefined,
  ],
  ["base_url", "model: openai/x, base_url: 'https://box'", "box:443"],
  ["an address in .env", "model: openai/x, api_base: os.environ/PLAN_BASE", "from.env:8443"],
  ["a model in .env", "model: os.environ/PLAN_MODEL", "api.mistral.ai:443"],
  ["a variable that is not set", "model: openai/x, api_base: os.environ/PLAN_NONE", undefined],
  ["a model that is not set", "model: os.environ/PLAN_NONE", undefined],
  [
    "a model that is not set, with an address",
    "model: os.environ/PLAN_NONE, api_base: 'http://b'",
    undefined,
  ],
  ["the demo", "model: demo/echo", undefined],
  ["an unknown provider", "model: nobody/x", undefined],
];

for (const [what, params, host] of HOSTS) {
  Deno.test(`the server may reach ${host ?? "nobody"} for ${what}`, () =>
    withFiles({
      "config.yaml": `model_list:\n${entry(params)}`,
      ".env": "PLAN_BASE=https://from.env:8443/v1\nPLAN_MODEL=mistral/x\n",
    }, (flags) => {
      const { net } = plan(flags, destinationOf);
      assert.deepEqual(names(net), ["127.0.0.1:4000", ...(host === undefined ? [] : [host])]);
      assert.deepEqual(net[1]?.neededBy ?? ["a"], ["a"]);
    }));
}

Deno.test("a disabled alias gives no permission, wherever enabled: false stands", () =>
  withFiles({
    "config.yaml": `model_list:
  - { model_name: a, enabled: false, litellm_params: { model: openai/x, api_key: os.environ/A } }
  - { model_name: b, litellm_params: { model: openai/x, enabled: no, api_key: os.environ/B } }
  - { model_name: c, litellm_params: { model: openai/x }, model_info: { enabled: false } }
`,
  }, (flags) => {
    const { net, env } = plan(flags, destinationOf);
    assert.deepEqual([names(net), env], [["127.0.0.1:4000"], []]);
  }));

for (const [what, files] of [["no file", {}], ["no YAML", { "config.yaml": "a: [" }]] as const) {
  Deno.test(`with ${what} for a configuration the server may listen and reach nobody`, () =>
    withFiles(files, (flags) => {
      const set = plan(flags, destinationOf);
      assert.deepEqual([names(set.net), set.env], [["127.0.0.1:4000"], []]);
      assert.ok(names(set.write).includes(flags.config));
      assert.equal(readConfig(flags.config).broken, true);
    }));
}

Deno.test("the files of a database behind a link are those that it leads to, and the link is readable", () =>
  withFiles({ "real.db": "" }, async (flags, dir) => {
    await Deno.symlink(`${dir}/real.db`, flags.db);
    const real = await Deno.realPath(`${dir}/real.db`);
    const { read, write } = plan(flags, destinationOf);
    assert.ok(names(read).includes(flags.db));
    for (const file of [real, `${real}-wal`, `${real}.lock`]) {
      assert.ok(names(write).includes(file), file);
      assert.ok(names(read).includes(file), file);
    }
    assert.ok(!names(write).includes(`${flags.db}-wal`));
  }));

Deno.test("what the server may write are files, never a folder", () =>
  withFiles({}, (flags, dir) => {
    for (const name of names(plan(flags, destinationOf).write)) {
      assert.ok(name.startsWith(`${dir}/`) && name.length > dir.length + 1, name);
    }
  }));

Deno.test("permissionSet() names each host and variable once, with all who need it", () => {
  const alias = fc.constantFrom("a", "b", "c", "d");
  const host = fc.constantFrom("one.example", "two.example:81", "[::1]:9");
  const variable = fc.constantFrom("KEY_A", "KEY_B", "KEY_C");
  const entries = fc.uniqueArray(fc.record({ alias, host, variable, enabled: fc.boolean() }), {
    selector: ({ alias }) => alias,
  });
  fc.assert(fc.property(entries, (entries) => {
    const lines = entries.map(({ alias, host, variable, enabled }) =>
      `  - { model_name: ${alias}, enabled: ${enabled}, litellm_params: ` +
      `{ model: openai/x, api_base: "http://${host}", api_key: os.environ/${variable} } }\n`
    );
    const { net, env } = permissionSet({
      flags: DEFAULT_FLAGS,
      config: parseConfig(`model_list:\n${lines.join("")}`, "c"),
      destinationOf,
      application: ".",
    });
    const on = entries.filter(({ enabled }) => enabled);
    const by = (name: (entry: typeof on[number]) => string) =>
      [...Map.groupBy(on, name)].map(([name, all]) => ({
        name,
        neededBy: all.map(({ alias }) => alias),
      }));
    const port = (host: string) => /:\d+$/.test(host) ? host : `${host}:80`;
    assert.deepEqual(net.slice(1), by(({ host }) => port(host)));
    assert.deepEqual(env, by(({ variable }) => variable));
  }));
});

Deno.test("withEnviron() leaves an entry alone that names no variable, and reads none for it", () => {
  const config = parseConfig(`model_list:\n${entry("model: openai/x, api_base: 'http://b'")}`, "c");
  const [only] = config.aliases.values();
  assert.ok(only);
  const lookup = withEnviron(
    (entry) => ({ baseUrl: JSON.stringify(entry), keyEnv: null }),
    (name) => assert.fail(`asked for ${name}`),
  );
  assert.equal(lookup(only)?.baseUrl, JSON.stringify(only));
});
