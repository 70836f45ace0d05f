/** The ranges of time that pages offer, by their name in URLs. */
export const RANGES = [
  { name: "today", label: "Today" },
  { name: "yesterday", label: "Yesterday" },
  { name: "week", label: "This week" },
  { name: "month", label: "This month" },
  { name: "30d", label: "Last 30 days" },
  { name: "all", label: "All time" },
] as const;

/** A range of whole days in the viewer's time zone. */
export interface Range {
  name: (typeof RANGES)[number]["name"] | "custom";
  /** `YYYY-MM-DD`, both inclusive; `null` for all time. */
  days: { from: string; to: string } | null;
}

const DAY_MS = 86_400_000;
/** Dates have four digits for the year. */
const FIRST = Date.parse("0000-01-01");
const LAST = Date.parse("9999-12-31");
const DATE = /^\d{4}-\d{2}-\d{2}$/;

/**
 * The range of a URL: `?range=week`, or `?from=…&to=…`. The last 30 days where it names none that there
 * is.
 *
 * @param today `YYYY-MM-DD` in the viewer's zone
 */
export function readRange(params: URLSearchParams, today: string): Range {
  const [from, to] = [params.get("from") ?? "", params.get("to") ?? ""];
  if (isDate(from) && isDate(to) && from <= to) return { name: "custom", days: { from, to } };
  const found = RANGES.find(({ name }) => name === params.get("range"))?.name ?? "30d";
  return { name: found, days: daysOf(found, today) };
}

/** The range as the query of a URL, without a question mark. */
export function rangeQuery({ name, days }: Range): string {
  if (name === "custom" && days) return `from=${days.from}&to=${days.to}`;
  return `range=${name}`;
}

/** The days right before a range, as many as it has or there are; `null` before all time. */
export function precedingDays({ days }: Range): { from: string; to: string } | null {
  if (days === null || Date.parse(days.from) === FIRST) return null;
  return { from: addDays(days.from, -lengthOf(days)), to: addDays(days.from, -1) };
}

/** A date so many days later, within the years 0 to 9999. */
export function addDays(date: string, days: number): string {
  const time = Date.parse(date) + days * DAY_MS;
  return new Date(Math.max(FIRST, Math.min(LAST, time))).toISOString().slice(0, 10);
}

/** How many days a range has. */
export function lengthOf({ from, to }: { from: string; to: string }): number {
  return (Date.parse(to) - Date.parse(from)) / DAY_MS + 1;
}

/** The days from one to another, both included, in order. */
export function daysBetween(from: string, to: string): string[] {
  const length = Math.max(0, lengthOf({ from, to }));
  return Array.from({ length }, (_, place) => addDays(from, place));
}

/** The last day of a date's month. */
export function monthEnd(date: string): string {
  const [year = "", month = ""] = date.split("-");
  const length = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
  return `${year}-${month}-${length}`;
}

function daysOf(name: Range["name"], today: string): Range["days"] {
  // Monday is the first day of a week.
  const weekday = (new Date(today).getUTCDay() + 6) % 7;
  const starts: Readonly<Record<string, string>> = {
    today,
    yesterday: addDays(today, -1),
    week: addDays(today, -weekday),
    month: `${today.slice(0, 8)}01`,
    "30d": addDays(today, -29),
  };
  const from = starts[name];
  return from === undefined ? null : { from, to: name === "yesterday" ? from : today };
}

function isDate(text: string): boolean {
  const time = DATE.test(text) ? Date.parse(text) : NaN;
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}
