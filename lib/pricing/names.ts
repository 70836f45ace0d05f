/** One entry of the price catalogue to look into. */
export interface CatalogueKey {
  /** The provider's id in genai-prices. */
  id: string;
  model: string;
}

/** What pricing knows of a provider of ours. */
export interface PricedProvider {
  /** Our name, as in the provider table. */
  name: string;
  displayName: string;
  /** Shown first when a model is added. */
  popular: boolean;
  /** The provider's id in genai-prices; `null` when its models stand under several. */
  catalogue: string | null;
  /** Where to look for a model, in order; the model as it is under `catalogue` when absent. */
  keys?: (model: string) => CatalogueKey[];
  /** Whether to offer a model; all when absent. */
  offered?: (id: string) => boolean;
}

/** Providers whose models run on the user's own machine, or in this process. */
const LOCAL: ReadonlySet<string> = new Set([
  "demo",
  "hosted_vllm",
  "llamafile",
  "lm_studio",
  "ollama",
  "ollama_chat",
  "vllm",
]);

/** Vercel passes these makers' list prices on: https://vercel.com/docs/ai-gateway/pricing */
const VERCEL_MAKERS: Readonly<Record<string, string>> = {
  anthropic: "anthropic",
  google: "google",
  openai: "openai",
  xai: "x-ai",
};

/** Our providers that genai-prices has prices for. */
export const PRICED_PROVIDERS: readonly PricedProvider[] = [
  row("openai", "OpenAI", "openai", true),
  row("anthropic", "Anthropic", "anthropic", true),
  row("gemini", "Google Gemini", "google", true, stripped("google", /^models\//)),
  row("mistral", "Mistral", "mistral", true),
  row("groq", "Groq", "groq", true),
  {
    ...row("deepseek", "DeepSeek", "deepseek", true),
    // Retired on 2026-07-24; their prices stay for what was used before.
    offered: (id) => id !== "deepseek-chat" && id !== "deepseek-reasoner",
  },
  row("xai", "xAI", "x-ai", true),
  {
    ...row("openrouter", "OpenRouter", "openrouter", true),
    // The catalogue also holds names without a maker, which OpenRouter does not take.
    offered: (id) => id.includes("/"),
  },
  row("azure", "Azure OpenAI", "azure", false, stripped("azure", /^(azure\/)?((global|us|eu)\/)?/)),
  row("together_ai", "Together AI", "together", false),
  row("fireworks_ai", "Fireworks AI", "fireworks", false, fireworks),
  row("perplexity", "Perplexity", "perplexity", false),
  row("cerebras", "Cerebras", "cerebras", false),
  row("moonshot", "Moonshot AI", "moonshotai", false),
  row("novita", "Novita", "novita", false),
  row("zai", "Z.ai", "zai", false),
  row("cloudflare", "Cloudflare Workers AI", "cloudflare", false),
  row("huggingface", "Hugging Face", null, false, huggingface),
  row("vercel_ai_gateway", "Vercel AI Gateway", null, false, vercel),
];

/** Whether a provider's models run for free because they run locally. */
export function isLocal(provider: string): boolean {
  return LOCAL.has(provider);
}

/** Where in genai-prices a model of ours may stand, most likely first; empty for an unknown provider. */
export function catalogueKeys(provider: string, model: string): CatalogueKey[] {
  const found = PRICED_PROVIDERS.find(({ name }) => name === provider);
  if (!found) return [];
  if (found.keys) return found.keys(model);
  return found.catalogue === null ? [] : [{ id: found.catalogue, model }];
}

function row(
  name: string,
  displayName: string,
  catalogue: string | null,
  popular: boolean,
  keys?: PricedProvider["keys"],
): PricedProvider {
  return { name, displayName, catalogue, popular, ...(keys ? { keys } : {}) };
}

function stripped(id: string, prefix: RegExp) {
  return (model: string) => [{ id, model: model.replace(prefix, "") }];
}

function fireworks(model: string): CatalogueKey[] {
  const folder = "accounts/fireworks/models/";
  const name = model.startsWith(folder) ? model.slice(folder.length) : model;
  return [{ id: "fireworks", model: name }, { id: "fireworks", model: folder + name }];
}

/** The router charges what the partner named after the colon charges; without one it picks a partner itself. */
function huggingface(model: string): CatalogueKey[] {
  const [name = "", partner] = model.split(":");
  return partner ? [{ id: `huggingface_${partner}`, model: name }] : [];
}

function vercel(model: string): CatalogueKey[] {
  const [maker = "", ...rest] = model.split("/");
  const id = VERCEL_MAKERS[maker];
  return id ? [{ id, model: rest.join("/") }] : [];
}
