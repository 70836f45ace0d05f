import { ApiError } from "../http/error.ts";
import type { Target } from "../types/target.ts";

/** Shorter values ("none", "1") are no secrets, and replacing them would garble sentences. */
const SHORTEST_SECRET = 8;

/** A text without the target's own secrets. */
export function concealText(
  text: string,
  { apiKey, extraHeaders }: Pick<Target, "apiKey" | "extraHeaders">,
): string {
  const secrets = [apiKey ?? "", ...Object.values(extraHeaders)]
    .filter((secret) => secret.length >= SHORTEST_SECRET);
  return secrets.reduce((shown, secret) => shown.replaceAll(secret, "sk-redacted"), text);
}

/**
 * The error without the target's own secrets. Providers repeat a key that they refuse, and their
 * sentence goes to clients, log and ledger; what a key looks like does not help where it looks like
 * nothing. An error without any stays the same object.
 */
export function conceal(
  error: ApiError,
  target: Pick<Target, "apiKey" | "extraHeaders">,
): ApiError {
  const message = concealText(error.message, target);
  if (message === error.message) return error;
  const { status, type, code, param, retryAfter } = error;
  const facts = { status, type, code, param };
  return new ApiError(message, retryAfter === undefined ? facts : { ...facts, retryAfter });
}
