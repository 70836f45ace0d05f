import { dateFormat } from "./date_format.ts";

/** The date at a moment in a time zone, as `YYYY-MM-DD`. */
export function dateIn(zone: string, ms: number): string {
  return partsIn(zone, ms).slice(0, 10);
}

/** Minutes that a zone's clocks are east of UTC at a moment. */
export function offsetIn(zone: string, ms: number): number {
  const local = Date.parse(`${partsIn(zone, ms)}Z`);
  return Math.round((local - Math.floor(ms / 1000) * 1000) / 60_000);
}

/** A moment in a time zone for people: `Mon, 23 Nov 2026, 14:05:09`. */
export function momentIn(zone: string, ms: number): string {
  return dateFormat("en-GB", {
    timeZone: zone,
    weekday: "short",
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
  }).format(ms);
}

/** The time of the day at a moment in a time zone: `14:05`. */
export function clockIn(zone: string, ms: number): string {
  return partsIn(zone, ms).slice(11, 16);
}

/** Whether there is a time zone of this name. */
export function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** `2026-11-23T14:05:09`. */
function partsIn(zone: string, ms: number): string {
  const format = dateFormat("sv-SE", { timeZone: zone, dateStyle: "short", timeStyle: "medium" });
  return format.format(ms).replace(" ", "T");
}
