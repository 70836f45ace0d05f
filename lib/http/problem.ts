import { ApiError } from "./error.ts";

/** Any thrown thing as the client's error; what nobody foresaw is a 500 without details. */
export function problemOf(thrown: unknown): ApiError {
  if (thrown instanceof ApiError) return thrown;
  return new ApiError("Apantli failed on this request. The log has the details.", {
    status: 500,
    type: "api_error",
    code: "internal_error",
  });
}

/** The error as a JSON response in OpenAI's shape. */
export function problemResponse(error: ApiError): Response {
  const headers = new Headers({ "content-type": "application/json" });
  if (error.retryAfter !== undefined) {
    headers.set("retry-after", String(Math.ceil(error.retryAfter)));
  }
  return new Response(JSON.stringify(error.toBody()), { status: error.status, headers });
}
