import { dateFormat } from "../date_format.ts";
import { addDays } from "../range.ts";

const MONTH = /^\d{4}-(0[1-9]|1[0-2])$/;
const YEAR = /^\d{4}$/;

/** The period of a URL's `?period=`: a month `2026-11`, a year `2026`; the month of `today` otherwise. */
export function readPeriod(text: string | null, today: string): string {
  const isPeriod = text !== null && (MONTH.test(text) || YEAR.test(text)) && text >= "1970";
  return isPeriod ? text : today.slice(0, 7);
}

/** Whether a period is a year and no month. */
export function isYear(period: string): boolean {
  return period.length === 4;
}

/** The first and the last day of a period. */
export function daysOf(period: string): { from: string; to: string } {
  if (isYear(period)) return { from: `${period}-01-01`, to: `${period}-12-31` };
  return { from: `${period}-01`, to: addDays(`${movePeriod(period, 1)}-01`, -1) };
}

/** The period so many steps later. */
export function movePeriod(period: string, steps: number): string {
  if (isYear(period)) return String(Number(period) + steps).padStart(4, "0");
  const [year = 0, month = 1] = period.split("-").map(Number);
  return new Date(Date.UTC(year, month - 1 + steps, 1)).toISOString().slice(0, 7);
}

/** A period for people: `November 2026`, `2026`. */
export function periodName(period: string): string {
  if (isYear(period)) return period;
  return dateFormat("en-GB", { timeZone: "UTC", month: "long", year: "numeric" })
    .format(Date.parse(`${period}-01`));
}

/** A day for people: `Monday, 23 November 2026`. */
export function dayName(date: string): string {
  return dateFormat("en-GB", {
    timeZone: "UTC",
    weekday: "long",
    day: "numeric",
    month: "long",
    year: "numeric",
  }).format(Date.parse(date));
}

/** How many days a date comes after the Monday of its week. */
export function weekday(date: string): number {
  return (new Date(date).getUTCDay() + 6) % 7;
}
