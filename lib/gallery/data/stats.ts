import type { ModelUse, StatsPage, Sums, Totals } from "../../ui/stats/page.ts";
import { cutOf, type Moment, slotLabel, slotsOf } from "../../ui/stats/slots.ts";
import { lengthOf, monthEnd } from "../../ui/range.ts";
import { chance, minutesAgo, viewAt } from "./base.ts";
import type { Named } from "./names.ts";

/** Where a range has no first day. */
const OLDEST = "2023-06-18";

const NONE: Totals = {
  ...{ requests: 0, cost: 0, unpriced: 0, prompt_tokens: 0, completion_tokens: 0 },
  ...{ p50_duration_ms: 0, p95_duration_ms: 0, avg_first_byte_ms: null },
  ...{ cache_read_tokens: 0, cache_saved: 0 },
  failed: { requests: 0, cost: 0, unpriced: 0 },
};

/** What the page Stats shows at an address with this query, when nothing was asked. */
export function nothingAsked(query: string, facts: Partial<StatsPage> = {}): StatsPage {
  const view = viewAt(query);
  const { from, to } = view.range.days ?? { from: OLDEST, to: view.today };
  const by = cutOf(lengthOf({ from, to }));
  return {
    ...{ view, totals: NONE, before: null, providers: [], models: [], errors: [], projects: [] },
    month: {
      requests: 0,
      cost: 0,
      unpriced: 0,
      end: slotLabel(monthEnd(view.today), "day"),
      forecast: null,
    },
    slots: { by, list: slotsOf([], { from, to }, by) },
    firstSteps: { alias: "demo/echo", origin: "http://127.0.0.1:4000" },
    ...facts,
  };
}

/** The page when one request was made today. */
export function asked(query: string, { alias, provider }: Named): StatsPage {
  const one: Sums = { requests: 1, cost: 0.0123, unpriced: 0 };
  const use: ModelUse = {
    ...one,
    ...{ model: alias, provider, tokens: 1540, failed: 0, p50: 2500, p95: 2500, firstByte: 500 },
    tokensPerSecond: 170,
  };
  const page = nothingAsked(query);
  const last = page.slots.list.at(page.slots.by === "hour" ? 14 : -1)?.at ?? page.view.today;
  return withMoments(page, [moment(last, [provider], 0.0123)], {
    totals: {
      ...{ ...NONE, ...one, prompt_tokens: 1200, completion_tokens: 340 },
      ...{ p50_duration_ms: 2500, p95_duration_ms: 2500, avg_first_byte_ms: 500 },
    },
    month: { ...page.month, ...one },
    providers: [{ ...one, provider, tokens: 1540 }],
    models: [use],
  });
}

/** The page of a team that uses these models every day. */
export function busy(query: string, named: readonly Named[]): StatsPage {
  const models = named.map(useOf);
  const names = [...new Set(named.map(({ provider }) => provider))];
  const providers = names.map((provider) => ({
    ...summed(models.filter((use) => use.provider === provider)),
    ...{ provider, tokens: 4_200_000 },
  }));
  const whole = summed(models);
  const page = nothingAsked(query);
  const totals: Totals = {
    ...{ ...whole, prompt_tokens: 41_200_000, completion_tokens: 6_310_000 },
    ...{ p50_duration_ms: 4180, p95_duration_ms: 31_700, avg_first_byte_ms: 640 },
    ...{ cache_read_tokens: 17_000_000, cache_saved: 31.92 },
    failed: { requests: 41, cost: 0.12, unpriced: 0 },
  };
  return withMoments(page, momentsOf(page, names), {
    ...{ totals, providers, models },
    before: page.view.range.days && { ...totals, cost: whole.cost * 0.8, requests: 900 },
    month: {
      ...{ ...page.month, requests: 3200, cost: 131.7 },
      forecast: { expected: 228.4, low: 207.1, high: 249.7 },
    },
    projects: ["blog", "rent-a-bike"],
    errors: named.slice(0, 5).map(({ alias, upstream }, place) => ({
      id: 900 - place,
      timestamp: minutesAgo(2 + 90 * place ** 2),
      model: alias,
      error: `The provider answered with 429: Rate limit reached for ${upstream}. Try again later.`,
    })),
  });
}

/** The page when no price is known of anything. */
export function unpriced(page: StatsPage): StatsPage {
  const without = <T extends Sums>(sums: T): T => ({ ...sums, cost: 0, unpriced: sums.requests });
  return {
    ...page,
    totals: { ...without(page.totals), cache_saved: 0 },
    before: null,
    providers: page.providers.map(without),
    models: page.models.map(without),
    month: { ...without(page.month), forecast: null },
    slots: { ...page.slots, list: page.slots.list.map((slot) => ({ ...slot, costs: {} })) },
  };
}

function useOf({ alias, provider }: Named, place: number): ModelUse {
  const requests = 3 + Math.round(900 * chance(place) ** 2);
  // What runs on one's own machine has no price, and of what fails nothing is measured.
  const isUnpriced = provider === "ollama";
  const isMeasured = place % 9 !== 8;
  return {
    ...{ model: alias, provider, requests, tokens: requests * 3300 },
    failed: place % 4 === 1 ? Math.round(requests / 20) : 0,
    cost: isUnpriced ? 0 : requests * 0.021,
    unpriced: isUnpriced ? requests : place % 6 === 5 ? 3 : 0,
    p50: isMeasured ? 900 + 4000 * chance(place, 1) : null,
    p95: isMeasured ? 6000 + 60_000 * chance(place, 2) : null,
    firstByte: isMeasured ? 240 + 900 * chance(place, 3) : null,
    tokensPerSecond: isMeasured ? 8 + 190 * chance(place, 4) : null,
  };
}

function summed(all: readonly Sums[]): Sums {
  const sum = (of: (sums: Sums) => number) => all.reduce((sum, one) => sum + of(one), 0);
  return {
    requests: sum(({ requests }) => requests),
    cost: sum(({ cost }) => cost),
    unpriced: sum(({ unpriced }) => unpriced),
  };
}

function moment(at: string, providers: readonly string[], cost: number): Moment {
  const tokens = Math.round(cost * 90_000);
  return {
    at,
    by_provider: providers.map((provider, place) => ({ provider, cost: cost / (1 + 2 * place) })),
    tokens: { input: tokens, cached: tokens * 0.6, output: tokens * 0.2, reasoning: tokens * 0.08 },
  };
}

function momentsOf({ slots: { by, list } }: StatsPage, names: readonly string[]): Moment[] {
  const ordinary = { hour: 0.9, day: 8, week: 56, month: 240 }[by];
  return list.map(({ at }, place) => {
    const isQuiet = by === "hour" ? place % 24 < 8 : place % 7 === 6;
    return moment(at, names, isQuiet ? 0 : ordinary * (0.5 + chance(place, 5)));
  });
}

function withMoments(
  page: StatsPage,
  moments: readonly Moment[],
  facts: Partial<StatsPage>,
): StatsPage {
  const { from, to } = page.view.range.days ?? { from: OLDEST, to: page.view.today };
  const { by } = page.slots;
  return { ...page, slots: { by, list: slotsOf(moments, { from, to }, by) }, ...facts };
}
