import { instantOf } from "../time.ts";
import type { RequestDetail } from "./detail.ts";

/** What a stretch of a request's time went to. */
export type Stretch = "before" | "wait" | "failed" | "first" | "answer";

/** A stretch of a request's time, in milliseconds. */
export interface Segment {
  kind: Stretch;
  /** Since the request arrived. */
  from: number;
  ms: number;
  /** Of the attempt, where there are several. */
  attempt: number | null;
}

/**
 * Where a request's time went: until the first call, calls that failed and the waits between them,
 * until the first token, the rest of the answer. What is not known is left out.
 */
export function timeline({ request, attempts }: RequestDetail): Segment[] {
  const begin = instantOf(request.timestamp);
  const { duration_ms: total, first_byte_ms: firstByte } = request;
  const segments: Segment[] = [];
  let at = 0;
  const until = (to: number, kind: Stretch, attempt: number | null = null) => {
    if (to > at) segments.push({ kind, from: at, ms: to - at, attempt });
    at = Math.max(at, to);
  };
  for (const [place, { number, started_at, duration_ms, error }] of attempts.entries()) {
    const start = instantOf(started_at) - begin;
    until(start, place === 0 ? "before" : "wait");
    const isLast = place === attempts.length - 1;
    if (!isLast || (error !== null && firstByte === null)) {
      until(start + duration_ms, "failed", attempts.length > 1 ? number : null);
    }
  }
  if (total === null) return segments;
  if (firstByte !== null) until(Math.min(firstByte, total), "first");
  // Who left, or gave up, did so in a wait.
  until(total, firstByte === null && attempts.length > 0 ? "wait" : "answer");
  return segments;
}
