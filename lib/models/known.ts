import { listPrice } from "../pricing/mod.ts";
import { baseUrlOf } from "../providers/resolve.ts";
import type { ProviderRow } from "../providers/table.ts";

/** A model of the price catalogue, or why it cannot be added. */
export type Known = { provider: ProviderRow } | { problem: string };

/**
 * Whether a `litellm_model` can be added: its provider is in the table and has a fixed address, and the
 * price catalogue knows the model. Others can still be written into config.yaml by hand.
 */
export function knownModel(litellmModel: string, at: Date): Known {
  const found = baseUrlOf({
    ...BARE,
    alias: litellmModel,
    model: litellmModel,
  });
  if ("problem" in found) return found;
  const { provider, model } = found;
  if (listPrice({ provider: provider.name, model, prices: {}, at }) === null) {
    return {
      problem: `The price catalogue does not know "${model}" of ${provider.displayName}. ` +
        "GET /api/providers lists what it knows; write other models into config.yaml by hand.",
    };
  }
  return { provider };
}

/** An entry that says nothing but its model. */
const BARE = {
  enabled: true,
  apiKey: null,
  apiBase: null,
  apiVersion: null,
  organization: null,
  timeout: null,
  streamTimeout: null,
  numRetries: null,
  dropParams: null,
  extraHeaders: {},
  extraBody: {},
  defaults: {},
  prices: {},
  baseModel: null,
  mode: null,
  line: 0,
  column: 0,
};
