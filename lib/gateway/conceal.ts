import { ApiError } from "../http/error.ts";
import type { Target } from "../types/target.ts";

/** Shorter values ("none", "1") are no secrets, and replacing them would garble sentences. */
const SHORTEST_SECRET = 8;

/**
 * The error without the target's own secrets. Providers repeat a key that they refuse, and their
 * sentence goes to clients, log and ledger; what a key looks like does not help where it looks like
 * nothing. An error without any stays the same object.
 */
export function conceal(
  error: ApiError,
  target: Pick<Target, "apiKey" | "extraHeaders">,
): ApiError {
  const secrets = [target.apiKey ?? "", ...Object.values(target.extraHeaders)]
    .filter((secret) => secret.length >= SHORTEST_SECRET);
  const message = secrets.reduce(
    (text, secret) => text.replaceAll(secret, "sk-redacted"),
    error.message,
  );
  if (message === error.message) return error;
  const { status, type, code, param, retryAfter } = error;
  const facts = { status, type, code, param };
  return new ApiError(message, retryAfter === undefined ? facts : { ...facts, retryAfter });
}
