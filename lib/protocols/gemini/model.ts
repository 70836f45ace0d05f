/** The name without the `models/` prefix that Google's own lists carry. */
export function bareModel(model: string): string {
  return model.replace(/^models\//, "");
}

/**
 * The generation of a Gemini model as a number (2.5, 3.1); 0 for other families.
 * The moving aliases (`gemini-flash-latest`) answer as generation 3: they point to the newest
 * stable model, which the provider's `modelVersion` confirms.
 */
export function generationOf(model: string): number {
  const name = bareModel(model).toLowerCase();
  const version = /gemini-(\d+(?:\.\d+)?)/.exec(name)?.[1];
  if (version !== undefined) return Number(version);
  return /^gemini-.*latest$/.test(name) ? 3 : 0;
}
