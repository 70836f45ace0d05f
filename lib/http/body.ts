import { Buffer } from "node:buffer";
import { ApiError, badRequest } from "./error.ts";

/** The largest request body, in bytes. */
export const MAX_BODY_BYTES = 50 * 1024 * 1024;

/** Reads a request body. Throws ApiError 413 above {@link MAX_BODY_BYTES}, its rest unread. */
export async function readBody(request: Request): Promise<Uint8Array> {
  const encoding = request.headers.get("content-encoding");
  if (encoding !== null && encoding !== "identity") {
    throw badRequest(`The body is compressed (${encoding}). Send it as it is.`);
  }
  const announced = Number(request.headers.get("content-length") ?? NaN);
  if (announced > MAX_BODY_BYTES) throw tooLarge();
  if (announced <= MAX_BODY_BYTES) return await request.bytes();
  const reader = request.body?.getReader();
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let length = 0;
  for (let got = await reader?.read(); got && !got.done; got = await reader?.read()) {
    length += got.value.length;
    // Not cancelled: that would close the connection before the client has read the error.
    if (length > MAX_BODY_BYTES) throw tooLarge();
    chunks.push(got.value);
  }
  return Buffer.concat(chunks);
}

function tooLarge(): ApiError {
  const megabytes = MAX_BODY_BYTES / 1024 / 1024;
  return new ApiError(`The body is larger than ${megabytes} MB. Send less.`, {
    status: 413,
    type: "invalid_request_error",
    code: "request_too_large",
  });
}

/** Reads a request body as JSON. Throws ApiError 400 `invalid_json`. */
export async function readJson(request: Request): Promise<unknown> {
  const bytes = await readBody(request);
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    throw badRequest("The body is not valid JSON.", null, "invalid_json");
  }
}
