import type { PayloadRule } from "../../types/payloads.ts";
import { redactSecrets } from "../redact.ts";
import { limitMedia } from "./media.ts";
import { skeletonOf } from "./skeleton.ts";
import { isJson } from "../../json/is_json.ts";

/** What holds where nobody says otherwise: imports, tests. */
const WHOLE: PayloadRule = { capture: "full", redact: [], maxMediaBytes: Infinity };

/**
 * A payload as it is stored: as much of it as the rule allows, without secrets, and always JSON. A
 * body that was none (the reason of a 400, say) becomes a JSON string; `null` when nothing is stored.
 *
 * @param isDoubtful whether it may be something else than JSON
 */
export function payloadText(
  text: string,
  isDoubtful: boolean,
  { capture, maxMediaBytes }: PayloadRule = WHOLE,
): string | null {
  if (text === "" || capture === "off") return null;
  if (capture === "metadata") return redactSecrets(skeletonOf(text));
  const json = !isDoubtful || isJson(text) ? text : JSON.stringify(text);
  return redactSecrets(limitMedia(json, maxMediaBytes));
}
