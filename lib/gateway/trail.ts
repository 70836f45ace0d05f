import type { ApiError } from "../http/error.ts";
import { estimateUsage } from "../pricing/estimate.ts";
import { withEarlier } from "../pricing/earlier.ts";
import { priceUsage } from "../pricing/mod.ts";
import { reportedCost } from "../protocols/openai-chat/usage.ts";
import type { Attempt, Cost, Exchange, Outcome } from "../types/exchange.ts";
import type { JsonObject, JsonValue } from "../types/json.ts";
import type { PayloadRule } from "../types/payloads.ts";
import type { Target } from "../types/target.ts";
import type { Usage } from "../types/usage.ts";
import { isConfidential, payloadRule, storable } from "./capture.ts";
import { conceal } from "./conceal.ts";
import type { Failure } from "./failure.ts";
import type { GatewayDeps } from "./deps.ts";
import { ClientLeft } from "./presence.ts";
import { serviceTierOf } from "./service_tier.ts";

/** What is known of an answer when its exchange ends. */
export interface AnswerSummary {
  completion: JsonObject | null;
  /** The completion as JSON text, where it is at hand. */
  text?: string;
  usage: Usage | null;
  /** What an estimate of the usage counts. */
  producedText: () => string;
  finishReason: string | null;
}

let runs = 0;

/** The facts of one exchange as they come in, and the row that they make. */
export class Trail {
  readonly requestId: string;
  readonly attempts: Attempt[] = [];
  /** What of the exchange may be stored: as configured when its alias became known. */
  rule: PayloadRule;
  alias = "";
  stream = false;
  /** The request body as the client sent it. */
  requestText = "";
  target: Target | null = null;
  project: string | null = null;
  dropped: string[] = [];
  readonly #startedAt = Date.now();
  readonly #start = performance.now();
  readonly #client: string | null;
  readonly #deps: GatewayDeps;
  #firstByteMs: number | null = null;
  /** What failed calls have used, by the number of the attempt. */
  readonly #charged = new Map<number, Usage>();

  /** Tells exchanges of this process apart. */
  readonly #run = ++runs;

  constructor(request: Request, requestId: string, deps: GatewayDeps) {
    this.requestId = requestId;
    this.#client = request.headers.get("user-agent");
    this.#deps = deps;
    this.rule = payloadRule(deps.config(), null);
  }

