import type { JsonObject } from "../types/json.ts";

/** A name, not a text: it is stored even where nothing else of an answer is. */
const NAME = /^[\w.-]{1,40}$/;

/**
 * The service tier that a completion names beside its usage; who names it inside of the usage, is
 * read there. `null` for none.
 * https://platform.openai.com/docs/api-reference/chat/object
 */
export function serviceTierOf(completion: JsonObject | null): string | null {
  const tier = completion?.service_tier;
  return typeof tier === "string" && NAME.test(tier) ? tier : null;
}
