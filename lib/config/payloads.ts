import { isObject } from "../types/json.ts";
import { DEFAULT_PAYLOADS, type PayloadSettings, strictest } from "../types/payloads.ts";
import { capturesOf } from "./captures.ts";
import { wrongPattern } from "./patterns.ts";
import type { Path } from "./locate.ts";
import type { Report } from "./problem.ts";
import { payloadSchemas, settingSchemas } from "./schema.ts";

/** Reads one value and reports what is wrong with it; `null` when it is wrong or absent. */
type Read = <T>(
  schema: { safeParse(value: unknown): Parsed<T> },
  value: unknown,
  path: Path,
) => T | null;
type Parsed<T> = { success: true; data: T } | {
  success: false;
  error: { issues: readonly { message: string }[] };
};

/**
 * Reads `general_settings.payloads` and what LiteLLM has for the same, the entries of `model_list`
 * included. What cannot be read is reported and marks the result as wrong.
 */
export function readPayloads(root: Record<string, unknown>, report: Report): PayloadSettings {
  let wrong = false;
  const tell: Report = (severity, path, message) => {
    report(severity, path, message);
    wrong = true;
  };
  const read: Read = (schema, value, path) => {
    const result = schema.safeParse(value);
    if (result.success) return result.data;
    for (const { message } of result.error.issues) tell("error", path, message);
    return null;
  };
  const general = isObject(root.general_settings) ? root.general_settings : {};
  const litellm = isObject(root.litellm_settings) ? root.litellm_settings : {};
  const own = ownOf(general.payloads, read, tell);
  const { turn_off_message_logging: turnOff } = settingSchemas.litellm_settings;
  const { store_prompts_in_spend_logs: store } = settingSchemas.general_settings;
  const isOff = read(turnOff, litellm.turn_off_message_logging, [
    "litellm_settings",
    "turn_off_message_logging",
  ]);
  const isStored = read(store, general.store_prompts_in_spend_logs, [
    "general_settings",
    "store_prompts_in_spend_logs",
  ]);
  const capture = strictest([
    own.capture ?? DEFAULT_PAYLOADS.capture,
    isOff === true || isStored === false ? "metadata" : "full",
  ]);
  if (wrong) report("warning", PLACE, HELD_BACK);
  // Whoever called an alias of this list goes on to; readModels() tells what is wrong.
  if (!Array.isArray(root.model_list) && (root.model_list ?? null) !== null) wrong = true;
  const aliases = capturesOf(root.model_list, capture);
  return {
    ...own,
    capture,
    aliases,
    strictest: strictest([capture, ...aliases.values()]),
    ...(wrong ? { wrong } : {}),
  };
}

const PLACE = ["general_settings", "payloads"] as const;
const HELD_BACK =
  "holds back: until all of it is right no more is stored than before, at the start nothing";

function ownOf(value: unknown, read: Read, report: Report) {
  const { maxMediaBytes, redact } = DEFAULT_PAYLOADS;
  const nothing = { capture: null, redact, maxMediaBytes };
  if (value === undefined || value === null) return nothing;
  // The word alone, as in an entry of `model_list`.
  if (!isObject(value)) {
    if (Array.isArray(value)) {
      report("error", PLACE, "must be a map of capture, redact and max_media_size");
      return nothing;
    }
    return { ...nothing, capture: read(payloadSchemas.capture, value, PLACE) ?? null };
  }
  for (const key of Object.keys(value)) {
    if (!Object.hasOwn(payloadSchemas, key)) {
      report("error", [...PLACE, key], "is not known. Write capture, redact or max_media_size");
    }
  }
  const { capture, max_media_size: size } = payloadSchemas;
  return {
    capture: read(capture, value.capture, [...PLACE, "capture"]) ?? null,
    redact: patternsOf(read(payloadSchemas.redact, value.redact, [...PLACE, "redact"]), report),
    maxMediaBytes: read(size, value.max_media_size, [...PLACE, "max_media_size"]) ?? maxMediaBytes,
  };
}

function patternsOf(patterns: readonly unknown[] | null | undefined, report: Report): string[] {
  return (patterns ?? []).flatMap((pattern, index) => {
    const wrong = typeof pattern === "string"
      ? wrongPattern(pattern)
      : "must be text. Put it in quotes";
    if (wrong === undefined) return [String(pattern)];
    report("error", [...PLACE, "redact", index], wrong);
    return [];
  });
}
