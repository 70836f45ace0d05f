import type { Exchange } from "../types/exchange.ts";
import { billOf } from "./price.ts";
import type { Random } from "./random.ts";
import type { Script } from "./script.ts";
import type { Session, Turn } from "./session.ts";
import { usageOf } from "./usage.ts";

/** A session under way. */
export interface Running {
  session: Session;
  script: Script;
  /** The User-Agent. */
  client: string | null;
  random: Random;
  /** Which of its turns is the next. */
  next: number;
}

/** A turn as the gateway would have recorded it. */
export function exchangeOf(running: Running, turn: Turn, run: number): Exchange {
  const { session: { habit }, script, client, random } = running;
  const { model, fate } = turn;
  // A name that stands for no target reaches no provider.
  const isResolved = fate.attempts.length > 0;
  const bill = billOf(turn, habit, usageOf(turn));
  const { request, response } = script(turn, bill);
  return {
    run,
    requestId: random.uuid(),
    startedAt: turn.startedAt,
    alias: model.alias,
    provider: isResolved ? model.provider : null,
    upstreamModel: isResolved ? model.upstream : null,
    outcome: fate.outcome,
    status: fate.status,
    stream: turn.stream,
    durationMs: fate.durationMs,
    firstByteMs: fate.outcome === "failed" ? null : fate.triedMs + turn.firstByteMs,
    attempts: fate.attempts,
    usage: bill.usage,
    cost: bill.cost,
    finishReason: finishReasonOf(turn),
    client,
    project: habit.project,
    request,
    response,
    error: fate.error,
    notes: null,
  };
}

function finishReasonOf({ fate, callsTool, isCut }: Turn): string | null {
  if (fate.outcome !== "ok") return null;
  return callsTool ? "tool_calls" : isCut ? "length" : "stop";
}
