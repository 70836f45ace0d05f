import type { Beginning, Exchange } from "../../types/exchange.ts";
import type { JsonValue } from "../../types/json.ts";
import { MESSAGE_NOT_STORED } from "../../types/marker.ts";
import type { PayloadRule } from "../../types/payloads.ts";
import type { Scrubber, ScrubReply } from "./scrubber.ts";

/** Whether the user's patterns have to see it before it is stored. */
export function hasPatterns({ payload }: { payload?: PayloadRule }): boolean {
  return payload !== undefined && payload.redact.length > 0;
}

/** Lets the user's patterns see exchanges, before they are stored. */
export class Redaction {
  readonly #scrubber: Pick<Scrubber, "scrub">;
  /** Exchanges whose requests the patterns could not cope with: they have no texts. */
  readonly #failed = new Set<number>();

  constructor(scrubber: Pick<Scrubber, "scrub">) {
    this.#scrubber = scrubber;
  }

  /** The beginning as the patterns leave it; without texts when they fail. */
  async begin(beginning: Beginning): Promise<Beginning> {
    const { payload, request, client, project, run } = beginning;
    if (!payload || payload.redact.length === 0) return beginning;
    const { redact: patterns } = payload;
    const reply = await this.#scrubber.scrub({
      patterns,
      payloads: [request],
      texts: [client, project],
    });
    if (reply === null) this.#failed.add(run);
    const { payloads: [asked], texts: [by, of] } = reply ?? { payloads: [], texts: [] };
    return { ...beginning, request: asked ?? "", client: by ?? null, project: of ?? null };
  }

  /** The exchange as the patterns leave it: payloads, errors, notes, client; without texts when they fail. */
  async record(exchange: Exchange): Promise<Exchange> {
    const { payload, request, response, usage, notes, attempts } = exchange;
    if (!payload || payload.redact.length === 0) return exchange;
    if (this.#failed.delete(exchange.run)) return withoutTexts(exchange, payload);
    const reply = await this.#scrubber.scrub({
      patterns: payload.redact,
      payloads: [request, response, jsonOf(usage?.raw ?? null), jsonOf(notes)],
      texts: [
        ...[exchange.client, exchange.project, exchange.error],
        ...attempts.map(({ error }) => error),
      ],
    });
    return reply === null ? withoutTexts(exchange, payload) : redacted(exchange, reply);
  }
}

function redacted(exchange: Exchange, { payloads, texts }: ScrubReply): Exchange {
  const [request, response, raw, notes] = payloads;
  const [client, project, error, ...errors] = texts;
  const { usage, attempts } = exchange;
  return {
    ...exchange,
    request: request ?? "",
    response: response ?? null,
    usage: usage && { ...usage, raw: valueOf(raw) },
    notes: valueOf(notes),
    client: client ?? null,
    project: project ?? null,
    error: error ?? null,
    attempts: attempts.map((attempt, index) => ({ ...attempt, error: errors[index] ?? null })),
  };
}

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
