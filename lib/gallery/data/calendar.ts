import type { CalendarPage, Day, OpenDay, Show, Use } from "../../ui/calendar/page.ts";
import { daysBetween } from "../../ui/range.ts";
import { chance, NOW, viewAt } from "./base.ts";
import { FEW, MANY, type Named } from "./names.ts";

const HOURS = Array.from({ length: 24 }, (_, hour) => hour);

/** A day on which nothing happened, with the given facts different. */
function day(date: string, facts: Partial<Day> = {}): Day {
  return { date, requests: 0, cost: 0, unpriced: 0, tokens: 0, failed: 0, ...facts };
}

/** A day of a team that rests on Sundays, and on which something fails now and then. */
function busy(date: string, place: number): Day {
  if (place % 7 === 6 || date > viewAt().today) return day(date);
  const requests = Math.round(20 + 400 * chance(place));
  return day(date, {
    requests,
    cost: requests * (0.004 + 0.03 * chance(place, 1)),
    tokens: requests * 3100,
    unpriced: place % 9 === 0 ? 4 : 0,
    failed: place % 5 === 0 ? 3 : 0,
  });
}

/** A day of which no price is known. */
export const unpriced = (date: string): Day =>
  day(date, { requests: 12, unpriced: 12, tokens: 48_000 });

/** The only request of a calendar was made today. */
export const single = (date: string): Day =>
  date === viewAt().today ? day(date, { requests: 1, cost: 0.0123, tokens: 1540 }) : day(date);

/** The calendar of a month (`2026-06`) or a year (`2026`). Of `fill` nothing is there unless it is given. */
export function calendar(
  period: string,
  { fill = (date) => day(date), show = "cost", open = null }: {
    fill?: ((date: string, place: number) => Day) | "busy";
    show?: Show;
    open?: OpenDay | null;
  } = {},
): CalendarPage {
  const [from, to] = period.length === 4
    ? [`${period}-01-01`, `${period}-12-31`]
    : [`${period}-01`, new Date(Date.UTC(+period.slice(0, 4), +period.slice(5), 0)).toISOString()];
  const days = daysBetween(from, to.slice(0, 10)).map(
    fill === "busy" ? busy : (date, place) => fill(date, place),
  );
  const used = days.filter(({ requests, failed }) => requests + failed > 0);
  return {
    view: viewAt(),
    period,
    show,
    oldest: used[0]?.date ?? null,
    days,
    open,
    projects: ["blog", "rent-a-bike"],
    firstSteps: null,
  };
}

/** A day that is open. */
export function openDay(models: "none" | "few" | "many", facts: Partial<OpenDay> = {}): OpenDay {
  const { today } = viewAt();
  const named = models === "none" ? [] : models === "few" ? FEW : MANY.slice(0, 20);
  const names = [...new Set(named.map(({ provider }) => provider))];
  const providers = names.map((name, place) => use(name, name, place));
  return {
    ...day(today, models === "none" ? {} : { requests: 214, cost: 3.81, tokens: 640_000 }),
    hours: HOURS.map((hour) => ({ hour, byProvider: providers.map((one) => inHour(one, hour)) })),
    providers,
    models: named.map(({ alias, provider }, place) => use(alias, provider, place)),
    top: named.slice(0, 5).map(topRequest),
    ...facts,
  };
}

function use(name: string, provider: string, place: number): Use {
  const requests = Math.round(3 + 90 * chance(place, 2));
  // What runs on one's own machine has no price.
  const isUnknown = provider === "ollama";
  return {
    ...{ name, provider, requests },
    cost: isUnknown ? 0 : requests * 0.018,
    unpriced: isUnknown ? requests : place % 4 === 1 ? 2 : 0,
  };
}

function inHour(use: Use, hour: number): Use {
  const share = hour < 7 || hour > 20 ? 0 : chance(hour, use.name.length);
  return { ...use, cost: use.cost * share / 8, requests: Math.round(use.requests * share / 8) };
}

function topRequest({ alias, provider }: Named, place: number): OpenDay["top"][number] {
  const timestamp = new Date(NOW - place * 3_100_000).toISOString().slice(0, -1);
  const cost = provider === "ollama" ? null : 0.4 - 0.07 * place;
  return { id: 900 - place, timestamp, model: alias, provider, cost, tokens: 21_000 - 900 * place };
}
