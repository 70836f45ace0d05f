import { createHash, timingSafeEqual } from "node:crypto";
import { ApiError } from "./error.ts";

/** Who may call. */
export interface AccessPolicy {
  /** The key that every route but `/health` asks for; `null` for none. */
  masterKey: string | null;
  /** The host that the server listens on, as given on the command line. */
  listenHost: string;
  /** Origins of web pages that may call, beside those on this machine. */
  allowedOrigins: readonly string[];
}

/** Names of this machine; `host.docker.internal` is what Docker's containers call it. */
const LOCAL_NAMES = new Set(["localhost", "127.0.0.1", "[::1]", "host.docker.internal"]);
/** Obsidian's desktop app calls from this origin. */
const APP_ORIGINS = new Set(["app://obsidian.md", "capacitor://localhost"]);

/**
 * Why a request may not be served; `null` when it may. Three doors:
 * - `Host` must be a name of this machine or an address: a web page whose name was made to resolve to
 *   127.0.0.1 (DNS rebinding) comes with its own name. A master key makes that check needless.
 * - `Origin` must be this server, this machine or allowed: any page can post to localhost.
 * - With a master key, `Authorization: Bearer`, `x-api-key` or the password of Basic must be it.
 */
export function accessError(request: Request, url: URL, policy: AccessPolicy): ApiError | null {
  if (!isKnownHost(url, policy)) {
    return denied(
      `The host "${url.hostname}" is not a name of this machine. Call http://127.0.0.1 or localhost, or set general_settings.master_key.`,
      "host_not_allowed",
    );
  }
  const origin = request.headers.get("origin");
  if (origin !== null && !isAllowedOrigin(origin, url, policy)) {
    return denied(
      `Web pages of "${origin}" may not call Apantli. Add the origin to general_settings.allowed_origins.`,
      "origin_not_allowed",
    );
  }
  const { masterKey } = policy;
  if (masterKey === null || url.pathname === "/health" || request.method === "OPTIONS") return null;
  return sameSecret(sentKey(request.headers), masterKey) ? null : new ApiError(
    "Send the master key (general_settings.master_key) as `Authorization: Bearer …`.",
    { status: 401, type: "authentication_error", code: "invalid_api_key" },
  );
}

/** The CORS headers of a response; none for a request that no web page made. */
export function corsHeaders(request: Request): [string, string][] {
  const origin = request.headers.get("origin");
  if (origin === null) return [["vary", "origin"]];
  const headers: [string, string][] = [
    ["access-control-allow-origin", origin],
    ["access-control-expose-headers", EXPOSED],
    ["vary", "origin"],
  ];
  if (request.method !== "OPTIONS") return headers;
  headers.push(["access-control-allow-methods", "GET, POST, PATCH, DELETE, OPTIONS"]);
  const asked = request.headers.get("access-control-request-headers");
  if (asked !== null) headers.push(["access-control-allow-headers", asked]);
  headers.push(["access-control-max-age", "600"]);
  if (request.headers.get("access-control-request-private-network") === "true") {
    headers.push(["access-control-allow-private-network", "true"]);
  }
  return headers;
}

const EXPOSED = "x-request-id, x-apantli-cost, x-apantli-provider, x-apantli-attempts, retry-after";

function denied(message: string, code: string): ApiError {
  return new ApiError(message, { status: 403, type: "permission_denied", code });
}

function isKnownHost({ hostname }: URL, policy: AccessPolicy): boolean {
  return policy.masterKey !== null || isLocal(hostname) || hostname === policy.listenHost ||
    /^\d+\.\d+\.\d+\.\d+$|^\[.*\]$/.test(hostname);
}

function isLocal(hostname: string): boolean {
  return LOCAL_NAMES.has(hostname) || hostname.endsWith(".localhost");
}

function isAllowedOrigin(origin: string, url: URL, policy: AccessPolicy): boolean {
  if (origin === url.origin || APP_ORIGINS.has(origin)) return true;
  if (policy.allowedOrigins.includes(origin)) return true;
  const parsed = URL.parse(origin);
  return parsed !== null && /^https?:$/.test(parsed.protocol) && isLocal(parsed.hostname) &&
    parsed.hostname !== "host.docker.internal";
}

function sentKey(headers: Headers): string {
  const authorization = headers.get("authorization") ?? "";
  const [scheme = "", credentials = ""] = authorization.split(" ", 2);
  if (scheme.toLowerCase() === "bearer") return credentials;
  if (scheme.toLowerCase() === "basic") return basicPassword(credentials);
  return headers.get("x-api-key") ?? "";
}

function basicPassword(credentials: string): string {
  try {
    const pair = atob(credentials);
    return pair.slice(pair.indexOf(":") + 1);
  } catch {
    return "";
  }
}

/** Compares digests, so that neither length nor content shows in the time it takes. */
function sameSecret(sent: string, expected: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(sent), digest(expected));
}
