import type { Beginning, Exchange } from "../../types/exchange.ts";
import type { JsonValue } from "../../types/json.ts";
import { MESSAGE_NOT_STORED } from "../../types/marker.ts";
import type { PayloadRule } from "../../types/payloads.ts";
import type { Scrubber, ScrubReply } from "./scrubber.ts";

/** Whether the user's patterns have to see it before it is stored. */
export function hasPatterns({ payload }: { payload?: PayloadRule }): boolean {
  return payload !== undefined && payload.redact.length > 0;
}

/** The beginning as the patterns leave it; without texts when they fail. */
export async function redactBeginning(
  beginning: Beginning,
  scrubber: Pick<Scrubber, "scrub">,
): Promise<Beginning> {
  const { payload, client, project } = beginning;
  if (!payload || payload.redact.length === 0) return beginning;
  const reply = await scrubber.scrub({
    patterns: payload.redact,
    payloads: [beginning.request],
    texts: [client, project],
  });
  const { payloads: [request], texts: [by, of] } = reply ?? NOTHING;
  return {
    ...beginning,
    request: request ?? "",
    client: by ?? null,
    project: of ?? null,
  };
}

/** The exchange as the patterns leave it: payloads, errors, notes, client; without texts when they fail. */
export async function redactExchange(
  exchange: Exchange,
  scrubber: Pick<Scrubber, "scrub">,
): Promise<Exchange> {
  const { payload, request, response, usage, notes, attempts, client, project, error } = exchange;
  if (!payload || payload.redact.length === 0) return exchange;
  const reply = await scrubber.scrub({
    patterns: payload.redact,
    payloads: [request, response, jsonOf(usage?.raw ?? null), jsonOf(notes)],
    texts: [client, project, error, ...attempts.map((attempt) => attempt.error)],
  });
  if (reply === null) return withoutTexts(exchange, payload);
  const { payloads: [asked, answered, raw, noted], texts: [by, of, why, ...whys] } = reply;
  return {
    ...exchange,
    request: asked ?? "",
    response: answered ?? null,
    usage: usage && { ...usage, raw: valueOf(raw) },
    notes: valueOf(noted),
    client: by ?? null,
    project: of ?? null,
    error: why ?? null,
    attempts: attempts.map((attempt, index) => ({ ...attempt, error: whys[index] ?? null })),
  };
}

const NOTHING: ScrubReply = { payloads: [], texts: [] };

function withoutTexts(exchange: Exchange, payload: PayloadRule): Exchange {
  const untold = (error: string | null) => error === null ? null : MESSAGE_NOT_STORED;
  return {
    ...exchange,
    payload: { ...payload, capture: "off" },
    request: "",
    response: null,
    notes: { payload: "the patterns of general_settings.payloads.redact took too long" },
    client: null,
    project: null,
    error: untold(exchange.error),
    attempts: exchange.attempts.map((attempt) => ({ ...attempt, error: untold(attempt.error) })),
  };
}

function jsonOf(value: JsonValue): string | null {
  return value === null ? null : JSON.stringify(value);
}

function valueOf(text: string | null | undefined): JsonValue {
  return typeof text === "string" ? JSON.parse(text) : null;
}
