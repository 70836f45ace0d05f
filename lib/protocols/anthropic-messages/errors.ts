import { ApiError, type ErrorFacts } from "../../http/error.ts";
import { isObject, type JsonValue } from "../../types/json.ts";
import { textOf } from "./read.ts";

const UNAVAILABLE: ErrorFacts = {
  status: 503,
  type: "service_unavailable",
  code: "service_unavailable",
};
const REFUSED = { type: "invalid_request_error", code: "bad_request" };

/**
 * What the client is told for each of Anthropic's error types.
 * https://platform.claude.com/docs/en/api/errors
 */
const FACTS: Readonly<Record<string, ErrorFacts>> = {
  invalid_request_error: { status: 400, ...REFUSED },
  authentication_error: { status: 401, type: "authentication_error", code: "invalid_api_key" },
  billing_error: { status: 402, ...REFUSED },
  permission_error: { status: 403, type: "permission_denied", code: "permission_denied" },
  not_found_error: { status: 404, type: "invalid_request_error", code: "model_not_found" },
  request_too_large: { status: 413, ...REFUSED },
  rate_limit_error: { status: 429, type: "rate_limit_error", code: "rate_limit_exceeded" },
  timeout_error: { status: 504, type: "timeout_error", code: "request_timeout" },
  api_error: UNAVAILABLE,
  overloaded_error: UNAVAILABLE,
};

const OTHER: ErrorFacts = { status: 500, type: "api_error", code: "internal_error" };

/** The provider's own sentence in an error body: Anthropic's, or `{message}` as Bedrock sends it. */
export function errorMessage(body: JsonValue): string | null {
  if (!isObject(body)) return null;
  const { error } = body;
  return textOf(isObject(error) ? error.message : error) ?? textOf(body.message) ?? null;
}

/**
 * The error in an answer or an event as the client's error; `null` when it holds none. Servers that
 * speak like Anthropic are not always strict: the error may be a bare sentence, and an event may
 * say only by its name that it is one (`isNamedError`).
 */
export function readError(body: JsonValue, isNamedError = false): ApiError | null {
  const { error, type } = isObject(body) ? body : {};
  const holdsError = type === "error" || isObject(error) || textOf(error) !== undefined;
  if (!holdsError && !isNamedError) return null;
  const native = textOf(isObject(error) ? error.type : type) ?? "";
  const facts = Object.hasOwn(FACTS, native) ? FACTS[native] : undefined;
  const message = errorMessage(body) ?? "The provider reported an error without a message.";
  return new ApiError(message, facts ?? OTHER);
}

/** The provider's answer cannot be understood: 502, as when the connection breaks. The sentence says what is wrong with it. */
export function unreadable(message: string): ApiError {
  return new ApiError(message, {
    status: 502,
    type: "connection_error",
    code: "connection_error",
  });
}
