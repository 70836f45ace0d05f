import assert from "node:assert/strict";
import { exposure } from "../../lib/app/exposure.ts";
import { startProcess } from "../harness/server.ts";

const CONFIG = `model_list:
  - { model_name: echo, litellm_params: { model: demo/echo } }
`;

const HOSTS: [host: string, open: boolean][] = [
  ["127.0.0.1", false],
  ["127.8.0.1", false],
  ["localhost", false],
  ["::1", false],
  ["0.0.0.0", true],
  ["::", true],
  ["192.168.1.5", true],
  ["127.0.0.1.evil.example", true],
  ["my-host", true],
];

for (const [host, open] of HOSTS) {
  Deno.test(`listening on ${host} ${open ? "needs" : "does not need"} a master key`, () => {
    const problem = exposure({ host, allowUnauthenticated: false }, { masterKey: null });
    assert.equal(problem !== null, open);
    assert.equal(exposure({ host, allowUnauthenticated: false }, { masterKey: "k" }), null);
    assert.equal(exposure({ host, allowUnauthenticated: true }, { masterKey: null }), null);
  });
}

Deno.test("a server that would stand open exits with 1 and says what to do", async () => {
  await using server = await startProcess(CONFIG, ["--host", "0.0.0.0"]);
  const { code, stdout, stderr } = await server.ended;
  assert.equal(code, 1);
  assert.match(stderr, /master_key/);
  assert.match(stderr, /--allow-unauthenticated/);
  assert.doesNotMatch(stdout + stderr, /\n +at /);
});

for (
  const [what, config, args] of [
    ["with --allow-unauthenticated", CONFIG, ["--allow-unauthenticated"]],
    ["with a master key", `${CONFIG}general_settings: { master_key: sk-master-1 }\n`, []],
  ] as const
) {
  Deno.test(`a server ${what} listens on every address`, async () => {
    await using server = await startProcess(config, ["--host", "0.0.0.0", ...args]);
    const response = await fetch(`${await server.url}/health`);
    assert.equal(await response.text(), '{"status":"ok"}');
  });
}

Deno.test("--help and --version print and exit with 0, a bad flag exits with 2", async () => {
  for (
    const [args, code, told] of [
      [["--help"], 0, /--allow-unauthenticated/],
      [["--version"], 0, /^\S*\s*\d+\.\d+\.\d+/],
      [["--prot", "1"], 2, /--prot/],
      [["--port", "70000"], 2, /65535/],
    ] as const
  ) {
    await using server = await startProcess(CONFIG, [...args]);
    const ended = await server.ended;
    assert.equal(ended.code, code, args.join(" "));
    assert.match(code === 0 ? ended.stdout : ended.stderr, told);
  }
});
