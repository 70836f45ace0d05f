/**
 * The URL to POST to. Users write the base with or without `/v1`, or as the whole URL, as LiteLLM
 * lets them; the rest of its path is kept, since proxies live below one.
 */
export function endpoint(base: string): string {
  if (base.endsWith("/v1/messages")) return base;
  return base.endsWith("/v1") ? `${base}/messages` : `${base}/v1/messages`;
}
