const UNITS = ["bytes", "kB", "MB", "GB", "TB"];

/** Bytes for people: `512 bytes`, `1.5 MB`. Units are powers of 1000, as in the configuration. */
export function bytesText(bytes: number): string {
  const power = bytes < 1000 ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log10(bytes) / 3));
  return power === 0
    ? counted(bytes, "byte")
    : `${(bytes / 1000 ** power).toFixed(1)} ${UNITS[power]}`;
}

/** A number with its noun: `1 payload`, `1,200 payloads`. */
export function counted(count: number, noun: string): string {
  return `${count.toLocaleString("en-US")} ${noun}${count === 1 ? "" : "s"}`;
}
