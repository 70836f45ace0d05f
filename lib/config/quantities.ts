import { z } from "zod";

const DAYS: Readonly<Record<string, number>> = { d: 1, w: 7, m: 30, y: 365 };
/** A number of days, written as `90d`, `12w`, `6m` or `2y`; `null` for ever. */
export const age = z.string("must be a time like 90d, 12w, 6m, 2y or forever").transform(
  (text, context) => {
    const [, number, unit = ""] = /^(\d{1,6}) ?([dwmy])$/.exec(text.trim()) ?? [];
    if (number !== undefined) return Number(number) * (DAYS[unit] ?? 1);
    if (text.trim() === "forever") return null;
    context.addIssue("must be a time like 90d, 12w, 6m, 2y or forever");
    return z.NEVER;
  },
).nullish();

const BYTES: Readonly<Record<string, number>> = { KB: 1e3, MB: 1e6, GB: 1e9, TB: 1e12 };

/** A number of bytes, written with one of the units; the message shows the examples. */
export function size(units: string, examples: string) {
  const wrong = `must be a size like ${examples}`;
  const pattern = new RegExp(`^(\\d+(?:\\.\\d+)?) ?([${units}]B)$`, "i");
  return z.string(wrong).transform((text, context) => {
    const [, number, unit = ""] = pattern.exec(text.trim()) ?? [];
    if (number !== undefined) return Number(number) * (BYTES[unit.toUpperCase()] ?? 1);
    context.addIssue(wrong);
    return z.NEVER;
  }).nullish();
}
