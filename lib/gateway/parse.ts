import { ApiError } from "../http/error.ts";
import { memberSpans, nestingDepth } from "../json/spans.ts";
import { isObject, type JsonObject, type JsonValue } from "../types/json.ts";
import type { Target } from "../types/target.ts";

/** A chat request as the client sent it: the text for the splice, the object for everything else. */
export interface ParsedRequest {
  text: string;
  body: JsonObject;
  /** What the client named as `model`. */
  alias: string;
}

/** Deeper nesting than any request has; providers refuse far less. */
const MAX_DEPTH = 500;
/** Names go into messages, rows and the log: a longer one would flood them. */
const MAX_MODEL_LENGTH = 256;
const decoder = new TextDecoder("utf-8", { fatal: true });

/**
 * Reads a request body. Throws ApiError 400: `invalid_json` for what is not a JSON object in UTF-8
 * (or names a key twice, where parsers disagree on what it means), `missing_model` without `model`.
 */
export function parseRequest(bytes: Uint8Array): ParsedRequest {
  const text = decodeBody(bytes);
  const body = parseBody(text);
  const seen = new Set<string>();
  for (const { key } of memberSpans(text)) {
    if (seen.has(key)) throw invalidJson(`The body names "${key}" twice. Send it once.`, key);
    seen.add(key);
  }
  const { model, messages, stream } = body;
  if (model === undefined || model === null || model === "") {
    throw wrongField(
      "The body has no `model`. Name one of the aliases of GET /v1/models.",
      "model",
      {
        code: "missing_model",
      },
    );
  }
  if (typeof model !== "string" || model.length > MAX_MODEL_LENGTH) {
    throw wrongField(
      `\`model\` must be a string of up to ${MAX_MODEL_LENGTH} characters.`,
      "model",
    );
  }
  if (stream !== undefined && stream !== null && typeof stream !== "boolean") {
    throw wrongField("`stream` must be true or false.", "stream");
  }
  if (messages !== undefined && messages !== null && !Array.isArray(messages)) {
    throw wrongField("`messages` must be a list of messages.", "messages");
  }
  return { text, body, alias: model };
}

/** Whether the answer is streamed: as the client says, else as the target's defaults do. */
export function wantsStream({ body }: ParsedRequest, { defaults }: Pick<Target, "defaults">) {
  return (body.stream ?? defaults.stream) === true;
}

function decodeBody(bytes: Uint8Array): string {
  try {
    return decoder.decode(bytes);
  } catch {
    throw invalidJson("The body is not valid UTF-8.");
  }
}

function parseBody(text: string): JsonObject {
  if (nestingDepth(text) > MAX_DEPTH) {
    throw invalidJson(`The body nests deeper than ${MAX_DEPTH} levels.`);
  }
  let body: JsonValue;
  try {
    body = JSON.parse(text);
  } catch (error) {
    const reason = error instanceof Error ? positionOf(error.message) : "";
    throw invalidJson(`The body is not valid JSON${reason}.`);
  }
  if (!isObject(body)) throw invalidJson("The body must be a JSON object.");
  return body;
}

/** V8 quotes the text around the fault, which may hold a secret: only the position is told. */
function positionOf(message: string): string {
  const position = /position \d+( \(line \d+ column \d+\))?/.exec(message);
  return position ? ` at ${position[0]}` : "";
}

function invalidJson(message: string, param: string | null = null): ApiError {
  return wrongField(message, param, { code: "invalid_json" });
}

function wrongField(message: string, param: string | null, { code = "bad_request" } = {}) {
  return new ApiError(message, { status: 400, type: "invalid_request_error", code, param });
}
