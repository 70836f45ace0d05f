import type { ChatRequest } from "../../types/chat.ts";
import { isObject, type JsonObject, type JsonValue } from "../../types/json.ts";
import type { EncodeContext, EncodedRequest } from "../protocol.ts";
import { sender, tier } from "./account.ts";
import { conversation } from "./conversation.ts";
import { type Draft, fieldOf, type Step } from "./draft.ts";
import { format } from "./format.ts";
import { limits, stops } from "./limits.ts";
import { traitsOf } from "./model.ts";
import { Omissions } from "./omissions.ts";
import { objectsIn, setMembers } from "./read.ts";
import { HINTS, REFUSED_FIELDS } from "./refused.ts";
import { sampling } from "./sampling.ts";
import { thinking } from "./thinking.ts";
import { choice } from "./tool-choice.ts";
import { tools } from "./tools.ts";

/** In order: later steps look at what earlier ones have put into the body. */
const STEPS: readonly Step[] = [
  conversation,
  limits,
  tools,
  choice,
  thinking,
  sampling,
  stops,
  format,
  sender,
  tier,
];

const ANSWERED_FOR: ReadonlySet<string> = new Set([
  "model",
  "stream",
  "stream_options",
  "system",
  "output_config",
  ...STEPS.flatMap((step) => step.fields),
]);

/**
 * An OpenAI chat request as the body of Anthropic's `POST /v1/messages`. Fields that nobody here
 * knows go to the provider untouched; no top-level `null` does. Throws a 400 that names the field
 * for what cannot be read and, unless parameters may be dropped, for what cannot be expressed.
 * https://platform.claude.com/docs/en/api/messages
 */
export function encodeRequest(chat: ChatRequest, context: EncodeContext): EncodedRequest {
  const draft: Draft = {
    chat,
    traits: traitsOf(context.model),
    omissions: new Omissions(context.dropParams),
    body: { model: context.model },
    system: ownSystem(fieldOf(chat, "system")),
    output: {},
  };
  for (const step of STEPS) step.encode(draft);
  for (const [field, value] of Object.entries(chat)) {
    if (value !== null && value !== undefined && !ANSWERED_FOR.has(field)) {
      encodeOther(field, value, draft);
    }
  }
  const { body, system, output, omissions } = draft;
  if (system.length > 0) body.system = system;
  const own = fieldOf(chat, "output_config");
  const config = { ...output, ...(isObject(own) ? setMembers(own) : {}) };
  if (Object.keys(config).length > 0) body.output_config = config;
  if (chat.stream === true) body.stream = true;
  return { body, dropped: omissions.fields };
}

/** A system prompt in Anthropic's own shape comes before the system messages. */
function ownSystem(value: JsonValue | undefined): JsonObject[] {
  if (typeof value === "string" && value.trim() !== "") return [{ type: "text", text: value }];
  // Anthropic refuses text of white space alone.
  return objectsIn(value).map(setMembers).filter(({ text }) =>
    typeof text !== "string" || text.trim() !== ""
  );
}

function encodeOther(field: string, value: JsonValue, draft: Draft): void {
  const refusal = Object.hasOwn(REFUSED_FIELDS, field) ? REFUSED_FIELDS[field] : undefined;
  if (refusal !== undefined) {
    const sent = JSON.stringify(value);
    const isNeutral = refusal.neutral.some((neutral) => JSON.stringify(neutral) === sent);
    if (!isNeutral) draft.omissions.refuse(field, refusal.advice);
  } else if (HINTS.has(field)) draft.omissions.ignore(field);
  else draft.body[field] = value;
}
