import { listPrice } from "../pricing/mod.ts";
import { providerOf } from "../providers/provider_of.ts";
import { type Address, baseUrlOf } from "../providers/resolve.ts";

/** Where a model that can be added leads, or why it cannot be added and which field says so. */
export type Known =
  | { address: Address }
  | { problem: string; param: "litellm_model" | "api_base" };

/** What a new alias says of where it leads. */
export interface Wish {
  litellmModel: string;
  /** An address of its own; `null` for the provider's. */
  apiBase: string | null;
  /** A model without a known price will do. */
  allowUnpriced: boolean;
}

/**
 * Whether an alias can be added: its provider is in the table and has an address, and the price
 * catalogue knows the model, unless it has an address of its own or will do without a price.
 */
export function knownModel({ litellmModel, apiBase, allowUnpriced }: Wish, at: Date): Known {
  const entry = { ...BARE, alias: litellmModel, model: litellmModel, apiBase };
  const named = providerOf(entry);
  if ("problem" in named) return { ...named, param: "litellm_model" };
  const address = baseUrlOf(entry);
  if ("problem" in address) return { ...address, param: "api_base" };
  const { provider, model } = address;
  if (apiBase !== null || allowUnpriced) return { address };
  if (listPrice({ provider: provider.name, model, prices: {}, at }) !== null) return { address };
  return {
    param: "litellm_model",
    problem: `The price catalogue does not know "${model}" of ${provider.displayName}. ` +
      "GET /api/providers lists what it knows; send allow_unpriced: true to add it without a price.",
  };
}

/** An entry that says nothing but its model. */
const BARE = {
  enabled: true,
  apiKey: null,
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
