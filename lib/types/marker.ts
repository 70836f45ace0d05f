/**
 * What stands in a stored payload in place of something that is not stored, in square brackets:
 * `[214 characters]` for a text, `[image/png, 14680064 bytes]` for a file, with its SHA-256 where
 * only its size kept it out: `[image/png, 14680064 bytes, sha256 …, not stored]`.
 */
export function marker(...facts: (string | [count: number, unit: string])[]): string {
  const words = facts.map((fact) => {
    if (typeof fact === "string") return fact;
    const [count, unit] = fact;
    return `${count} ${unit}${count === 1 ? "" : "s"}`;
  });
  return `[${words.join(", ")}]`;
}

const MARKER =
  /^\[(?:id \d+|(?:\d+ members?, )?\d+ characters?|[\w.+-]+\/[\w.+-]+, \d+ bytes?(?:, sha256 [0-9a-f]{64}, not stored)?)\]$/;

/** Whether a text is a {@link marker}, and so no words of anybody. */
export function isMarker(text: string): boolean {
  return text.length < 200 && MARKER.test(text);
}

/** Stands for the words of an error that may repeat what a request said. */
export const MESSAGE_NOT_STORED = "The message is not stored.";
