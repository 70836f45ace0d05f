/**
 * How long after a write another one may leave the same time behind: file systems take theirs from a
 * clock that ticks every few milliseconds.
 */
const TICK_MS = 50;

/**
 * Differs whenever a file was written or replaced. It changes once more when the file has rested for
 * a moment, so that whoever read the first of two quick writes looks again.
 */
export function stampFrom({ mtime, size, ino }: Deno.FileInfo): string {
  const at = mtime?.getTime() ?? 0;
  return `${at} ${size} ${ino}${Date.now() - at < TICK_MS ? " fresh" : ""}`;
}
