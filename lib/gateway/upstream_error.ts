import { ApiError } from "../http/error.ts";
import type { ReportedError } from "../protocols/openai-chat/errors.ts";

interface Mapping {
  status: number;
  type: string;
  code: string;
}

const UNAVAILABLE: Mapping = {
  status: 503,
  type: "service_unavailable",
  code: "service_unavailable",
};
const TIMEOUT: Mapping = { status: 504, type: "timeout_error", code: "request_timeout" };
const BAD_REQUEST: Mapping = { status: 400, type: "invalid_request_error", code: "bad_request" };

/** The contract's table (http-api.md, "Errors"): the provider's status → what the client gets. */
const BY_STATUS: Readonly<Record<number, Mapping>> = {
  400: BAD_REQUEST,
  401: { status: 401, type: "authentication_error", code: "invalid_api_key" },
  403: { status: 403, type: "permission_denied", code: "permission_denied" },
  404: { status: 404, type: "invalid_request_error", code: "model_not_found" },
  408: TIMEOUT,
  429: { status: 429, type: "rate_limit_error", code: "rate_limit_exceeded" },
  504: TIMEOUT,
};

function mappingOf(status: number): Mapping {
  const listed = BY_STATUS[status];
  if (listed) return listed;
  if (status >= 500) return UNAVAILABLE;
  // Other refusals (402, 413, 422 …) keep their status: clients tell them apart by it.
  if (status >= 400) return { ...BAD_REQUEST, status };
  return { status: 500, type: "api_error", code: "internal_error" };
}

/** The client's error for a provider's error answer. `retryAfter` in seconds. */
export function upstreamError(status: number, message: string, retryAfter?: number): ApiError {
  const facts = mappingOf(status);
  return new ApiError(message, retryAfter === undefined ? facts : { ...facts, retryAfter });
}

/** The client's error for one that came inside of a 200 answer or a stream. */
export function reported(error: ReportedError): ApiError {
  return upstreamError(error.status, error.message);
}

/** The connection to the provider failed or broke. */
export function connectionError(message: string): ApiError {
  return new ApiError(message, {
    status: 502,
    type: "connection_error",
    code: "connection_error",
  });
}

/** The provider took longer than the alias allows. */
export function timeoutError(message: string): ApiError {
  return new ApiError(message, TIMEOUT);
}
