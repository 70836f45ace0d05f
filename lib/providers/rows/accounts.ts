import { COMPATIBLE, CURRENT, OPENAI_REASONING } from "../quirk_sets.ts";
import { type ProviderRow, row } from "../row.ts";

/** Those where each account has an address of its own. */
export const ACCOUNTS: readonly ProviderRow[] = [
  row({
    name: "azure",
    displayName: "Azure OpenAI",
    baseUrl: null,
    baseExample: "https://RESOURCE.openai.azure.com",
    auth: "api-key",
    keyEnv: "AZURE_API_KEY",
    tokenParam: "azure_ad_token",
    mendBase: { pattern: /\/openai$/, replacement: "" },
    chatPaths: [
      // The v1 API has no dated versions: https://learn.microsoft.com/en-us/azure/ai-foundry/openai/api-version-lifecycle
      { base: /\/openai\/v1$/, path: "/chat/completions" },
      { version: /^(v1|latest|preview)$/, path: "/openai/v1/chat/completions" },
      {
        base: /\/openai\/deployments\/[^/]+$/,
        path: "/chat/completions?api-version={api_version}",
      },
      { path: "/openai/deployments/{model}/chat/completions?api-version={api_version}" },
    ],
    quirks: CURRENT,
    modelQuirks: OPENAI_REASONING,
    docs: "https://learn.microsoft.com/en-us/azure/ai-foundry/openai/reference",
  }),
  row({
    name: "databricks",
    displayName: "Databricks",
    baseUrl: null,
    baseExample: "https://WORKSPACE.cloud.databricks.com/serving-endpoints",
    keyEnv: "DATABRICKS_API_KEY",
    mendBase: { pattern: /^(https?:\/\/[^/]+)$/, replacement: "$1/serving-endpoints" },
    // `stream_options` is an unknown field there: 400.
    quirks: { ...COMPATIBLE, streamUsage: "always" },
    docs: "https://docs.databricks.com/aws/en/machine-learning/foundation-model-apis/api-reference",
  }),
  row({
    name: "snowflake",
    displayName: "Snowflake Cortex",
    baseUrl: null,
    baseExample: "https://ACCOUNT.snowflakecomputing.com/api/v2/cortex/v1",
    keyEnv: "SNOWFLAKE_JWT",
    // LiteLLM speaks the older `inference:complete`; the OpenAI-compatible API stands beside it.
    mendBase: {
      pattern: /(\/api\/v2)?(\/cortex(\/v1|\/inference:complete)?)?$/,
      replacement: "/api/v2/cortex/v1",
    },
    quirks: { ...COMPATIBLE, maxTokens: "either" },
    docs: "https://docs.snowflake.com/en/user-guide/snowflake-cortex/open_ai_sdk",
  }),
  row({
    name: "cloudflare",
    displayName: "Cloudflare Workers AI",
    baseUrl: null,
    baseExample: "https://api.cloudflare.com/client/v4/accounts/ACCOUNT/ai/v1",
    keyEnv: "CLOUDFLARE_API_KEY",
    // LiteLLM speaks the older `ai/run`; the OpenAI-compatible API stands beside it.
    mendBase: { pattern: /(\/ai(\/run|\/v1)?)?$/, replacement: "/ai/v1" },
    quirks: { ...COMPATIBLE, repairs: true },
    docs: "https://developers.cloudflare.com/workers-ai/configuration/open-ai-compatibility/",
  }),
];
