import assert from "node:assert/strict";
import { withEnviron } from "../../lib/cli/destination.ts";
import { UsageError } from "../../lib/cli/flags.ts";
import { permissionFlags, permissionTable, shellLine } from "../../lib/cli/permission_flags.ts";
import { permissionSet } from "../../lib/cli/permissions.ts";
import { destinationOf } from "../../lib/cli/provider_destination.ts";
import { parseConfig } from "../../lib/config/load.ts";

const CONFIG = parseConfig(
  `model_list:
  - {model_name: echo, litellm_params: {model: demo/echo}}
  - {model_name: a, litellm_params: {model: openai/a, api_key: os.environ/OPENAI_KEY}}
  - {model_name: b, litellm_params: {model: openai/b}}
  - {model_name: local, litellm_params: {model: ollama/x, api_base: "http://[::1]:11434/v1"}}
  - {model_name: plain, litellm_params: {model: ollama/x, api_base: "http://box/v1", api_key: k}}
  - {model_name: env, litellm_params: {model: x, api_base: os.environ/BASE, extra_headers: {H: os.environ/H}}}
  - {model_name: off, enabled: false, litellm_params: {model: other/x, api_key: os.environ/OFF}}
  - {model_name: lost, litellm_params: {model: nobody/x}}
general_settings: {master_key: os.environ/MASTER}
`,
  "config.yaml",
);

const URLS: Readonly<Record<string, string>> = {
  demo: "demo:",
  openai: "https://api.openai.com/v1",
  other: "https://other.example",
};

function setFor(flags: Partial<Parameters<typeof permissionSet>[0]["flags"]> = {}) {
  return permissionSet({
    flags: {
      host: "127.0.0.1",
      port: 4000,
      config: "config.yaml",
      db: "requests.db",
      env: ".env",
      ...flags,
    },
    config: CONFIG,
    application: ".",
    destinationOf: withEnviron(({ model, apiBase }) => {
      const [provider = ""] = model.split("/");
      const baseUrl = apiBase ?? URLS[provider];
      const keyEnv = provider === "openai" ? "OPENAI_API_KEY" : null;
      return baseUrl === undefined ? null : { baseUrl, keyEnv };
    }, (name) => name === "BASE" ? "https://gateway.example:8443/x" : undefined),
  });
}

Deno.test("permissionSet() allows the listen address and the hosts of enabled aliases, with who needs them", () => {
  assert.deepEqual(setFor().net, [
    { name: "127.0.0.1:4000", neededBy: ["the server"] },
    { name: "api.openai.com:443", neededBy: ["a", "b"] },
    { name: "[::1]:11434", neededBy: ["local"] },
    { name: "box:80", neededBy: ["plain"] },
    { name: "gateway.example:8443", neededBy: ["env"] },
  ]);
  assert.equal(setFor({ host: "::1", port: 0 }).net[0]?.name, "[::1]:0");
});

Deno.test("permissionSet() allows the variables that enabled aliases and the master key name", () => {
  assert.deepEqual(setFor().env, [
    { name: "MASTER", neededBy: ["the master key"] },
    { name: "OPENAI_KEY", neededBy: ["a"] },
    { name: "OPENAI_API_KEY", neededBy: ["b"] },
    { name: "BASE", neededBy: ["env"] },
    { name: "H", neededBy: ["env"] },
  ]);
});

Deno.test("permissionSet() allows the files of the configuration and the database", () => {
  const names = (grants: { name: string }[]) => grants.map(({ name }) => name);
  const { read, write } = setFor({ db: "d.db" });
  const files = [
    "config.yaml",
    "config.yaml.tmp",
    "config.yaml.backup",
    "d.db",
    "d.db-wal",
    "d.db-shm",
    "d.db-journal",
    "d.db-search",
    "d.db-search-wal",
    "d.db-search-shm",
    "d.db-search-journal",
    "d.db-rescue",
    "d.db-rescue-wal",
    "d.db-rescue-shm",
    "d.db-rescue-journal",
    "d.db.backup-v0",
    "d.db.backup-v0-journal",
    "d.db.backup-v0.part",
    "d.db.backup-v0.part-journal",
    "d.db.lock",
  ];
  assert.deepEqual(names(read), [".", ".env", ...files]);
  assert.deepEqual(names(write), files);
});

Deno.test("permissionFlags() writes the set for deno run, without run, ffi and sys", () => {
  const flags = permissionFlags(setFor());
  assert.deepEqual(flags.slice(0, 5), [
    "--no-prompt",
    "--allow-import=jsr.io:443",
    "--allow-net=127.0.0.1:4000,api.openai.com:443,[::1]:11434,box:80,gateway.example:8443",
    "--allow-env=MASTER,OPENAI_KEY,OPENAI_API_KEY,BASE,H",
    "--ignore-env=LOG_TOKENS,LOG_STREAM",
  ]);
  assert.doesNotMatch(flags.join(" "), /--allow-(run|ffi|sys|all)|-A\b|--allow-\w+( |$)/);
  const nothing = permissionFlags({ net: [], env: [], read: [], write: [] });
  assert.deepEqual(nothing.filter((flag) => /env|net|read|write/.test(flag)), [
    "--ignore-env=LOG_TOKENS,LOG_STREAM",
  ]);
});

Deno.test("permissionFlags() refuses a path with a comma rather than allow something else", () => {
  assert.throws(
    () => permissionFlags(setFor({ db: "a,b.db" })),
    (error) => error instanceof UsageError && /"a,b.db" has a comma.*Rename it/.test(error.message),
  );
});

Deno.test("permissionTable() shows each host with the aliases that need it", () => {
  const lines = permissionTable(setFor()).split("\n");
  assert.ok(lines.some((line) => /^ {2}api\.openai\.com:443 +a, b$/.test(line)));
  assert.ok(lines.some((line) => /^ {2}OPENAI_KEY +a$/.test(line)));
  assert.deepEqual(lines.filter((line) => /^[A-Z]\w+$/.test(line)), [
    "Network",
    "Variables",
    "Reads",
    "Writes",
  ]);
});

Deno.test("shellLine() quotes what a shell would take apart", () => {
  assert.equal(
    shellLine(["--a=b,c", "my db", "it's", "[::1]"]),
    `--a=b,c 'my db' 'it'\\''s' '[::1]'`,
  );
});

Deno.test("destinationOf() takes base URL and key from the table of providers", () => {
  const config = parseConfig(
    `model_list:
  - {model_name: echo, litellm_params: {model: demo/echo}}
  - {model_name: gpt, litellm_params: {model: openai/gpt-5}}
  - {model_name: odd, litellm_params: {model: nobody/x}}
`,
    "c",
  );
  const found = [...config.aliases.values()].map(destinationOf);
  assert.equal(found[0]?.baseUrl, "demo:");
  assert.deepEqual(found[1], { baseUrl: "https://api.openai.com/v1", keyEnv: "OPENAI_API_KEY" });
  assert.equal(found[2], null);
});
