import type { Retention } from "../types/retention.ts";
import type { TrustedClock } from "./trusted_clock.ts";
import type { Writer } from "./writer.ts";

/**
 * Cleans up a little, by age only while the clock can be relied on: nothing that is deleted comes
 * back. Puts right what a wrong clock has stored. Returns whether there is more to do.
 */
export function pruneCarefully(
  writer: Pick<Writer, "prune" | "mendDays">,
  clock: TrustedClock,
  retention: Retention,
): boolean {
  const { now, isNotAhead, isRight } = clock.read();
  const isMending = isRight && writer.mendDays(now);
  const limits = isNotAhead ? retention : { ...retention, payloadDays: null, rowDays: null };
  return writer.prune(limits, now) || isMending;
}
