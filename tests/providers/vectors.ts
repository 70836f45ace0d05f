/** What a request of a row must look like: the URL, and the one header that proves who we are. */
export interface Vector {
  /** `litellm_params` */
  params: Record<string, string>;
  url: string;
  auth: [name: string, value: string] | null;
}

const bearer = (variable: string): Vector["auth"] => [
  "authorization",
  `Bearer value-of-${variable}`,
];
const plain = (model: string, url: string, variable: string | null): Vector => ({
  params: { model },
  url,
  auth: variable === null ? null : bearer(variable),
});

/** One for each row, by its name: a row without one is half added. */
export const VECTORS: Readonly<Record<string, Vector>> = {
  openai: plain(
    "openai/gpt-x",
    "https://api.openai.com/v1/chat/completions",
    "OPENAI_API_KEY",
  ),
  anthropic: {
    params: { model: "anthropic/claude-x" },
    url: "https://api.anthropic.com/v1/messages",
    auth: ["x-api-key", "value-of-ANTHROPIC_API_KEY"],
  },
  gemini: {
    params: { model: "gemini/gemini-x" },
    url: "https://generativelanguage.googleapis.com/v1beta/models/gemini-x:generateContent",
    auth: ["x-goog-api-key", "value-of-GEMINI_API_KEY"],
  },
  mistral: plain(
    "mistral/mistral-x",
    "https://api.mistral.ai/v1/chat/completions",
    "MISTRAL_API_KEY",
  ),
  deepseek: plain(
    "deepseek/deepseek-x",
    "https://api.deepseek.com/chat/completions",
    "DEEPSEEK_API_KEY",
  ),
  xai: plain("xai/grok-x", "https://api.x.ai/v1/chat/completions", "XAI_API_KEY"),
  perplexity: plain(
    "perplexity/sonar",
    "https://api.perplexity.ai/chat/completions",
    "PERPLEXITYAI_API_KEY",
  ),
  moonshot: plain(
    "moonshot/kimi-x",
    "https://api.moonshot.ai/v1/chat/completions",
    "MOONSHOT_API_KEY",
  ),
  dashscope: plain(
    "dashscope/qwen-x",
    "https://dashscope-intl.aliyuncs.com/compatible-mode/v1/chat/completions",
    "DASHSCOPE_API_KEY",
  ),
  zai: plain("zai/glm-x", "https://api.z.ai/api/paas/v4/chat/completions", "ZAI_API_KEY"),
  meta_llama: plain(
    "meta_llama/Llama-x",
    "https://api.llama.com/compat/v1/chat/completions",
    "LLAMA_API_KEY",
  ),
  writer: plain("writer/palmyra-x", "https://api.writer.com/v1/chat/completions", "WRITER_API_KEY"),
  groq: plain(
    "groq/openai/gpt-oss-x",
    "https://api.groq.com/openai/v1/chat/completions",
    "GROQ_API_KEY",
  ),
  openrouter: plain(
    "openrouter/z-ai/glm-x",
    "https://openrouter.ai/api/v1/chat/completions",
    "OPENROUTER_API_KEY",
  ),
  together_ai: plain(
    "together_ai/Qwen/Qwen-x",
    "https://api.together.xyz/v1/chat/completions",
    "TOGETHERAI_API_KEY",
  ),
  fireworks_ai: plain(
    "fireworks_ai/llama-x",
    "https://api.fireworks.ai/inference/v1/chat/completions",
    "FIREWORKS_API_KEY",
  ),
  cerebras: plain(
    "cerebras/gpt-oss-x",
    "https://api.cerebras.ai/v1/chat/completions",
    "CEREBRAS_API_KEY",
  ),
  nvidia_nim: plain(
    "nvidia_nim/meta/llama-x",
    "https://integrate.api.nvidia.com/v1/chat/completions",
    "NVIDIA_NIM_API_KEY",
  ),
  huggingface: plain(
    "huggingface/Qwen/Qwen-x:novita",
    "https://router.huggingface.co/v1/chat/completions",
    "HF_TOKEN",
  ),
  github: plain(
    "github/openai/gpt-x",
    "https://models.github.ai/inference/chat/completions",
    "GITHUB_API_KEY",
  ),
  vercel_ai_gateway: plain(
    "vercel_ai_gateway/openai/gpt-x",
    "https://ai-gateway.vercel.sh/v1/chat/completions",
    "VERCEL_AI_GATEWAY_API_KEY",
  ),
  sambanova: plain(
    "sambanova/llama-x",
    "https://api.sambanova.ai/v1/chat/completions",
    "SAMBANOVA_API_KEY",
  ),
  novita: plain(
    "novita/qwen/qwen-x",
    "https://api.novita.ai/v3/openai/chat/completions",
    "NOVITA_API_KEY",
  ),
  deepinfra: plain(
    "deepinfra/Qwen/Qwen-x",
    "https://api.deepinfra.com/v1/openai/chat/completions",
    "DEEPINFRA_API_KEY",
  ),
  hyperbolic: plain(
    "hyperbolic/Qwen/Qwen-x",
    "https://api.hyperbolic.xyz/v1/chat/completions",
    "HYPERBOLIC_API_KEY",
  ),
  azure: {
    params: {
      model: "azure/my deployment",
      api_base: "https://res.openai.azure.com/",
      api_version: "2024-12-01-preview",
    },
    url: "https://res.openai.azure.com/openai/deployments/my%20deployment/chat/completions" +
      "?api-version=2024-12-01-preview",
    auth: ["api-key", "value-of-AZURE_API_KEY"],
  },
  databricks: {
    params: {
      model: "databricks/claude-x",
      api_base: "https://w.cloud.databricks.com/serving-endpoints",
    },
    url: "https://w.cloud.databricks.com/serving-endpoints/chat/completions",
    auth: bearer("DATABRICKS_API_KEY"),
  },
  snowflake: {
    params: {
      model: "snowflake/claude-x",
      api_base: "https://a.snowflakecomputing.com/api/v2/cortex/inference:complete",
    },
    url: "https://a.snowflakecomputing.com/api/v2/cortex/v1/chat/completions",
    auth: bearer("SNOWFLAKE_JWT"),
  },
  cloudflare: {
    params: {
      model: "cloudflare/@cf/meta/llama-x",
      api_base: "https://api.cloudflare.com/client/v4/accounts/a1/ai/run/",
    },
    url: "https://api.cloudflare.com/client/v4/accounts/a1/ai/v1/chat/completions",
    auth: bearer("CLOUDFLARE_API_KEY"),
  },
  demo: plain("demo/echo", "demo:/chat/completions", null),
  ollama: plain("ollama/qwen3", "http://localhost:11434/v1/chat/completions", null),
  lm_studio: plain("lm_studio/qwen3", "http://localhost:1234/v1/chat/completions", null),
  vllm: plain("hosted_vllm/Qwen/Qwen3", "http://localhost:8000/v1/chat/completions", null),
  llamafile: plain("llamafile/any", "http://127.0.0.1:8080/v1/chat/completions", null),
};
