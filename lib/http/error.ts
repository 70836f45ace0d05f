/** OpenAI's error object as clients get it. */
export interface ErrorBody {
  error: { message: string; type: string; param: string | null; code: string | null };
}

/** What an {@link ApiError} needs beside its message. */
export interface ErrorFacts {
  /** HTTP status for the client. */
  status: number;
  /** OpenAI's error type, for example `invalid_request_error`. */
  type: string;
  /** OpenAI's error code, for example `model_not_found`. */
  code: string;
  /** The request field at fault. */
  param?: string | null;
  /** Seconds that the client should wait, sent as `Retry-After`. */
  retryAfter?: number;
}

/** An error that the client is told about, in OpenAI's shape. Its message holds no secret. */
export class ApiError extends Error {
  override readonly name = "ApiError";
  readonly status: number;
  readonly type: string;
  readonly code: string;
  readonly param: string | null;
  readonly retryAfter: number | undefined;

  constructor(message: string, facts: ErrorFacts) {
    super(message);
    this.status = facts.status;
    this.type = facts.type;
    this.code = facts.code;
    this.param = facts.param ?? null;
    this.retryAfter = facts.retryAfter;
  }

  /** The JSON body that the client gets. */
  toBody(): ErrorBody {
    return {
      error: { message: this.message, type: this.type, param: this.param, code: this.code },
    };
  }
}

/**
 * The client's request is wrong: 400 `invalid_request_error`.
 * `param` names the field at fault, as OpenAI does.
 */
export function badRequest(message: string, param: string | null = null, code = "bad_request") {
  return new ApiError(message, { status: 400, type: "invalid_request_error", code, param });
}
