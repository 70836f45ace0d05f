import { badRequest } from "../../http/error.ts";
import { isObject, type JsonObject } from "../../types/json.ts";
import { mediaPart } from "./media.ts";
import { generationOf } from "./model.ts";
import type { Omissions } from "./omissions.ts";
import { encodeContent } from "./parts.ts";
import { objectsIn, textOf } from "./read.ts";
import { NO_SIGNATURE, signatureOf } from "./signature.ts";
import { parseArguments } from "./tool-results.ts";

/**
 * An assistant message as parts of a `model` turn: thoughts, text, images, calls, each with the
 * signature that the client kept. Throws a 400 for what cannot be read.
 */
export function encodeAssistant(
  message: JsonObject,
  model: string,
  param: string,
  omissions: Omissions,
): JsonObject[] {
  if (message.function_call != null) {
    omissions.refuse(`${param}.function_call`, "Send tool_calls instead.");
  }
  const texts = encodeContent(message.content, `${param}.content`, omissions);
  const refusal = textOf(message.refusal);
  if (texts.length === 0 && refusal !== undefined) texts.push({ text: refusal });
  const calls = encodeCalls(message, model, param);
  return [
    ...thoughts(message, model),
    ...signed(texts, message, calls.length > 0),
    ...images(message, param),
    ...calls,
  ];
}

/** Thoughts go back unsigned: signatures of other providers mean nothing to Gemini. */
function thoughts(message: JsonObject, model: string): JsonObject[] {
  // Models before 2.5 do not think and do not know the field.
  if (generationOf(model) < 2.5) return [];
  const text = textOf(message.reasoning_content) ?? textOf(message.reasoning) ??
    textOf(
      objectsIn(message.thinking_blocks).map((block) => textOf(block.thinking) ?? "").join(""),
    );
  return text === undefined ? [] : [{ thought: true, text }];
}

/** The signature of an answer in text stands on its last part, which may have no text at all. */
function signed(texts: JsonObject[], message: JsonObject, hasCalls: boolean): JsonObject[] {
  const signature = signatureOf(message);
  if (signature === undefined) return texts;
  const last = texts.at(-1);
  if (last !== undefined) return [...texts.slice(0, -1), { ...last, thoughtSignature: signature }];
  return hasCalls ? [] : [{ text: "", thoughtSignature: signature }];
}

/** Pictures that an earlier answer made, in the shape in which the response decoder gave them. */
function images(message: JsonObject, param: string): JsonObject[] {
  return objectsIn(message.images).flatMap((image, index) => {
    const url = isObject(image.image_url) ? textOf(image.image_url.url) : undefined;
    const path = `${param}.images[${index}]`;
    return url === undefined ? [] : [mediaPart(url, undefined, "image/png", path)];
  });
}

function encodeCalls(message: JsonObject, model: string, param: string): JsonObject[] {
  return objectsIn(message.tool_calls).map((call, index) => {
    const path = `${param}.tool_calls[${index}].function`;
    const source = isObject(call.function) ? call.function : {};
    const name = textOf(source.name);
    if (name === undefined) throw badRequest(`${path}.name is missing. Set it.`, `${path}.name`);
    const id = textOf(call.id);
    // Only the first call of a step must be signed; the parallel ones after it need not be.
    const missing = index === 0 && generationOf(model) >= 3 ? NO_SIGNATURE : undefined;
    const signature = signatureOf(call) ?? missing;
    return {
      functionCall: {
        ...(id === undefined ? {} : { id }),
        name,
        args: parseArguments(source.arguments, `${path}.arguments`),
      },
      ...(signature === undefined ? {} : { thoughtSignature: signature }),
    };
  });
}
