import { ApiError, badRequest } from "./error.ts";

/** The largest request body, in bytes. */
export const MAX_BODY_BYTES = 50 * 1024 * 1024;
/** How much of a body that is too large is still read, so that the client gets to read the error. */
export const MAX_DRAIN_BYTES = 256 * 1024 * 1024;

/** Reads a request body. Throws ApiError 413 above {@link MAX_BODY_BYTES}. */
export async function readBody(request: Request): Promise<Uint8Array> {
  const announced = Number(request.headers.get("content-length") ?? NaN);
  if (announced <= MAX_BODY_BYTES) return await request.bytes();
  const { body } = request;
  if (body === null) return new Uint8Array(0);
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body) {
    length += chunk.length;
    if (length > MAX_DRAIN_BYTES) break;
    if (length <= MAX_BODY_BYTES) chunks.push(chunk);
    else chunks.length = 0;
  }
  if (length > MAX_BODY_BYTES) throw tooLarge();
  return new Uint8Array(await new Blob(chunks as Uint8Array<ArrayBuffer>[]).arrayBuffer());
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
