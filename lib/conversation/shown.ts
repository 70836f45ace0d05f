import type { JsonValue } from "../types/json.ts";
import type { ShownText } from "../types/conversation.ts";

/** More of one text than this is not for a page. */
const LONGEST = 50_000;

/** A text as far as a page shows it. */
export function shown(text: string, longest = LONGEST): ShownText {
  if (text.length <= longest) return { text, cut: 0 };
  // Not between the halves of a character beyond U+FFFF.
  const end = /[\uD800-\uDBFF]/.test(text[longest - 1] ?? "") ? longest - 1 : longest;
  return { text: text.slice(0, end), cut: text.length - end };
}

/** A value as JSON in lines, as far as a page shows it; JSON within a text is one, too. */
export function shownJson(value: JsonValue | undefined): ShownText {
  if (typeof value !== "string") return shown(JSON.stringify(value ?? null, null, 2));
  try {
    const inner: unknown = JSON.parse(value);
    return shown(
      typeof inner === "object" && inner !== null ? JSON.stringify(inner, null, 2) : value,
    );
  } catch {
    return shown(value);
  }
}
