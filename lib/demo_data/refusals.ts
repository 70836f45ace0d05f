/** How a provider refuses a call. */
export interface Refusal {
  /** The provider's status; `null` when no answer comes. */
  status: number | null;
  /** What the client gets, by docs/reference/http.md. */
  clientStatus: number;
  retried: boolean;
  /** Seconds that the provider asks to wait at most; `null` when it does not say. */
  retryAfterS: number | null;
  /** Milliseconds that a refusal takes, half of the time. */
  takesMs: number;
  /** The provider's words, or ours where there are none. */
  sentence: (provider: string) => string;
}

/** The hosts that cannot be reached, as they stand in errors. */
const HOSTS: Readonly<Record<string, string>> = {
  openai: "api.openai.com",
  anthropic: "api.anthropic.com",
  gemini: "generativelanguage.googleapis.com",
  groq: "api.groq.com",
  mistral: "api.mistral.ai",
  deepseek: "api.deepseek.com",
  openrouter: "openrouter.ai",
  ollama: "localhost:11434",
  lm_studio: "localhost:1234",
};
const hostOf = (provider: string) => HOSTS[provider] ?? provider;

/** The ways in which calls are refused, by name. */
export const REFUSALS = {
  "overloaded": refusal(529, 503, true, null, 900, () => "The service is overloaded. Try later."),
  "broken": refusal(500, 503, true, null, 1800, () => "The server had an error with this request."),
  "rate-limit": refusal(
    429,
    429,
    true,
    12,
    160,
    () => "The limit of tokens per minute is reached for this key. Slow down.",
  ),
  "bad-key": refusal(401, 401, false, null, 140, () => "The API key is not valid any more."),
  "too-long": refusal(
    400,
    400,
    false,
    null,
    220,
    () => "The prompt is longer than the context window of this model.",
  ),
  "filtered": refusal(400, 400, false, null, 300, () => "The request was held back by a filter."),
  "reset": refusal(
    null,
    502,
    true,
    null,
    2400,
    (provider) => `Cannot reach ${hostOf(provider)}: the connection was reset.`,
  ),
  "unreachable": refusal(
    null,
    502,
    true,
    null,
    4,
    (provider) => `Cannot reach ${hostOf(provider)}: nothing listens there.`,
  ),
  "timeout": refusal(
    null,
    504,
    false,
    null,
    120_000,
    () => "The provider did not answer within 120 s.",
  ),
} satisfies Record<string, Refusal>;

/** A name of {@link REFUSALS}. */
export type RefusalName = keyof typeof REFUSALS;

function refusal(
  status: number | null,
  clientStatus: number,
  retried: boolean,
  retryAfterS: number | null,
  takesMs: number,
  sentence: Refusal["sentence"],
): Refusal {
  return { status, clientStatus, retried, retryAfterS, takesMs, sentence };
}
