import assert from "node:assert/strict";
import fc from "fast-check";
import { daysOf } from "../../lib/demo_data/days.ts";
import { exchangesOf } from "../../lib/demo_data/exchanges.ts";
import { HABITS } from "../../lib/demo_data/habits.ts";
import { MODELS } from "../../lib/demo_data/models.ts";
import type { Exchange } from "../../lib/types/exchange.ts";
import { counts, DAY_MS, made, UNTIL } from "./made.ts";

const LEAN = made({ lean: true, exchanges: 20_000 });

Deno.test("the same options make the same exchanges, to the last letter", () => {
  assert.deepEqual(made({ exchanges: 300 }), made({ exchanges: 300 }));
  assert.notDeepEqual(made({ exchanges: 300 }), made({ exchanges: 300, seed: 2 }));
});

Deno.test("lean texts change nothing but the texts", () => {
  const bare = (exchanges: Exchange[]) =>
    exchanges.map((exchange) => ({ ...exchange, request: "", response: "", requestId: "" }));
  assert.deepEqual(bare(made({ exchanges: 500, lean: true })), bare(made({ exchanges: 500 })));
});

Deno.test("there are as many as asked for, in the order of time, within the period", () => {
  const options = fc.record({
    exchanges: fc.integer({ min: 1, max: 400 }),
    days: fc.integer({ min: 1, max: 1500 }),
    seed: fc.nat(),
    timeZone: fc.constantFrom("UTC", "Europe/Berlin", "Asia/Tokyo", "America/Los_Angeles"),
  });
  fc.assert(
    fc.property(options, ({ days, ...rest }) => {
      const from = UNTIL - days * DAY_MS;
      const exchanges = made({ ...rest, from, lean: true });
      assert.equal(exchanges.length, rest.exchanges);
      let before = from;
      for (const { startedAt } of exchanges) {
        assert.ok(before <= startedAt && startedAt < UNTIL, new Date(startedAt).toISOString());
        before = startedAt;
      }
    }),
    { numRuns: 40 },
  );
});

Deno.test("it is made as it is read, not all at once", () => {
  const huge = exchangesOf({ exchanges: 1e9, from: UNTIL - DAY_MS * 1e4, until: UNTIL, seed: 1 });
  for (let count = 0; count < 3; count++) assert.equal(huge.next().done, false);
});

Deno.test("ids of requests and runs are all different", () => {
  assert.equal(new Set(LEAN.map(({ requestId }) => requestId)).size, LEAN.length);
  assert.equal(new Set(LEAN.map(({ run }) => run)).size, LEAN.length);
});

Deno.test("each provider, project, client and outcome is there, and requests without a project", () => {
  const providers = counts(LEAN.map(({ provider }) => provider));
  for (const { provider } of MODELS) assert.ok((providers.get(provider) ?? 0) > 30, provider);
  assert.ok((providers.get(null) ?? 0) > 0, "names that lead nowhere");
  const projects = counts(LEAN.map(({ project }) => project));
  for (const { project } of HABITS) assert.ok((projects.get(project) ?? 0) > 50, String(project));
  assert.ok([...projects.keys()].length >= 7);
  assert.ok(counts(LEAN.map(({ client }) => client)).size > 20);
  assert.deepEqual([...counts(LEAN.map(({ outcome }) => outcome)).keys()].sort(), [
    "failed",
    "interrupted",
    "ok",
  ]);
});

Deno.test("some fail, as they do: of each kind, and one in twenty at most", () => {
  const statuses = counts(LEAN.map(({ status }) => status));
  for (const status of [400, 401, 404, 429, 499, 502, 503]) {
    assert.ok((statuses.get(status) ?? 0) > 0, String(status));
  }
  const failed = LEAN.filter(({ outcome }) => outcome === "failed").length / LEAN.length;
  assert.ok(failed > 0.01 && failed < 0.05, String(failed));
  const retried = LEAN.filter(({ outcome, attempts }) => outcome === "ok" && attempts.length > 1);
  assert.ok(retried.length > 100, String(retried.length));
});

Deno.test("an afternoon of an outage stands out among its days", () => {
  const failures = LEAN.filter(({ provider, status }) => provider === "anthropic" && status === 503)
    .map(({ startedAt }) => Math.floor(startedAt / DAY_MS));
  const worst = Math.max(...counts(failures).values());
  assert.ok(worst >= 4, String(worst));
});

Deno.test("no working day is empty, and holidays and weekends are quiet", () => {
  const days = daysOf(LEAN[0]?.startedAt ?? 0, UNTIL, "Europe/Berlin");
  const perDay = days.map((day) => ({
    ...day,
    count: LEAN.filter(({ startedAt }) => day.start <= startedAt && startedAt < day.end).length,
  }));
  const mean = (which: (day: typeof perDay[number]) => boolean) => {
    const chosen = perDay.filter(which);
    return chosen.reduce((sum, { count }) => sum + count, 0) / chosen.length;
  };
  const isWeekend = ({ weekday }: { weekday: number }) => weekday % 6 === 0;
  const empty = perDay.filter(({ count, isHoliday }) => count === 0 && !isHoliday);
  assert.deepEqual(empty.slice(0, -1), [], "but for the first day, which is cut");
  const usual = mean((day) => !isWeekend(day) && !day.isHoliday);
  assert.ok(mean(isWeekend) < usual * 0.6);
  assert.ok(mean((day) => !isWeekend(day) && day.isHoliday) < usual * 0.5);
});

Deno.test("it grows over the years, and more happens by day than by night", () => {
  const years = counts(LEAN.map(({ startedAt }) => Math.floor((UNTIL - startedAt) / DAY_MS / 365)));
  const [last = 0, middle = 0, first = 0] = [0, 1, 2].map((year) => years.get(year));
  assert.ok(last > middle * 1.3 && middle > first * 1.5, `${first} ${middle} ${last}`);
  const hours = counts(LEAN.map(({ startedAt }) => new Date(startedAt).getUTCHours()));
  const sum = (from: number, to: number) =>
    Array.from({ length: to - from }, (_, place) => hours.get(from + place) ?? 0)
      .reduce((sum, count) => sum + count, 0);
  assert.ok(sum(8, 16) > 0.5 * LEAN.length);
  assert.ok(sum(2, 4) < 0.05 * LEAN.length);
});

Deno.test("an alias leads to a model only while that one was to be had", () => {
  for (const { alias, upstreamModel, startedAt } of LEAN) {
    if (upstreamModel === null) continue;
    const rows = MODELS.filter((row) => row.alias === alias && row.upstream === upstreamModel);
    const [model] = rows;
    // A session goes on with the model that it began with.
    const isLive = model && model.from <= startedAt && startedAt < model.until + DAY_MS;
    assert.ok(isLive, `${alias} ${upstreamModel} ${new Date(startedAt).toISOString()}`);
  }
  const aliases = (from: number) =>
    counts(
      LEAN.filter(({ startedAt }) => Math.abs(startedAt - from) < 45 * DAY_MS)
        .map(({ alias }) => alias),
    ).size;
  for (const daysAgo of [60, 400, 700, 900]) {
    const live = aliases(UNTIL - daysAgo * DAY_MS);
    assert.ok(live >= 9 && live <= 30, `${live} aliases ${daysAgo} days ago`);
  }
});
