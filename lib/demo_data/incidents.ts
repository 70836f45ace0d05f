import type { Day } from "./days.ts";
import { Random } from "./random.ts";

/** What can be wrong with a provider for a while. */
export type Trouble = "outage" | "rate-limit" | "bad-key" | "unreachable" | "slow";

/** A time in which a provider had trouble. Moments in milliseconds since the epoch. */
export interface Incident {
  trouble: Trouble;
  provider: string;
  from: number;
  until: number;
  /** How many of the calls it concerns. */
  share: number;
}

const HOUR = 3_600_000;

/** How often in a year, when on its day, how long (in hours), and how bad. */
const TROUBLES: readonly {
  trouble: Trouble;
  providers: readonly string[];
  yearly: number;
  /** The first and the last hour at which it begins. */
  begins: readonly [number, number];
  hours: readonly [number, number];
  share: number;
}[] = [
  {
    trouble: "outage",
    providers: ["openai", "anthropic", "gemini"],
    yearly: 2.5,
    begins: [12, 15],
    hours: [2, 5],
    share: 0.85,
  },
  {
    trouble: "outage",
    providers: ["deepseek", "openrouter"],
    yearly: 2,
    begins: [8, 14],
    hours: [3, 7],
    share: 0.7,
  },
  {
    trouble: "rate-limit",
    providers: ["openai", "anthropic", "groq", "gemini", "mistral"],
    yearly: 11,
    begins: [1, 16],
    hours: [0.5, 2],
    share: 0.6,
  },
  {
    trouble: "bad-key",
    providers: ["openai", "mistral", "anthropic"],
    yearly: 0.7,
    begins: [9, 15],
    hours: [0.4, 1.5],
    share: 1,
  },
  {
    trouble: "unreachable",
    providers: ["ollama", "lm_studio"],
    yearly: 9,
    begins: [8, 20],
    hours: [0.5, 4],
    share: 1,
  },
  {
    trouble: "slow",
    providers: ["anthropic", "openai", "deepseek", "gemini", "openrouter"],
    yearly: 4,
    begins: [13, 17],
    hours: [2, 4],
    share: 1,
  },
];

/** The incidents that every demo ends with, so that its last days have something to look into. */
const LAST: readonly [
  Trouble,
  string,
  daysAgo: number,
  hour: number,
  hours: number,
  share: number,
][] = [
  ["outage", "anthropic", 4, 13, 3.5, 0.85],
  ["rate-limit", "openai", 2, 10, 1.5, 0.6],
  ["bad-key", "mistral", 7, 11, 1.2, 1],
  ["unreachable", "ollama", 3, 18, 3, 1],
  ["outage", "gemini", 14, 14, 3, 0.85],
];

/** All incidents of a period, in no order. */
export function incidentsOf(days: readonly Day[], seed: number): Incident[] {
  const random = new Random(seed, 0x1ac1de);
  const incidents: Incident[] = [];
  for (const { trouble, providers, yearly, begins, hours, share } of TROUBLES) {
    for (const provider of providers) {
      for (const { midnight } of days) {
        if (!random.chance(yearly / 365)) continue;
        const from = midnight + (begins[0] + random.next() * (begins[1] - begins[0])) * HOUR;
        const length = (hours[0] + random.next() * (hours[1] - hours[0])) * HOUR;
        incidents.push({ trouble, provider, from, until: from + length, share });
      }
    }
  }
  const working = days.filter(({ weekday, isHoliday }) => weekday % 6 !== 0 && !isHoliday);
  for (const [trouble, provider, daysAgo, hour, hours, share] of LAST) {
    const from = (working.at(-1 - daysAgo)?.midnight ?? -Infinity) + hour * HOUR;
    incidents.push({ trouble, provider, from, until: from + hours * HOUR, share });
  }
  return incidents;
}
