import type { Exchange } from "../types/exchange.ts";
import { type Day, daysOf } from "./days.ts";
import { clientOf, type Habit, HABITS, weightAt } from "./habits.ts";
import { Heap } from "./heap.ts";
import { type Incident, incidentsOf } from "./incidents.ts";
import { exchangeOf, type Running } from "./exchange_of.ts";
import { fullScript } from "./full_script.ts";
import { leanScript } from "./lean_script.ts";
import { quotasOf } from "./quotas.ts";
import { Random } from "./random.ts";
import { momentOf, RHYTHMS, shareOf } from "./rhythm.ts";
import { planSession } from "./session.ts";
import { SHAPES } from "./shapes.ts";

/** What to make. The same options make the same exchanges. */
export interface DemoOptions {
  /** How many exchanges, exactly. */
  exchanges: number;
  /** The period, in milliseconds since the epoch, without `until`. */
  from: number;
  until: number;
  seed: number;
  /** Short texts instead of real ones: fast, for benchmarks. */
  lean?: boolean;
  /** Where the people live whose days these are, an IANA name. Default `Europe/Berlin`. */
  timeZone?: string;
}

const DAY_MS = 86_400_000;

/**
 * Invented exchanges of a small team, in the order of time. Only sessions that are under way are in
 * memory. Costs are those of lib/pricing; everything else is made up.
 */
export function* exchangesOf(options: DemoOptions): Generator<Exchange> {
  const days = daysOf(options.from, options.until, options.timeZone ?? "Europe/Berlin");
  const incidents = incidentsOf(days, options.seed);
  const random = new Random(options.seed, 0xda75);
  const part = (at: number) => (at - options.from) / (options.until - options.from);
  const weights = days.map((day) => weightsOf(day, part(day.start), random));
  const quotas = quotasOf(days, weights.map(sum), options.exchanges);
  const running = new Heap<Running>();
  let sessions = 0;
  let run = 0;
  for (const [place, day] of days.entries()) {
    const near = incidents.filter(({ from, until }) =>
      from < day.end + DAY_MS && until > day.midnight
    );
    const quota = quotas[place] ?? 0;
    for (let left = quota; left > 0;) {
      const own = new Random(options.seed, ++sessions);
      const habit = habitOf(weights[place] ?? [], own);
      // One long job must not be all that happens on a quiet day.
      const most = Math.min(left, Math.max(6, Math.floor(quota * 0.7)));
      const when = whenOf(habit, day, near, own);
      const plan = { ...when, habit, most, until: options.until, incidents: near };
      const session = planSession(plan, own);
      left -= session.turns.length;
      running.push(when.startedAt, {
        session,
        script: (options.lean ? leanScript : fullScript)(habit, own, when.startedAt),
        client: clientOf(habit, part(day.start)),
        random: own,
        next: 0,
      });
    }
    while (running.least < day.end) {
      const current = running.pop();
      const turn = current?.session.turns[current.next];
      if (!current || !turn) break;
      yield exchangeOf(current, turn, ++run);
      const following = current.session.turns[++current.next];
      if (following) running.push(following.startedAt, current);
    }
  }
}

/** How much of each habit there is on a day. */
function weightsOf(day: Day, part: number, random: Random): number[] {
  const mood = random.logNormal(1, 0.22) * (random.chance(0.02) ? 2.1 : 1);
  return HABITS.map((habit) => {
    const rhythm = RHYTHMS[habit.rhythm];
    const usual = (rhythm.days[day.weekday] ?? 1) * (day.isHoliday ? rhythm.holiday : 1);
    return weightAt(habit, part) * usual * mood * shareOf(day, rhythm);
  });
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);

/** A habit by its weight; one with long sessions begins fewer of them. */
function habitOf(weights: readonly number[], random: Random): Habit {
  const candidates = HABITS.map((habit, place) => ({
    habit,
    weight: (weights[place] ?? 0) / SHAPES[habit.kind].turns.median,
  }));
  return random.weighted(candidates, ({ weight }) => weight).habit;
}

/** When a session begins. In times of trouble people try more often, and with whom they know. */
function whenOf(habit: Habit, day: Day, near: readonly Incident[], random: Random) {
  const usual = { startedAt: momentOf(day, RHYTHMS[habit.rhythm], random), provider: null };
  const today = near.filter(({ trouble, from, until }) =>
    trouble !== "slow" && from < day.end && until > day.start
  );
  if (today.length === 0 || !random.chance(0.3)) return usual;
  const trouble = random.pick(today);
  const [from, until] = [Math.max(day.start, trouble.from), Math.min(day.end, trouble.until)];
  const startedAt = Math.floor(from + random.next() * (until - from));
  return { startedAt, provider: trouble.provider };
}
