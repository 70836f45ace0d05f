/**
 * The translation OpenAI chat ⇄ Google Gemini `generateContent`.
 * @module
 */
import type { Translation } from "../protocol.ts";
import { endpoint } from "./endpoint.ts";
import { errorMessage, readError } from "./errors.ts";
import { encodeRequest } from "./request.ts";
import { decodeResponse } from "./response.ts";
import { createStreamDecoder } from "./stream.ts";

/** Google's Gemini API; the key travels in the header `x-goog-api-key`. */
export const gemini: Translation = {
  endpoint,
  encodeRequest,
  decodeResponse,
  createStreamDecoder,
  errorMessage,
  errorStatus: (body) => readError(body)?.status === 401 ? 401 : null,
};
