import type { Quirks } from "../protocols/openai-chat/quirks.ts";
import type { ProviderRow } from "./table.ts";

/** What holds for most servers that speak OpenAI's chat protocol. */
const COMPATIBLE: Quirks = {
  maxTokens: "max_tokens",
  developerRole: false,
  streamUsage: "stream_options",
  rename: {},
  repairs: false,
};

/** A server that follows OpenAI's present API: both token limits, the role `developer`. */
const CURRENT: Quirks = { ...COMPATIBLE, maxTokens: "either", developerRole: true };

/**
 * OpenAI's reasoning models refuse `max_tokens`.
 * https://platform.openai.com/docs/api-reference/chat/create#chat-create-max_tokens
 */
const REASONING = [
  { pattern: /^(o\d|gpt-5)/, quirks: { maxTokens: "max_completion_tokens" as const } },
];

type Facts =
  & Pick<ProviderRow, "name" | "displayName" | "baseUrl" | "keyEnv" | "docs">
  & Partial<ProviderRow>;

function row(facts: Facts): ProviderRow {
  return {
    protocol: "openai-chat",
    auth: "bearer",
    aliases: [],
    headers: {},
    modelPrefix: "",
    baseSuffix: "",
    chatPath: "/chat/completions",
    quirks: COMPATIBLE,
    modelQuirks: [],
    ...facts,
  };
}

