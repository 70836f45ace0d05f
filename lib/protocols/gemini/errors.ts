import { ApiError, type ErrorFacts } from "../../http/error.ts";
import { isObject, type JsonObject, type JsonValue } from "../../types/json.ts";
import { objectsIn, textOf } from "./read.ts";

/** What the client is told for each status of the provider. */
const FACTS: Readonly<Record<number, ErrorFacts>> = {
  400: { status: 400, type: "invalid_request_error", code: "bad_request" },
  401: { status: 401, type: "authentication_error", code: "invalid_api_key" },
  403: { status: 403, type: "permission_denied", code: "permission_denied" },
  404: { status: 404, type: "invalid_request_error", code: "model_not_found" },
  408: { status: 504, type: "timeout_error", code: "request_timeout" },
  429: { status: 429, type: "rate_limit_error", code: "rate_limit_exceeded" },
  504: { status: 504, type: "timeout_error", code: "request_timeout" },
};

const UNAVAILABLE: ErrorFacts = {
  status: 503,
  type: "service_unavailable",
  code: "service_unavailable",
};

const OTHER: ErrorFacts = { status: 500, type: "api_error", code: "internal_error" };

/** The provider's own sentence in an error body (a stream without SSE wraps it in a list). */
export function errorMessage(body: JsonValue): string | null {
  return textOf(errorOf(body)?.message) ?? null;
}

/**
 * The error object of an answer as the client's error; `null` when the answer holds none.
 * Google answers 400 for a bad key, which its `ErrorInfo` tells from a bad request.
 * https://cloud.google.com/apis/design/errors
 */
export function readError(body: JsonValue): ApiError | null {
  const error = errorOf(body);
  if (error === undefined) return null;
  const details = objectsIn(error.details);
  const badKey = details.some((detail) => detail.reason === "API_KEY_INVALID");
  const code = badKey ? 401 : typeof error.code === "number" ? error.code : 500;
  const facts = FACTS[code] ?? (code >= 500 ? UNAVAILABLE : OTHER);
  const delay = details.map((detail) => /^(\d+(?:\.\d+)?)s$/.exec(textOf(detail.retryDelay) ?? ""))
    .find((match) => match !== null)?.[1];
  return new ApiError(
    textOf(error.message) ?? "The provider reported an error without a message.",
    {
      ...facts,
      ...(delay === undefined ? {} : { retryAfter: Math.ceil(Number(delay)) }),
    },
  );
}

/** The provider's answer cannot be understood: 502, as when the connection breaks. The sentence says what is wrong with it. */
export function unreadable(message: string): ApiError {
  return new ApiError(message, {
    status: 502,
    type: "connection_error",
    code: "connection_error",
  });
}

function errorOf(body: JsonValue): JsonObject | undefined {
  const holder = Array.isArray(body) ? body[0] : body;
  return isObject(holder) && isObject(holder.error) ? holder.error : undefined;
}
