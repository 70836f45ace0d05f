import assert from "node:assert/strict";
import { LAUNCHER, startProcess } from "../harness/server.ts";
import { startUpstream } from "../harness/upstream.ts";

const entry = (alias: string, base: string) =>
  `  - model_name: ${alias}
    litellm_params: { model: openai/x, api_key: k, api_base: "${base}", num_retries: 3 }
`;

Deno.test("a started server reaches the hosts of its configuration and no other, and says how to mend it", async () => {
  const answer = { choices: [{ index: 0, message: { content: "hi" }, finish_reason: "stop" }] };
  await using known = await startUpstream(() => Response.json(answer));
  await using other = await startUpstream(() => Response.json(answer));
  const config = `model_list:\n${entry("known", known.base)}`;
  await using server = await startProcess(config, [], LAUNCHER);
  const url = await server.url;
  const ask = (model: string) =>
    fetch(`${url}/v1/chat/completions`, { method: "POST", body: JSON.stringify({ model }) });

  const reached = await ask("known");
  assert.equal(reached.status, 200);
  await reached.body?.cancel();

  await Deno.writeTextFile(`${server.dir}/config.yaml`, config + entry("other", other.base));
  let refused = await ask("other");
  for (const end = Date.now() + 10_000; refused.status === 404 && Date.now() < end;) {
    await refused.body?.cancel();
    refused = await ask("other");
  }
  assert.equal(refused.status, 502);
  assert.equal(refused.headers.get("x-apantli-attempts"), "1");
  assert.match((await refused.json()).error.message, /without permission to reach .* Restart it/);
  assert.equal(other.received.length, 0);

  server.child.kill("SIGTERM");
  const { code, stderr } = await server.ended;
  assert.equal(code, 0);
  assert.match(stderr, /restart to reach 127\.0\.0\.1:\d+: .* alias="other"/);
});
