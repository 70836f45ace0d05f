import { COMPATIBLE, CURRENT } from "../quirk_sets.ts";
import { type ProviderRow, row } from "../row.ts";

/** What answers on the user's own machine, the demo in this very process. */
export const LOCAL: readonly ProviderRow[] = [
  row({
    name: "demo",
    displayName: "Demo",
    baseUrl: "demo:",
    auth: "none",
    keyEnv: null,
    quirks: CURRENT,
    docs: "https://platform.openai.com/docs/api-reference/chat",
  }),
  row({
    name: "ollama",
    displayName: "Ollama",
    baseUrl: "http://localhost:11434/v1",
    keyEnv: null,
    aliases: ["ollama_chat"],
    // LiteLLM's users write the address of Ollama's own API.
    mendBase: { pattern: /(\/v1|\/api)?$/, replacement: "/v1" },
    docs: "https://docs.ollama.com/api/openai-compatibility",
  }),
  row({
    name: "lm_studio",
    displayName: "LM Studio",
    baseUrl: "http://localhost:1234/v1",
    keyEnv: null,
    docs: "https://lmstudio.ai/docs/developer/openai-compat",
  }),
  row({
    name: "vllm",
    displayName: "vLLM",
    baseUrl: "http://localhost:8000/v1",
    keyEnv: null,
    aliases: ["hosted_vllm"],
    quirks: { ...COMPATIBLE, maxTokens: "either" },
    docs: "https://docs.vllm.ai/en/latest/serving/openai_compatible_server.html",
  }),
  row({
    name: "llamafile",
    displayName: "llamafile",
    baseUrl: "http://127.0.0.1:8080/v1",
    keyEnv: null,
    docs: "https://github.com/Mozilla-Ocho/llamafile",
  }),
];
