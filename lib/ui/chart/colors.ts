/** Providers that many have keep their colour on every page; it is a place in the list of CSS. */
const KNOWN: Readonly<Record<string, number>> = {
  openai: 0,
  anthropic: 1,
  gemini: 7,
  google: 7,
  mistral: 2,
  groq: 4,
  deepseek: 3,
  openrouter: 6,
  ollama: 5,
};
const COLORS = 8;

/** The colour of a provider in charts, 0 to 7; of one that is not known, by its name. */
export function providerColor(provider: string | null): number {
  const name = provider ?? "";
  if (Object.hasOwn(KNOWN, name)) return KNOWN[name] ?? 5;
  let sum = 0;
  for (const letter of name) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 9973;
  return sum % COLORS;
}
