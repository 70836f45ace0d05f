import { redactSecrets } from "../redact.ts";

/**
 * A payload as it is stored: without secrets, and always JSON. A body that was none (the reason of a
 * 400, say) becomes a JSON string; an empty one is `null`.
 *
 * @param isDoubtful whether it may be something else than JSON
 */
export function payloadText(text: string, isDoubtful: boolean): string | null {
  if (text === "") return null;
  return redactSecrets(!isDoubtful || isJson(text) ? text : JSON.stringify(text));
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
