import type { Attempt, Outcome } from "../types/exchange.ts";
import type { Trouble } from "./incidents.ts";
import { MODELS } from "./models.ts";
import type { Random } from "./random.ts";
import { type Refusal, type RefusalName, REFUSALS } from "./refusals.ts";

/** How the calls of an exchange went. */
export interface Fate {
  outcome: Outcome;
  /** The status that the client got. */
  status: number;
  error: string | null;
  attempts: Attempt[];
  /** Milliseconds from the arrival to the attempt that decided, and to the end. */
  triedMs: number;
  durationMs: number;
  /** The part of the answer that was produced, from 0 to 1. */
  produced: number;
}

/** What an exchange would take if nothing went wrong, in milliseconds. */
export interface Call {
  startedAt: number;
  provider: string;
  stream: boolean;
  firstByteMs: number;
  durationMs: number;
}

/** A call and three retries, as `--retries` has it. */
const MOST_ATTEMPTS = 4;
/** The default of `--timeout`. */
const TIMEOUT_MS = 120_000;
/** Milliseconds that the gateway itself takes before it calls. */
const OWN_MS = 3;

/** What goes wrong on a good day: out of so many calls one, and for how many attempts it stays so. */
const BACKGROUND: readonly [RefusalName, share: number, again: number][] = [
  ["overloaded", 0.006, 0.3],
  ["rate-limit", 0.006, 0.35],
  ["broken", 0.004, 0.4],
  ["reset", 0.002, 0.2],
  ["too-long", 0.002, 1],
  ["filtered", 0.001, 1],
];

const BY_TROUBLE: Readonly<Record<Exclude<Trouble, "slow">, RefusalName>> = {
  "outage": "overloaded",
  "rate-limit": "rate-limit",
  "bad-key": "bad-key",
  "unreachable": "unreachable",
};

/** Decides how an exchange ends, given what troubles its provider. */
export function fateOf(
  call: Call,
  trouble: { trouble: Trouble; share: number } | null,
  random: Random,
): Fate {
  const refusal = refusalOf(call, trouble, random);
  const attempts: Attempt[] = [];
  let at = OWN_MS;
  if (refusal !== null) {
    const { facts, again } = refusal;
    for (;;) {
      const last = attempts.at(-1);
      const isLast = last !== undefined && (!facts.retried || attempts.length >= MOST_ATTEMPTS);
      if (isLast) return failed(facts, attempts, at, call.provider);
      if (last !== undefined && !random.chance(again)) break;
      const waitedMs = last === undefined ? 0 : waitMs(facts, attempts.length, random);
      at += waitedMs;
      const durationMs = Math.round(random.logNormal(facts.takesMs, 0.4));
      attempts.push(attempt(call, attempts.length + 1, at, durationMs, waitedMs, facts));
      at += durationMs;
    }
    at += waitMs(facts, attempts.length, random);
  }
  return answered(call, attempts, at, random);
}

/** What becomes of a request for an alias that there is not. */
export function unknownAlias(alias: string, at: number): Fate {
  const known = MODELS.filter(({ from, until }) => from <= at && at < until)
    .map(({ alias }) => alias).sort().join(", ");
  return {
    outcome: "failed",
    status: 404,
    error: `The model "${alias}" does not exist. Available models: ${known}.`,
    attempts: [],
    triedMs: 0,
    durationMs: 2,
    produced: 0,
  };
}

function refusalOf(
  call: Call,
  trouble: { trouble: Trouble; share: number } | null,
  random: Random,
): { facts: Refusal; again: number } | null {
  if (trouble !== null && trouble.trouble !== "slow" && random.chance(trouble.share)) {
    // A limit is soon over for one of the calls, an outage is not.
    const again = trouble.trouble === "rate-limit" ? 0.55 : 0.93;
    return { facts: REFUSALS[BY_TROUBLE[trouble.trouble]], again };
  }
  let left = random.next();
  for (const [name, share, again] of BACKGROUND) {
    left -= share;
    const isOwn = call.provider === "ollama" || call.provider === "lm_studio";
    if (left < 0) return isOwn ? null : { facts: REFUSALS[name], again };
  }
  return null;
}

function failed(facts: Refusal, attempts: Attempt[], at: number, provider: string): Fate {
  return {
    outcome: "failed",
    status: facts.clientStatus,
    error: facts.sentence(provider),
    attempts,
    triedMs: at,
    durationMs: at,
    produced: 0,
  };
}

/** An answer comes, unless it takes too long or its reader leaves. */
function answered(call: Call, attempts: Attempt[], at: number, random: Random): Fate {
  const waitedMs = attempts.length === 0 ? 0 : at - endOf(attempts, call.startedAt);
  const number = attempts.length + 1;
  if (!call.stream && call.durationMs > TIMEOUT_MS) {
    const facts = REFUSALS.timeout;
    attempts.push(attempt(call, number, at, TIMEOUT_MS, waitedMs, facts));
    return failed(facts, attempts, at + TIMEOUT_MS, call.provider);
  }
  const produced = call.stream && random.chance(0.013) ? 0.1 + 0.8 * random.next() : 1;
  const isLeft = produced < 1;
  const answerMs = call.firstByteMs + (call.durationMs - call.firstByteMs) * produced;
  const error = isLeft ? "The client closed the connection." : null;
  attempts.push({
    ...attempt(call, number, at, Math.round(answerMs), waitedMs, null),
    status: 200,
    error,
  });
  return {
    outcome: isLeft ? "interrupted" : "ok",
    status: isLeft ? 499 : 200,
    error,
    attempts,
    triedMs: at,
    durationMs: at + Math.round(answerMs) + 1,
    produced,
  };
}

function endOf(attempts: readonly Attempt[], startedAt: number): number {
  const last = attempts.at(-1);
  return last === undefined ? 0 : last.startedAt + last.durationMs - startedAt;
}

function attempt(
  call: Call,
  number: number,
  at: number,
  durationMs: number,
  waitedMs: number,
  facts: Refusal | null,
): Attempt {
  return {
    number,
    startedAt: call.startedAt + at,
    durationMs,
    waitedMs,
    status: facts?.status ?? null,
    error: facts?.sentence(call.provider) ?? null,
  };
}

/** As lib/gateway/retry.ts waits. */
function waitMs({ retryAfterS }: Refusal, attempts: number, random: Random): number {
  if (retryAfterS !== null) return random.int(1, retryAfterS) * 1000;
  const backoff = Math.min(500 * 2 ** (attempts - 1), 8000);
  return Math.round(backoff * (0.5 + random.next() / 2));
}