  /** The client has asked for this alias. */
  ask(alias: string) {
    this.alias = alias;
    this.rule = payloadRule(this.#deps.config(), alias);
  }

  /** The provider is being called. */
  begin() {
    const { target } = this;
    if (!target) return;
    this.#deps.ledger.begin(storable({
      run: this.#run,
      requestId: this.requestId,
      startedAt: this.#startedAt,
      alias: this.alias,
      provider: target.provider,
      upstreamModel: target.model,
      stream: this.stream,
      client: this.#client,
      project: this.project,
      request: this.requestText,
      payload: this.rule,
    }));
  }

  /** The first byte of the answer has come from upstream. */
  markFirstByte() {
    this.#firstByteMs ??= Math.round(performance.now() - this.#start);
  }

  /** The error as it may be told: without the secrets of the target. */
  conceal(error: ApiError): ApiError {
    return this.target ? conceal(error, this.target) : error;
  }

  /** A call has failed: what it has used all the same is paid for. */
  charge({ used, cut }: Failure, number: number) {
    const usage = used ?? (cut ? this.#estimate("") : null);
    if (usage !== null) this.#charged.set(number, usage);
  }

  /** What the exchange costs: its answer, and calls before that were charged; `null` when no price is known. */
  #cost(answer: AnswerSummary): Cost | null {
    const earlier = [...this.#charged].map(([number, usage]) => ({
      number,
      cost: this.#price({ ...NOTHING, usage }),
    }));
    const cost = this.#price(answer);
    return answer.usage !== null && cost === null ? null : withEarlier(cost, earlier);
  }

  #price({ usage, completion }: AnswerSummary): Cost | null {
    const { target } = this;
    if (!target || !usage) return null;
    return priceUsage(usage, {
      provider: target.provider,
      model: target.priceModel,
      prices: target.prices,
      at: new Date(this.#startedAt),
      serviceTier: serviceTierOf(completion),
      reported: reportedCost(usage.raw),
    });
  }

  /** Records a finished answer; `recorded` resolves when it is safe. */
  succeed(answer: AnswerSummary): { cost: Cost | null; recorded: Promise<void> } {
    const summary = { ...answer, usage: answer.usage ?? this.#estimate(answer.producedText()) };
    const cost = this.#cost(summary);
    return { cost, recorded: this.#record("ok", null, summary, cost) };
  }

  /** Records a failure with what was produced before it. A client that left is `interrupted`. */
  async fail(error: ApiError, answer: AnswerSummary | null = null): Promise<void> {
    const outcome = error instanceof ClientLeft ? "interrupted" : "failed";
    const usage = answer === null ? this.#takeLast() : this.#usageSoFar(answer);
    const summary = { ...(answer ?? NOTHING), usage };
    await this.#record(outcome, error, summary, this.#cost(summary));
  }

  /** What the last call has used, which is the exchange's own usage where there is no answer. */
  #takeLast(): Usage | null {
    const number = this.attempts.length;
    const usage = this.#charged.get(number) ?? null;
    this.#charged.delete(number);
    return usage;
  }

  /**
   * The usage of an answer that was cut off. Anthropic counts the input at the start of a stream and
   * the output at its end: until then what it says of the output is a beginning, not a sum.
   */
  #usageSoFar({ usage, producedText, finishReason }: AnswerSummary): Usage {
    const estimate = this.#estimate(producedText());
    if (usage === null) return estimate;
    if (finishReason !== null || usage.output >= estimate.output) return usage;
    return { ...usage, output: estimate.output, estimated: true };
  }

  #estimate(producedText: string): Usage {
    return estimateUsage(this.requestText, producedText);
  }

  async #record(
    outcome: Outcome,
    error: ApiError | null,
    answer: AnswerSummary,
    cost: Cost | null,
  ) {
    const exchange: Exchange = {
      run: this.#run,
      requestId: this.requestId,
      startedAt: this.#startedAt,
      alias: this.alias,
      provider: this.target?.provider ?? null,
      upstreamModel: this.target?.model ?? null,
      outcome,
      status: error?.status ?? 200,
      stream: this.stream,
      durationMs: Math.round(performance.now() - this.#start),
      firstByteMs: this.#firstByteMs,
      attempts: this.attempts,
      usage: answer.usage,
      cost,
      serviceTier: serviceTierOf(answer.completion),
      finishReason: answer.finishReason,
      client: this.#client,
      project: this.project,
      request: this.requestText,
      response: answer.text ?? (answer.completion && JSON.stringify(answer.completion)),
      error: error && error.message,
      notes: this.#notes(),
      payload: this.rule,
    };
    await this.#deps.ledger.record(storable(exchange, error?.code));
    this.#tell(exchange);
  }

  #notes(): JsonValue {
    return this.dropped.length > 0 ? { dropped: this.dropped } : null;
  }

  #tell({ outcome, status, durationMs, error }: Exchange) {
    const level = outcome === "failed" ? "warn" : "info";
    const message = outcome === "interrupted" ? "client left" : `request ${outcome}`;
    this.#deps.log(level, message, {
      requestId: this.requestId,
      alias: this.alias,
      provider: this.target?.provider ?? null,
      status,
      durationMs,
      attempts: this.attempts.length,
      error: error && isConfidential(this.rule) ? null : error,
    });
  }
}

const NOTHING: AnswerSummary = {
  completion: null,
  usage: null,
  producedText: () => "",
  finishReason: null,
};