/** Every provider that an alias can name. Names, base URLs and variables are LiteLLM's where it has the provider. */
export const ROWS: readonly ProviderRow[] = [
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
    name: "openai",
    displayName: "OpenAI",
    baseUrl: "https://api.openai.com/v1",
    keyEnv: "OPENAI_API_KEY",
    quirks: CURRENT,
    modelQuirks: REASONING,
    docs: "https://platform.openai.com/docs/api-reference/chat",
  }),
  row({
    name: "anthropic",
    displayName: "Anthropic",
    protocol: "anthropic-messages",
    baseUrl: "https://api.anthropic.com",
    auth: "x-api-key",
    keyEnv: "ANTHROPIC_API_KEY",
    headers: { "anthropic-version": "2023-06-01" },
    docs: "https://docs.anthropic.com/en/api/messages",
  }),
  row({
    name: "gemini",
    displayName: "Google Gemini",
    protocol: "gemini",
    baseUrl: "https://generativelanguage.googleapis.com/v1beta",
    auth: "x-goog-api-key",
    keyEnv: "GEMINI_API_KEY",
    aliases: ["google"],
    docs: "https://ai.google.dev/api/generate-content",
  }),
  row({
    name: "mistral",
    displayName: "Mistral",
    baseUrl: "https://api.mistral.ai/v1",
    keyEnv: "MISTRAL_API_KEY",
    quirks: {
      ...COMPATIBLE,
      streamUsage: "always",
      rename: { seed: "random_seed" },
      repairs: true,
    },
    docs: "https://docs.mistral.ai/api/#tag/chat",
  }),
  row({
    name: "groq",
    displayName: "Groq",
    baseUrl: "https://api.groq.com/openai/v1",
    keyEnv: "GROQ_API_KEY",
    quirks: { ...COMPATIBLE, maxTokens: "either" },
    docs: "https://console.groq.com/docs/api-reference#chat-create",
  }),
  row({
    name: "deepseek",
    displayName: "DeepSeek",
    baseUrl: "https://api.deepseek.com",
    keyEnv: "DEEPSEEK_API_KEY",
    docs: "https://api-docs.deepseek.com/api/create-chat-completion",
  }),
  row({
    name: "xai",
    displayName: "xAI",
    baseUrl: "https://api.x.ai/v1",
    keyEnv: "XAI_API_KEY",
    quirks: { ...COMPATIBLE, maxTokens: "either" },
    docs: "https://docs.x.ai/docs/api-reference#chat-completions",
  }),
  row({
    name: "openrouter",
    displayName: "OpenRouter",
    baseUrl: "https://openrouter.ai/api/v1",
    keyEnv: "OPENROUTER_API_KEY",
    quirks: CURRENT,
    docs: "https://openrouter.ai/docs/api-reference/chat-completion",
  }),
  row({
    name: "together_ai",
    displayName: "Together AI",
    baseUrl: "https://api.together.xyz/v1",
    keyEnv: "TOGETHERAI_API_KEY",
    aliases: ["together"],
    docs: "https://docs.together.ai/reference/chat-completions-1",
  }),
  row({
    name: "fireworks_ai",
    displayName: "Fireworks AI",
    baseUrl: "https://api.fireworks.ai/inference/v1",
    keyEnv: "FIREWORKS_API_KEY",
    aliases: ["fireworks"],
    modelPrefix: "accounts/fireworks/models/",
    docs: "https://docs.fireworks.ai/api-reference/post-chatcompletions",
  }),
  row({
    name: "perplexity",
    displayName: "Perplexity",
    baseUrl: "https://api.perplexity.ai",
    keyEnv: "PERPLEXITYAI_API_KEY",
    quirks: { ...COMPATIBLE, streamUsage: "always" },
    docs: "https://docs.perplexity.ai/api-reference/chat-completions-post",
  }),
  row({
    name: "cerebras",
    displayName: "Cerebras",
    baseUrl: "https://api.cerebras.ai/v1",
    keyEnv: "CEREBRAS_API_KEY",
    quirks: { ...COMPATIBLE, maxTokens: "either" },
    docs: "https://inference-docs.cerebras.ai/api-reference/chat-completions",
  }),
  row({
    name: "nvidia_nim",
    displayName: "NVIDIA NIM",
    baseUrl: "https://integrate.api.nvidia.com/v1",
    keyEnv: "NVIDIA_NIM_API_KEY",
    docs: "https://docs.api.nvidia.com/nim/reference/llm-apis",
  }),
  row({
    name: "moonshot",
    displayName: "Moonshot AI",
    baseUrl: "https://api.moonshot.ai/v1",
    keyEnv: "MOONSHOT_API_KEY",
    docs: "https://platform.moonshot.ai/docs/api/chat",
  }),
  row({
    name: "dashscope",
    displayName: "Alibaba Cloud Model Studio",
    baseUrl: "https://dashscope-intl.aliyuncs.com/compatible-mode/v1",
    keyEnv: "DASHSCOPE_API_KEY",
    docs:
      "https://www.alibabacloud.com/help/en/model-studio/compatibility-of-openai-with-dashscope",
  }),
  row({
    name: "zai",
    displayName: "Z.ai",
    baseUrl: "https://api.z.ai/api/paas/v4",
    keyEnv: "ZAI_API_KEY",
    docs: "https://docs.z.ai/api-reference/llm/chat-completion",
  }),
  row({
    name: "huggingface",
    displayName: "Hugging Face",
    baseUrl: "https://router.huggingface.co/v1",
    keyEnv: "HF_TOKEN",
    docs: "https://huggingface.co/docs/inference-providers/tasks/chat-completion",
  }),
  row({
    name: "github",
    displayName: "GitHub Models",
    baseUrl: "https://models.github.ai/inference",
    keyEnv: "GITHUB_API_KEY",
    docs: "https://docs.github.com/en/rest/models/inference",
  }),
  row({
    name: "vercel_ai_gateway",
    displayName: "Vercel AI Gateway",
    baseUrl: "https://ai-gateway.vercel.sh/v1",
    keyEnv: "VERCEL_AI_GATEWAY_API_KEY",
    quirks: CURRENT,
    docs: "https://vercel.com/docs/ai-gateway/openai-compatible-api",
  }),
  row({
    name: "sambanova",
    displayName: "SambaNova",
    baseUrl: "https://api.sambanova.ai/v1",
    keyEnv: "SAMBANOVA_API_KEY",
    docs: "https://docs.sambanova.ai/cloud/api-reference/endpoints/chat",
  }),
  row({
    name: "novita",
    displayName: "Novita AI",
    baseUrl: "https://api.novita.ai/v3/openai",
    keyEnv: "NOVITA_API_KEY",
    docs: "https://novita.ai/docs/api-reference/model-apis-llm-create-chat-completion",
  }),
  row({
    name: "deepinfra",
    displayName: "DeepInfra",
    baseUrl: "https://api.deepinfra.com/v1/openai",
    keyEnv: "DEEPINFRA_API_KEY",
    docs: "https://deepinfra.com/docs/openai_api",
  }),
  row({
    name: "hyperbolic",
    displayName: "Hyperbolic",
    baseUrl: "https://api.hyperbolic.xyz/v1",
    keyEnv: "HYPERBOLIC_API_KEY",
    docs: "https://docs.hyperbolic.xyz/docs/rest-api",
  }),
  row({
    name: "meta_llama",
    displayName: "Meta Llama API",
    baseUrl: "https://api.llama.com/compat/v1",
    keyEnv: "LLAMA_API_KEY",
    aliases: ["meta"],
    docs: "https://llama.developer.meta.com/docs/features/compatibility",
  }),
  row({
    name: "databricks",
    displayName: "Databricks",
    baseUrl: null,
    keyEnv: "DATABRICKS_API_KEY",
    docs: "https://docs.databricks.com/aws/en/machine-learning/foundation-model-apis/api-reference",
  }),
  row({
    name: "snowflake",
    displayName: "Snowflake Cortex",
    baseUrl: null,
    keyEnv: "SNOWFLAKE_JWT",
    quirks: { ...COMPATIBLE, maxTokens: "either" },
    docs: "https://docs.snowflake.com/en/user-guide/snowflake-cortex/open_ai_sdk",
  }),
  row({
    name: "cloudflare",
    displayName: "Cloudflare Workers AI",
    baseUrl: null,
    keyEnv: "CLOUDFLARE_API_KEY",
    docs: "https://developers.cloudflare.com/workers-ai/configuration/open-ai-compatibility/",
  }),
  row({
    name: "writer",
    displayName: "Writer",
    baseUrl: "https://api.writer.com/v1",
    keyEnv: "WRITER_API_KEY",
    docs: "https://dev.writer.com/api-reference/completion-api/chat-completion",
  }),
  row({
    name: "azure",
    displayName: "Azure OpenAI",
    baseUrl: null,
    auth: "api-key",
    keyEnv: "AZURE_API_KEY",
    chatPath: "/openai/deployments/{model}/chat/completions?api-version={api_version}",
    quirks: CURRENT,
    modelQuirks: REASONING,
    docs: "https://learn.microsoft.com/en-us/azure/ai-foundry/openai/reference",
  }),
  row({
    name: "ollama",
    displayName: "Ollama",
    baseUrl: "http://localhost:11434/v1",
    keyEnv: null,
    aliases: ["ollama_chat"],
    baseSuffix: "/v1",
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
