import { parseRequest, wantsStream } from "./parse.ts";
import { concealText } from "./conceal.ts";
import type { GatewayDeps } from "./deps.ts";
import { resolve } from "./resolve.ts";
import { routeTo } from "./route.ts";

/** A request as it goes to a provider. */
export interface Preview {
  provider: string;
  model: string;
  url: string;
  /** JSON text. */
  body: string;
  /** Parameters that the target does not take and that are left out. */
  dropped: string[];
}

/**
 * What a client's request becomes on its way to the provider, as the configuration stands now. Nothing
 * is sent; the target's secrets are hidden.
 *
 * @throws {ApiError} as the gateway answers such a request
 */
export function previewRequest(text: string, deps: GatewayDeps): Preview {
  const parsed = parseRequest(new TextEncoder().encode(text));
  const target = resolve(parsed.alias, deps);
  const { dialect } = routeTo(target);
  const { body, dropped } = dialect.encode(parsed, target);
  return {
    provider: target.provider,
    model: target.model,
    url: concealText(dialect.url(wantsStream(parsed, target)), target),
    body: concealText(body, target),
    dropped,
  };
}
