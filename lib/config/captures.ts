import { isObject } from "../types/json.ts";
import { type Capture, strictest } from "../types/payloads.ts";
import { payloadSchemas, settingSchemas } from "./schema.ts";

/** Stands for entries without a name: their aliases are not known, but they count among the strictest. */
const NAMELESS = "";

/**
 * The aliases whose entries say something about payloads. Those of entries that cannot serve are
 * among them, for their clients go on to call. What cannot be read is taken for `off`; of several
 * statements the strictest counts, also of several entries for one alias.
 *
 * @param general what holds for an entry that says nothing
 */
export function capturesOf(list: unknown, general: Capture): Map<string, Capture> {
  const said = new Map<string, (Capture | null)[]>();
  for (const entry of Array.isArray(list) ? list : []) {
    if (!isObject(entry)) continue;
    const alias = typeof entry.model_name === "string" ? entry.model_name : NAMELESS;
    said.set(alias, [...said.get(alias) ?? [], captureOf(entry)]);
  }
  const captures = new Map<string, Capture>();
  for (const [alias, all] of said) {
    if (all.every((capture) => capture === null)) continue;
    captures.set(alias, strictest(all.map((capture) => capture ?? general)));
  }
  return captures;
}

/** What one entry says; `null` when it says nothing. */
function captureOf(entry: Record<string, unknown>): Capture | null {
  const params = isObject(entry.litellm_params) ? entry.litellm_params : {};
  const info = isObject(entry.model_info) ? entry.model_info : {};
  const said = [
    ...[entry, params, info].map(({ payloads }) => read(payloadSchemas.capture, payloads)),
    read(TURNED_OFF, params.turn_off_message_logging),
    read(NOT_LOGGED, params["no-log"]),
  ].filter((capture) => capture !== null);
  return said.length === 0 ? null : strictest(said);
}

const flag = settingSchemas.litellm_settings.turn_off_message_logging;
/** LiteLLM's `false` says that an alias is logged although others are not. */
const TURNED_OFF = flag.transform((isOff): Capture | null =>
  typeof isOff === "boolean" ? (isOff ? "metadata" : "full") : null
);
const NOT_LOGGED = flag.transform((isOff): Capture | null => isOff ? "off" : null);

/** What cannot be read was meant to keep something from being stored. */
function read(
  schema: { safeParse(value: unknown): { success: boolean; data?: Capture | null | undefined } },
  value: unknown,
): Capture | null {
  const { success, data } = schema.safeParse(value);
  return success ? data ?? null : "off";
}
