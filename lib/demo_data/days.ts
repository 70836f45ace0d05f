/** One day of the people whose work is told, by their own clock. Moments in milliseconds since the epoch. */
export interface Day {
  /** When it begins by the clock. */
  midnight: number;
  /** The part of it that is in the period, without `end`. */
  start: number;
  end: number;
  /** From 0, which is Sunday. */
  weekday: number;
  isHoliday: boolean;
}

const HOUR = 3_600_000;

/** Days on which little happens, as MM-DD, both inclusive. */
const HOLIDAYS: readonly (readonly [first: string, last: string])[] = [
  ["01-01", "01-02"],
  ["05-01", "05-01"],
  ["08-08", "08-18"],
  ["10-03", "10-03"],
  ["12-24", "12-31"],
];

/** The days of a period in a time zone (an IANA name); the first and the last one may be cut. */
export function daysOf(from: number, until: number, timeZone: string): Day[] {
  const offsetAt = clock(timeZone);
  const days: Day[] = [];
  // At noon no clock changes: the date is the one that is meant.
  const local = new Date(from + offsetAt(from));
  let noon = Date.UTC(local.getUTCFullYear(), local.getUTCMonth(), local.getUTCDate(), 12);
  for (;; noon += 24 * HOUR) {
    const midnight = (utc: number) => utc - offsetAt(utc - offsetAt(utc));
    const begin = midnight(noon - 12 * HOUR);
    if (begin >= until) return days;
    const date = new Date(noon);
    days.push({
      midnight: begin,
      start: Math.max(from, begin),
      end: Math.min(until, midnight(noon + 12 * HOUR)),
      weekday: date.getUTCDay(),
      isHoliday: isHoliday(date),
    });
  }
}

function isHoliday(date: Date): boolean {
  const day = date.toISOString().slice(5, 10);
  return HOLIDAYS.some(([first, last]) => first <= day && day <= last) || isEaster(date);
}

/** Good Friday to Easter Monday; the date is by Meeus, for the Gregorian calendar. */
function isEaster(date: Date): boolean {
  const year = date.getUTCFullYear();
  const a = year % 19;
  const [b, c] = [Math.floor(year / 100), year % 100];
  const d = (19 * a + b - Math.floor(b / 4) - Math.floor((8 * b + 13) / 25) + 15) % 30;
  const e = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - d - (c % 4)) % 7;
  const f = d + e - 7 * Math.floor((a + 11 * d + 22 * e) / 451) + 114;
  const sunday = Date.UTC(year, Math.floor(f / 31) - 1, f % 31 + 1, 12);
  const distance = Math.round((date.getTime() - sunday) / (24 * HOUR));
  return distance >= -2 && distance <= 1;
}

/** How many milliseconds a zone's clock is ahead of UTC at a moment. */
function clock(timeZone: string): (at: number) => number {
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
  });
  return (at) => {
    const parts = new Map(
      format.formatToParts(at).map(({ type, value }) => [type, Number(value)]),
    );
    const part = (name: Intl.DateTimeFormatPartTypes) => parts.get(name) ?? 0;
    const shown = Date.UTC(
      part("year"),
      part("month") - 1,
      part("day"),
      part("hour"),
      part("minute"),
    );
    return shown - Math.floor(at / 60_000) * 60_000;
  };
}
