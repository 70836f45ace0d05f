import type { Target } from "../types/target.ts";
import type { ProviderRow } from "./table.ts";

/**
 * The URL of an openai-chat target. Paths are joined, so that a base keeps its own. A base that is
 * already the whole URL stays as it is.
 */
export function endpointOf(target: Target, row: ProviderRow): string {
  const { baseUrl, apiVersion, model } = target;
  if (/\/chat\/completions(\?|$)/.test(baseUrl)) return baseUrl;
  const found = row.chatPaths.find(({ base, version }) =>
    (base?.test(baseUrl) ?? true) && (version?.test(apiVersion ?? "") ?? true)
  );
  const path = found?.path ?? "/chat/completions";
  return baseUrl + path
    .replace("{model}", () => encodeURIComponent(model))
    .replace("{api_version}", () => encodeURIComponent(apiVersion ?? LATEST_STABLE_AZURE));
}

/** The newest version of Azure's dated API that is generally available. */
const LATEST_STABLE_AZURE = "2024-10-21";

/** The headers of a request to a target: the row's, the key, the configured ones, which win. */
export function headersOf(target: Target, row: ProviderRow): Record<string, string> {
  const headers: Record<string, string> = {
    "content-type": "application/json",
    accept: "application/json, text/event-stream",
    "user-agent": USER_AGENT,
    ...row.headers,
    ...authOf(target),
  };
  if (target.organization !== null) headers["openai-organization"] = target.organization;
  for (const [name, value] of Object.entries(target.extraHeaders)) {
    headers[name.toLowerCase()] = value;
  }
  return headers;
}

const USER_AGENT = "apantli/0.1";

function authOf({ apiKey, auth }: Target): Record<string, string> {
  if (apiKey === null || auth === "none") return {};
  return auth === "bearer" ? { authorization: `Bearer ${apiKey}` } : { [auth]: apiKey };
}
