/**
 * The translation OpenAI chat ⇄ Anthropic Messages.
 * @module
 */
import type { Translation } from "../protocol.ts";
import { endpoint } from "./endpoint.ts";
import { errorMessage } from "./errors.ts";
import { encodeRequest } from "./request.ts";
import { decodeResponse } from "./response.ts";
import { createStreamDecoder } from "./stream.ts";

/** Anthropic's Messages API; the headers `x-api-key` and `anthropic-version` are the gateway's part. */
export const anthropicMessages: Translation = {
  endpoint,
  encodeRequest,
  decodeResponse,
  createStreamDecoder,
  errorMessage,
};
