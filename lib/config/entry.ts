import { isObject, type JsonObject, type JsonValue } from "../types/json.ts";
import { OTHER_PRICE, PRICE_KEYS, ROUTER_KEYS } from "./keys.ts";
import type { Path, Place } from "./locate.ts";
import type { Report } from "./problem.ts";
import { entrySchema, type RawEntry } from "./schema.ts";
import type { AliasEntry, ConfigPrices } from "./types.ts";

/** Keys of `litellm_params` that have a field of their own in {@link AliasEntry}. */
const INTERPRETED: ReadonlySet<string> = new Set([
  "model",
  "api_key",
  "api_base",
  "base_url",
  "api_version",
  "organization",
  "timeout",
  "stream_timeout",
  "num_retries",
  "drop_params",
  "extra_headers",
  "extra_body",
  "enabled",
  "payloads",
  "turn_off_message_logging",
  "no-log",
  ...Object.keys(PRICE_KEYS),
]);

const ENTRY_KEYS: ReadonlySet<string> = new Set([
  "model_name",
  "litellm_params",
  "model_info",
  "enabled",
  "payloads",
]);

const INFO_KEYS: ReadonlySet<string> = new Set([
  "base_model",
  "mode",
  "enabled",
  "payloads",
  ...Object.keys(PRICE_KEYS),
]);

/** The first place below a value that JSON cannot hold (`.inf`, `.nan`); `undefined` when all is well. */
function notJson(value: unknown, path: Path): Path | undefined {
  if (typeof value === "number") return Number.isFinite(value) ? undefined : path;
  if (typeof value !== "object" || value === null) return undefined;
  for (const [key, item] of Object.entries(value)) {
    const found = notJson(item, [...path, Array.isArray(value) ? Number(key) : key]);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** What remains of `litellm_params` for the provider; what only LiteLLM understands is reported. */
function defaultsOf(params: JsonObject, report: Report): JsonObject {
  const kept: [string, JsonValue][] = [];
  for (const [key, value] of Object.entries(params)) {
    // A key without a value is a key that is not set: no null is sent to a provider.
    if (INTERPRETED.has(key) || value === undefined || value === null) continue;
    const path = ["litellm_params", key];
    const mend = Object.hasOwn(ROUTER_KEYS, key) ? ROUTER_KEYS[key] : undefined;
    if (mend !== undefined) report("warning", path, `is not supported and not sent. ${mend}`);
    else if (OTHER_PRICE.test(key)) {
      report("warning", path, "is a price that is not used. Remove it, or state a price per token");
    } else kept.push([key, value]);
  }
  return Object.fromEntries(kept);
}

/** `litellm_params` wins over `model_info`, as the more particular place. */
function pricesOf(raw: RawEntry): ConfigPrices {
  const prices: ConfigPrices = {};
  for (const [key, field] of Object.entries(PRICE_KEYS)) {
    const value = raw.litellm_params[key] ?? raw.model_info?.[key];
    if (typeof value === "number") prices[field] = value;
  }
  return prices;
}

function reportUnused(raw: RawEntry, report: Report): void {
  for (const key of Object.keys(raw)) {
    if (!ENTRY_KEYS.has(key)) report("warning", [key], "is not used here. Remove it");
  }
  const { api_base, base_url } = raw.litellm_params;
  if (api_base && base_url && api_base !== base_url) {
    report(
      "warning",
      ["litellm_params", "base_url"],
      "differs from api_base, which counts. Remove one",
    );
  }
}

/** Without a value in the file (`timeout:`) a setting is as if it were not there. */
function entryOf(raw: RawEntry, place: Place, defaults: JsonObject): AliasEntry {
  const { litellm_params: params, model_info: info } = raw;
  return {
    alias: raw.model_name,
    enabled: raw.enabled ?? params.enabled ?? info?.enabled ?? true,
    model: params.model,
    apiKey: params.api_key || null,
    apiBase: params.api_base || params.base_url || null,
    apiVersion: params.api_version || null,
    organization: params.organization || null,
    timeout: params.timeout ?? null,
    streamTimeout: params.stream_timeout ?? null,
    numRetries: params.num_retries ?? null,
    dropParams: params.drop_params ?? null,
    extraHeaders: params.extra_headers ?? {},
    extraBody: isObject(params.extra_body) ? params.extra_body : {},
    defaults,
    prices: pricesOf(raw),
    baseModel: info?.base_model || null,
    mode: info?.mode || null,
    ...place,
  };
}

/** The keys of an entry's `model_info` that say nothing to us (LiteLLM keeps facts for people there). */
export function unusedInfo(raw: unknown): string[] {
  const info = isObject(raw) ? raw.model_info : undefined;
  return isObject(info) ? Object.keys(info).filter((key) => !INFO_KEYS.has(key)) : [];
}

/**
 * Checks one entry of `model_list`. `null` when it cannot serve; then an error was reported for
 * each thing that is wrong with it.
 */
export function parseEntry(raw: unknown, place: Place, report: Report): AliasEntry | null {
  const bad = notJson(raw, []);
  if (bad !== undefined) {
    report("error", bad, "is no finite number. Write a number");
    return null;
  }
  const checked = entrySchema.safeParse(raw);
  if (!checked.success) {
    for (const issue of checked.error.issues) {
      report(
        "error",
        issue.path.map((part) => typeof part === "number" ? part : String(part)),
        issue.message,
      );
    }
    return null;
  }
  reportUnused(checked.data, report);
  const params = isObject(raw) && isObject(raw.litellm_params) ? raw.litellm_params : {};
  return entryOf(checked.data, place, defaultsOf(params, report));
}
