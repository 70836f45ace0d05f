import { isObject, type JsonValue } from "../types/json.ts";

/** How a provider says that it served a request, as far as the price depends on it; `""` where it says nothing. */
export interface Served {
  /** `flex`, `batch`, `priority` … */
  serviceTier: string;
  /** Anthropic's fast mode. https://platform.claude.com/docs/en/build-with-claude/fast-mode */
  speed: string;
  /** Where Anthropic ran the model. https://platform.claude.com/docs/en/build-with-claude/data-residency */
  inferenceGeo: string;
  /** How much of the web Perplexity put into the prompt. https://docs.perplexity.ai/guides/pricing */
  searchContextSize: string;
}

/** Where usage objects name it: Anthropic's tier, Google's tier, and the others by their own names. */
const PLACES: Readonly<Record<keyof Served, readonly string[]>> = {
  serviceTier: ["service_tier", "serviceTier"],
  speed: ["speed"],
  inferenceGeo: ["inference_geo"],
  searchContextSize: ["search_context_size"],
};

/** How a request was served, by the tier that the answer names and by the provider's own usage object. */
export function servedAs(serviceTier: string | null | undefined, raw: JsonValue): Served {
  const read = (term: keyof Served) =>
    PLACES[term].map((name) => isObject(raw) ? raw[name] : null)
      .find((value) => typeof value === "string") ?? "";
  return {
    serviceTier: plain(serviceTier ?? read("serviceTier")),
    speed: plain(read("speed")),
    inferenceGeo: plain(read("inferenceGeo")),
    searchContextSize: plain(read("searchContextSize")),
  };
}

/** Google also writes its tiers as the names of an enumeration (`SERVICE_TIER_FLEX`). */
function plain(value: JsonValue): string {
  return String(value).toLowerCase().replace(/^service_tier_/, "");
}
