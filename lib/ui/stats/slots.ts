import { addDays, daysBetween, monthEnd } from "../range.ts";
import type { Slot } from "./page.ts";

/** A moment of the store's timeline, as far as slots need it; each provider is in it once. */
export interface Moment {
  at: string;
  by_provider: readonly { provider: string | null; cost: number }[];
  tokens: Slot["tokens"];
}

/** How a range is cut into slots. */
export type Cut = "hour" | "day" | "week" | "month";

const NO_TOKENS: Slot["tokens"] = { input: 0, cached: 0, output: 0, reasoning: 0 };

/** How a range of so many days is cut. */
export function cutOf(days: number): Cut {
  if (days <= 2) return "hour";
  if (days <= 92) return "day";
  return days <= 2 * 366 ? "week" : "month";
}

/**
 * All slots of a range in order, empty ones included, with what is written on them: the browser has
 * less to do. `moments` are cut alike.
 */
export function slotsOf(
  moments: readonly Moment[],
  { from, to }: { from: string; to: string },
  by: Cut,
): Slot[] {
  const found = new Map(moments.map((moment) => [moment.at, moment]));
  return starts(from, to, by).map((at) => {
    const moment = found.get(at);
    const costs = moment?.by_provider.map(({ provider, cost }) => [provider ?? "", cost]) ?? [];
    const days = slotDays(at, by);
    return {
      at,
      label: slotLabel(at, by),
      title: slotTitle(at, by),
      from: days.from < from ? from : days.from,
      to: days.to > to ? to : days.to,
      costs: Object.fromEntries(costs),
      tokens: moment?.tokens ?? NO_TOKENS,
    };
  });
}

function startOf(at: string, by: Cut): string {
  const day = at.slice(0, 10);
  if (by === "hour") return at;
  if (by === "day") return day;
  if (by === "month") return `${day.slice(0, 8)}01`;
  return addDays(day, -((new Date(day).getUTCDay() + 6) % 7));
}

function starts(from: string, to: string, by: Cut): string[] {
  const all: string[] = [];
  for (const day of daysBetween(from, to)) {
    if (by === "hour") {
      for (let hour = 0; hour < 24; hour++) all.push(`${day}T${String(hour).padStart(2, "0")}`);
    } else if (all.at(-1) !== startOf(day, by)) all.push(startOf(day, by));
  }
  return all;
}

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** A slot for the axis of a chart: `14:00`, `23 Nov`, `Nov 26`. */
export function slotLabel(at: string, by: Cut): string {
  const [year = "", month = "", rest = ""] = at.split("-");
  const name = MONTHS[Number(month) - 1] ?? "";
  if (by === "hour") return `${Number(rest.slice(3))}:00`;
  return by === "month" ? `${name} ${year.slice(2)}` : `${Number(rest)} ${name}`;
}

/** A slot for people: `23 Nov 2026, 14:00`, `Week of 23 Nov 2026`. */
function slotTitle(at: string, by: Cut): string {
  const [year = "", month = "", rest = ""] = at.split("-");
  const name = MONTHS[Number(month) - 1] ?? "";
  if (by === "month") return `${name} ${year}`;
  const day = `${Number(rest.slice(0, 2))} ${name} ${year}`;
  if (by === "hour") return `${day}, ${rest.slice(3)}:00`;
  return by === "week" ? `Week of ${day}` : day;
}

/** All days of a slot. */
function slotDays(at: string, by: Cut): { from: string; to: string } {
  const from = at.slice(0, 10);
  if (by === "week") return { from, to: addDays(from, 6) };
  if (by !== "month") return { from, to: from };
  return { from, to: monthEnd(from) };
}
