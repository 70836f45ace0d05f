/**
 * A moment as the column `timestamp` holds it: ISO 8601 in UTC, milliseconds, no zone letter
 * (`2026-01-31T23:59:59.999`). The predecessor wrote Python's `utcnow().isoformat()`; without a `Z`
 * old and new rows sort together as text, and `DATE(timestamp)` reads both.
 *
 * @param ms milliseconds since the epoch; what no date can hold is stored as the epoch itself
 */
export function toTimestamp(ms: number): string {
  const date = new Date(ms);
  return (Number.isNaN(date.getTime()) ? new Date(0) : date).toISOString().slice(0, -1);
}

/**
 * A bound to compare stored timestamps with, cut to whole seconds. The cut matters: Python omits
 * the fraction when it is zero, and `…:00` sorts before `…:00.000`.
 *
 * @param ms milliseconds since the epoch
 */
export function toBound(ms: number): string {
  return toTimestamp(ms).slice(0, 19);
}
