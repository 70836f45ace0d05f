/** How much of a payload is stored: all of it, its skeleton without any content, or nothing. */
export type Capture = "full" | "metadata" | "off";

/** What of one exchange's payloads may reach the disk. */
export interface PayloadRule {
  capture: Capture;
  /** Regular expressions (flag `u`); what they match becomes `[redacted]`. */
  redact: readonly string[];
  /** Images, audio and files of more bytes are not stored. */
  maxMediaBytes: number;
}

/** What the configuration says about payloads. */
export interface PayloadSettings extends PayloadRule {
  /** Aliases that differ, by name. Entries of `model_list` that cannot serve are among them. */
  aliases: ReadonlyMap<string, Capture>;
  /** The strictest of all: for requests of which nobody knows for whom they were meant. */
  strictest: Capture;
  /** Set when something in them could not be read: whoever has older ones goes on to obey them. */
  wrong?: true;
}

/** The rule where nothing is configured. */
export const DEFAULT_PAYLOADS: PayloadSettings = {
  capture: "full",
  redact: [],
  maxMediaBytes: 10_000_000,
  aliases: new Map(),
  strictest: "full",
};

const STRICTNESS: readonly Capture[] = ["full", "metadata", "off"];

/** The one that stores the least; `full` when there are none. */
export function strictest(captures: Iterable<Capture>): Capture {
  return STRICTNESS[Math.max(0, ...[...captures].map((one) => STRICTNESS.indexOf(one)))] ?? "off";
}
