/** A duration in milliseconds as text: `850 ms`, `1.2 s`, `2 min 5 s`; an unknown one is a dash. */
export function formatDuration(ms: number | null): string {
  if (ms === null) return "–";
  if (ms < 999.5) return `${Math.round(ms)} ms`;
  if (ms < 59_950) return `${(ms / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/**
 * The moment of a timestamp in milliseconds since the epoch; `NaN` when it is none. Those of the
 * database carry no zone: they are UTC.
 */
export function instantOf(timestamp: string): number {
  const zoned = /(?:Z|[+-]\d\d:?\d\d)$/.test(timestamp) ? timestamp : `${timestamp}Z`;
  return Date.parse(zoned);
}

/** How long ago an ISO 8601 time was, seen from `now` (ms since the epoch): `now`, `5 min ago`. */
export function formatAgo(timestamp: string, now: number): string {
  const seconds = (now - instantOf(timestamp)) / 1000;
  if (Number.isNaN(seconds)) return timestamp;
  if (seconds < 10) return "now";
  if (seconds < 60) return `${Math.floor(seconds)} s ago`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ago`;
  if (seconds < 86_400) return `${Math.floor(seconds / 3600)} h ago`;
  return `${Math.floor(seconds / 86_400)} d ago`;
}
