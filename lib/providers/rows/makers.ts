import { COMPATIBLE, CURRENT, OPENAI_REASONING } from "../quirk_sets.ts";
import { type ProviderRow, row } from "../row.ts";

/** Those who make models and serve them themselves. */
export const MAKERS: readonly ProviderRow[] = [
  row({
    name: "openai",
    displayName: "OpenAI",
    baseUrl: "https://api.openai.com/v1",
    keyEnv: "OPENAI_API_KEY",
    quirks: CURRENT,
    modelQuirks: OPENAI_REASONING,
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
    // As in LiteLLM: a base without /v1 gets it.
    mendBase: { pattern: /(\/v1)?$/, replacement: "/v1" },
    // It refuses every field that it does not know, `stream_options` among them (422 extra_forbidden).
    quirks: {
      ...COMPATIBLE,
      streamUsage: "always",
      rename: { seed: "random_seed" },
      // 422 extra_forbidden: the thinking that our repair shows comes back with the history.
      refusedInMessages: ["reasoning_content"],
      repairs: true,
    },
    docs: "https://docs.mistral.ai/api/#tag/chat",
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
    name: "perplexity",
    displayName: "Perplexity",
    baseUrl: "https://api.perplexity.ai",
    keyEnv: "PERPLEXITYAI_API_KEY",
    quirks: { ...COMPATIBLE, streamUsage: "always" },
    docs: "https://docs.perplexity.ai/api-reference/chat-completions-post",
  }),
  row({
    name: "moonshot",
    displayName: "Moonshot AI",
    baseUrl: "https://api.moonshot.ai/v1",
    keyEnv: "MOONSHOT_API_KEY",
    quirks: { ...COMPATIBLE, maxTokens: "either" },
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
    name: "meta_llama",
    displayName: "Meta Llama API",
    baseUrl: "https://api.llama.com/compat/v1",
    keyEnv: "LLAMA_API_KEY",
    aliases: ["meta"],
    quirks: { ...COMPATIBLE, maxTokens: "either" },
    docs: "https://llama.developer.meta.com/docs/features/compatibility",
  }),
  row({
    name: "writer",
    displayName: "Writer",
    baseUrl: "https://api.writer.com/v1",
    keyEnv: "WRITER_API_KEY",
    docs: "https://dev.writer.com/api-reference/completion-api/chat-completion",
  }),
];
