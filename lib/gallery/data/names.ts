/** A model of the gallery: invented, as are the names of most providers. */
export interface Named {
  alias: string;
  provider: string;
  /** The provider's name of it. */
  upstream: string;
}

/** Three short names. */
export const FEW: readonly Named[] = [
  { alias: "fast", provider: "openai", upstream: "orbit-mini" },
  { alias: "smart", provider: "anthropic", upstream: "sonata-4" },
  { alias: "local", provider: "ollama", upstream: "pebble:8b" },
];

const PROVIDERS = ["openai", "anthropic", "gemini", "mistral", "groq", "openrouter", "ollama"];
const TEAMS = ["research-and-development", "customer-support", "translation", "ocr"];
const SIZES = ["extra-large", "medium", "small", "nano-instruct", "vision-preview"];

/** Forty long names; many begin with the same words. */
export const MANY: readonly Named[] = Array.from({ length: 40 }, (_, place) => {
  const provider = PROVIDERS[place % PROVIDERS.length] ?? "";
  const size = SIZES[place % SIZES.length] ?? "";
  const release = `2026-0${1 + place % 6}-1${place % 10}`;
  return {
    alias: `${TEAMS[place % TEAMS.length]}/${provider}-${size}-${release}-v${place + 1}`,
    provider,
    upstream: `${provider}-foundation-${size}-with-a-long-context-window-${release}`,
  };
});

/** A name without a place to break a line at. */
export const UNBROKEN: Named = {
  alias: `unbroken${"abcdefghijklmnopqrstuvwxyz".repeat(4)}`,
  provider: "a-provider-that-hardly-anybody-knows-of-but-is-there",
  upstream: `model${"0123456789".repeat(9)}`,
};
