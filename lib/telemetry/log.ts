/** How much is told. */
export type LogLevel = "debug" | "info" | "warn" | "error";

/** What may stand beside a message. Bodies, headers and keys have no place here. */
export interface LogFields {
  requestId?: string;
  alias?: string;
  provider?: string | null;
  status?: number;
  durationMs?: number;
  error?: string | null;
  attempts?: number;
  dropped?: string[];
}

/** Writes one line per event. */
export type Log = (level: LogLevel, message: string, fields?: LogFields) => void;

const RANK: Readonly<Record<LogLevel, number>> = { debug: 0, info: 1, warn: 2, error: 3 };
/** The order in which fields are written; what is not listed here is never written. */
const FIELDS = [
  "requestId",
  "alias",
  "provider",
  "status",
  "durationMs",
  "attempts",
  "dropped",
  "error",
] as const;

/** A log that writes lines of at least `level` through `write` (standard error by default). */
export function createLog(
  level: LogLevel,
  write: (line: string) => void = (line) => console.error(line),
): Log {
  return (at, message, fields = {}) => {
    if (RANK[at] < RANK[level]) return;
    const facts = FIELDS.flatMap((name) => {
      const value = fields[name];
      return value === undefined || value === null ? [] : [`${name}=${toText(value)}`];
    });
    // A message may quote a file or a provider: it must neither begin a line nor steer a terminal.
    const told = message.trim().replace(/[\s\p{Cc}]+/gu, " ");
    write([new Date().toISOString(), at.toUpperCase().padEnd(5), told, ...facts].join(" "));
  };
}

/** JSON that is one line: `JSON.stringify()` leaves some characters as they are that steer a terminal. */
function toText(value: unknown): string {
  return JSON.stringify(value).replace(
    /[\p{Cc}\u2028\u2029]/gu,
    (found) => `\\u${found.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
