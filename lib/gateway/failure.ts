import type { ApiError } from "../http/error.ts";
import { errorMessage } from "../protocols/openai-chat/errors.ts";
import type { JsonValue } from "../types/json.ts";
import type { Usage } from "../types/usage.ts";
import type { Dialect } from "./dialect.ts";
import { retryAfterSeconds } from "./retry.ts";
import type { UpstreamResponse } from "./upstream.ts";
import { connectionError, upstreamError } from "./upstream_error.ts";

/** Error bodies are short; a longer one is cut. */
const LONGEST_MESSAGE = 4_000;

/** An attempt that failed. */
export interface Failure {
  error: ApiError;
  /** The upstream's status; `null` when no answer came. */
  status: number | null;
  headers: Headers | null;
  /** Trying again cannot help. */
  final: boolean;
  /** What the provider says that it has used, though it gave no answer. */
  used: Usage | null;
  /** We ended the call while the provider may have been at work. */
  cut: boolean;
}

/** Reads an error answer of the provider. */
export function failureOf(
  dialect: Pick<Dialect, "errorMessage" | "errorStatus">,
  { status, headers }: Pick<UpstreamResponse, "status" | "headers">,
  text: string,
): Failure {
  if (status < 400) {
    const what = status < 300
      ? `The provider answered with status ${status}.`
      : `The provider redirects (status ${status}). Apantli follows no redirects: set \`api_base\` to the final address.`;
    const error = connectionError(what);
    return { error, status, headers, final: true, used: null, cut: false };
  }
  const body = parseJson(text);
  const sentence = dialect.errorMessage(body) ?? errorMessage(body) ?? plainText(text);
  const message = (sentence ?? `The provider answered with status ${status}.`)
    .slice(0, LONGEST_MESSAGE);
  const meant = dialect.errorStatus(body) ?? status;
  const error = upstreamError(meant, message, retryAfterSeconds(headers, Date.now()));
  return { error, status, headers, final: false, used: null, cut: false };
}

function parseJson(text: string): JsonValue {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** An error body that is neither JSON nor a page is the message itself. */
function plainText(text: string): string | null {
  const plain = text.trim();
  return plain === "" || /^[<{[]/.test(plain) ? null : plain;
}
