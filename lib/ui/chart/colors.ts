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
};
const COLORS = 8;

/** The colour of all that are not told from one another: a grey. */
export const OTHERS = 5;

/**
 * The colours of a chart's providers, 0 to 7, in their order: those that are not known, or whose colour
 * another one has, take what the known ones leave, as long as there is something.
 */
export function providerColors(providers: readonly (string | null)[]): number[] {
  const own = providers.map((name) => Object.hasOwn(KNOWN, name ?? "") ? KNOWN[name ?? ""] : null);
  const colors = own.map((color, place) => own.indexOf(color) === place ? color : null);
  const free = Array.from({ length: COLORS }, (_, color) => color)
    .filter((color) => color !== OTHERS && !colors.includes(color));
  return colors.map((color, place) => color ?? free.shift() ?? place % COLORS);
}
