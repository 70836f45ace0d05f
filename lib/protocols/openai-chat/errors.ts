import { ApiError } from "../../http/error.ts";
import { isObject, type JsonObject, type JsonValue } from "../../types/json.ts";

/**
 * The provider's own sentence in an error body. OpenAI's `{error: {message}}` comes first, then the
 * shapes that compatible servers use: `{error: "…"}`, `{message}`, `{detail}` (a string or FastAPI's
 * list), an array around any of them (Gemini's compatible endpoint). `null` when there is none.
 */
export function errorMessage(body: JsonValue): string | null {
  if (Array.isArray(body)) return body.length > 0 ? errorMessage(body[0] ?? null) : null;
  if (typeof body === "string") return body === "" ? null : body;
  if (!isObject(body)) return null;
  for (const key of ["error", "message", "detail", "errors", "msg", "error_message"]) {
    const found = errorMessage(body[key] ?? null);
    if (found !== null) return found;
  }
  return null;
}

/** An error inside of a 200 answer or a stream, with the status that it stands for. */
export interface ReportedError {
  message: string;
  /** The HTTP status that the error names; 500 when it names none. */
  status: number;
}

/** The error that an answer or a chunk reports instead of (or beside) its choices; `null` when it reports none. */
export function reportedError(body: JsonObject, event = "message"): ReportedError | null {
  const isError = isSetError(body.error) || body.object === "error" || body.type === "error" ||
    (event === "error" && body.choices === undefined);
  if (!isError) return null;
  const inner = isObject(body.error) ? body.error : body;
  const message = errorMessage(body) ?? "The provider reported an error without a message.";
  return { message, status: statusOf(inner) };
}

function isSetError(error: JsonValue | undefined): boolean {
  return error !== undefined && error !== null && error !== "" && error !== false;
}

const STATUS_OF_WORD: Readonly<Record<string, number>> = {
  rate_limit_exceeded: 429,
  rate_limit_error: 429,
  insufficient_quota: 429,
  invalid_request_error: 400,
  authentication_error: 401,
  invalid_api_key: 401,
  permission_denied: 403,
  permission_error: 403,
  not_found_error: 404,
  model_not_found: 404,
  overloaded_error: 529,
  server_error: 500,
  timeout: 504,
};

function statusOf(error: JsonObject): number {
  for (const key of ["status_code", "status", "code"]) {
    const value = Number(error[key]);
    if (Number.isInteger(value) && value >= 400 && value <= 599) return value;
  }
  for (const key of ["code", "type"]) {
    const word = error[key];
    const status = typeof word === "string" && Object.hasOwn(STATUS_OF_WORD, word)
      ? STATUS_OF_WORD[word]
      : undefined;
    if (status !== undefined) return status;
  }
  return 500;
}

/** The answer cannot be read: 502, as when the connection breaks. */
export function unreadable(what: string): ApiError {
  return new ApiError(`The provider sent ${what}.`, {
    status: 502,
    type: "connection_error",
    code: "connection_error",
  });
}
