import type { Day } from "./days.ts";
import type { Random } from "./random.ts";

const HOUR = 3_600_000;

/** When something is done. */
export interface Rhythm {
  /** Weights of the days from Sunday on. */
  days: readonly number[];
  /** What is left of it on a holiday. */
  holiday: number;
  /** Weights of the hours from midnight on, by the people's clock. */
  hours: readonly number[];
}

/** The rhythms that there are. */
export const RHYTHMS = {
  /** People at work. */
  office: {
    days: [0.04, 1, 1.12, 1.1, 1.05, 0.78, 0.07],
    holiday: 0.06,
    hours: hours("0 0 0 0 0 0 .1 .6 2 4 5 4.6 2.4 3.6 4.8 4.6 3.4 1.8 .8 .4 .3 .3 .2 .1"),
  },
  /** People at leisure. */
  evening: {
    days: [1.5, 0.8, 0.8, 0.8, 0.7, 0.9, 1.6],
    holiday: 1.1,
    hours: hours(".7 .3 .1 .1 0 0 .1 .3 .4 .5 .6 .7 .9 .8 .8 .9 1 1.4 2.2 3.4 4.2 4 3 1.6"),
  },
  /** All who have a question. */
  waking: {
    days: [0.55, 1, 1.05, 1.05, 1, 0.9, 0.6],
    holiday: 0.5,
    hours: hours(".3 .1 0 0 0 .1 .4 1 2 2.6 2.8 2.6 1.9 2.2 2.6 2.6 2.4 2 1.7 1.8 2 1.8 1.2 .7"),
  },
  /** Jobs that a timer starts. */
  nightly: {
    days: [0.7, 1, 1, 1, 1, 1, 0.7],
    holiday: 0.7,
    hours: hours("0 0 5 3 1 0 2 0 0 0 0 0 0 1.4 0 0 0 0 0 0 0 0 0 0"),
  },
} satisfies Record<string, Rhythm>;

/** How much of a rhythm's day is in the period, from 0 to 1. */
export function shareOf(day: Day, rhythm: Rhythm): number {
  const all = rhythm.hours.reduce((sum, weight) => sum + weight, 0);
  return rhythm.hours.reduce((sum, weight, hour) => sum + weight * overlap(day, hour), 0) / all;
}

/** A moment of the day; of one that is cut, within the period. */
export function momentOf(day: Day, rhythm: Rhythm, random: Random): number {
  let left = random.next() * shareOf(day, rhythm) *
    rhythm.hours.reduce((sum, weight) => sum + weight, 0);
  for (const [hour, weight] of rhythm.hours.entries()) {
    const part = weight * overlap(day, hour);
    left -= part;
    if (left >= 0) continue;
    const from = Math.max(day.start, day.midnight + hour * HOUR);
    const until = Math.min(day.end, day.midnight + (hour + 1) * HOUR);
    return Math.floor(from + random.next() * (until - from));
  }
  return Math.floor(day.start + random.next() * (day.end - day.start));
}

/** Which part of an hour of the day is in the period. */
function overlap({ midnight, start, end }: Day, hour: number): number {
  const from = midnight + hour * HOUR;
  return Math.max(0, Math.min(end, from + HOUR) - Math.max(start, from)) / HOUR;
}

function hours(weights: string): number[] {
  return weights.split(" ").map(Number);
}
