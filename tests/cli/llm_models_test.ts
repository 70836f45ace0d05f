import assert from "node:assert/strict";
import { parse } from "yaml";
import { llmModels } from "../../lib/cli/llm_models.ts";
import { parseConfig } from "../../lib/config/load.ts";

const MODELS = `model_list:
  - {model_name: "a: b", litellm_params: {model: x}}
  - {model_name: off, enabled: false, litellm_params: {model: x}}
  - {model_name: c, litellm_params: {model: y}}
`;

Deno.test("llmModels() lists the enabled aliases for simonw's llm", () => {
  const text = llmModels(parseConfig(MODELS, "c"), "http://127.0.0.1:4000/v1");
  assert.deepEqual(parse(text), [
    { model_id: "a: b", model_name: "a: b", api_base: "http://127.0.0.1:4000/v1" },
    { model_id: "c", model_name: "c", api_base: "http://127.0.0.1:4000/v1" },
  ]);
});

Deno.test("llmModels() names the key to use when there is a master key, and lists nothing for nothing", () => {
  const locked = parseConfig(`${MODELS}general_settings: {master_key: secret}`, "c");
  const text = llmModels(locked, "http://x/v1");
  assert.equal(parse(text)[0].api_key_name, "apantli");
  assert.doesNotMatch(text, /secret/);
  assert.deepEqual(parse(llmModels(parseConfig("", "c"), "http://x/v1")), []);
});

Deno.test("llm_models.ts prints the list, or says what is wrong with the configuration", async () => {
  const run = async (config: string) => {
    const script = new URL("../../lib/cli/llm_models.ts", import.meta.url).href;
    const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
      args: ["run", "--quiet", "--no-lock", "-A", script, "--config", config, "--port", "5000"],
    }).output();
    return { code, out: new TextDecoder().decode(stdout), err: new TextDecoder().decode(stderr) };
  };
  const path = await Deno.makeTempFile();
  try {
    await Deno.writeTextFile(path, MODELS);
    assert.equal(parse((await run(path)).out)[1].api_base, "http://127.0.0.1:5000/v1");
    const missing = await run(`${path}.missing`);
    assert.equal(missing.code, 2);
    assert.match(missing.err, /cannot be read/);
  } finally {
    await Deno.remove(path);
  }
});
