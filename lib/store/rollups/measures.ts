/** Upper bounds of the latency histogram in milliseconds; a last bucket holds what took longer. */
export const LATENCY_BOUNDS: readonly number[] = [
  ...[50, 100, 200, 300, 500, 750],
  ...[1_000, 1_500, 2_000, 3_000, 5_000, 7_500],
  ...[10_000, 15_000, 20_000, 30_000, 60_000, 120_000, 300_000],
];

/** A number that rollups keep: what one exchange adds to it, and how two of them make one. */
export interface Measure {
  name: string;
  /** SQL over the columns of an exchange; `p` stands before each (`NEW.`, or nothing). */
  of: (p: string) => string;
  merge: "sum" | "min" | "max";
}

const given = (column: string) => (p: string) => `COALESCE(${p}${column}, 0)`;
/** Only what produced tokens has a speed. */
const isTimed = (p: string) =>
  `(${p}error IS NULL AND COALESCE(${p}completion_tokens, 0) > 0 AND COALESCE(${p}duration_ms, 0) > 0)`;
/** Thousandths of tokens per second, as an integer: sums of them can be taken back exactly. */
const speed = (p: string) =>
  `CASE WHEN ${isTimed(p)}
    THEN CAST(ROUND(${p}completion_tokens * 1000000.0 / ${p}duration_ms) AS INTEGER) END`;

const sum = (name: string, of: Measure["of"]): Measure => ({ name, of, merge: "sum" });

/** All measures, in the order of their columns. Each is `NOT NULL` but for the least and the greatest. */
export const MEASURES: readonly Measure[] = [
  sum("requests", () => "1"),
  sum("nanos", given("cost_nanos")),
  sum("priced", (p) => `(${p}cost_nanos IS NOT NULL)`),
  sum(
    "unpriced",
    (p) => `(${p}cost_nanos IS NULL AND (${p}error IS NULL OR COALESCE(${p}total_tokens, 0) > 0))`,
  ),
  sum("tokens", given("total_tokens")),
  sum("prompt_tokens", given("prompt_tokens")),
  sum("completion_tokens", given("completion_tokens")),
  sum("cache_read_tokens", given("cache_read_tokens")),
  sum(
    "cache_write_tokens",
    (p) => `COALESCE(${p}cache_write_5m_tokens, 0) + COALESCE(${p}cache_write_1h_tokens, 0)`,
  ),
  sum("reasoning_tokens", given("reasoning_tokens")),
  sum("saved_nanos", given("cache_saved_nanos")),
  sum("first_byte_ms", given("first_byte_ms")),
  sum("first_bytes", (p) => `(${p}first_byte_ms IS NOT NULL)`),
  sum("duration_ms", given("duration_ms")),
  sum("durations", (p) => `(${p}duration_ms IS NOT NULL)`),
  sum("timed", isTimed),
  sum("timed_ms", (p) => `CASE WHEN ${isTimed(p)} THEN ${p}duration_ms ELSE 0 END`),
  sum("timed_nanos", (p) => `CASE WHEN ${isTimed(p)} THEN COALESCE(${p}cost_nanos, 0) ELSE 0 END`),
  sum("timed_priced", (p) => `(${isTimed(p)} AND ${p}cost_nanos IS NOT NULL)`),
  sum("speed", (p) => `COALESCE(${speed(p)}, 0)`),
  { name: "speed_min", of: speed, merge: "min" },
  { name: "speed_max", of: speed, merge: "max" },
  ...[...LATENCY_BOUNDS, Infinity].map((bound, place) =>
    sum(`latency_${place}`, (p) => {
      const from = LATENCY_BOUNDS[place - 1] ?? 0;
      const below = bound === Infinity ? "" : ` AND ${p}duration_ms < ${bound}`;
      return `(${p}duration_ms IS NOT NULL AND ${p}duration_ms >= ${from}${below})`;
    })
  ),
];

/** What rollups are told apart by, beside their time; a missing value is the empty text. */
export const DIMENSIONS: readonly { name: string; of: (p: string) => string }[] = [
  { name: "outcome", of: (p) => `CASE WHEN ${p}error IS NULL THEN 'ok' ELSE ${p}outcome END` },
  { name: "provider", of: (p) => `COALESCE(${p}provider, '')` },
  { name: "model", of: (p) => `${p}model` },
  { name: "project", of: (p) => `COALESCE(${p}project, '')` },
];

/** Seconds since the epoch of an exchange; what no date can be read from counts as the epoch. */
export function secondsOf(p: string): string {
  return `COALESCE(CAST(STRFTIME('%s', ${p}timestamp) AS INTEGER), 0)`;
}
