import type { DatabaseSync } from "node:sqlite";
import type { Found } from "../../search/searcher.ts";
import type { Row } from "../select.ts";
import { type Steps, within } from "../steps.ts";
import { timeCondition } from "../time_filter.ts";
import { censusOf } from "./census.ts";
import { allModels, costRuns, type Driver, driversOf, modelRuns, modelsOf } from "./drivers.ts";
import { isCounted, type RequestsFilter } from "./filter.ts";
import { gather, sift, skip } from "./gather.ts";
import { count, type Totals, totalsOf } from "./totals.ts";
import { type Page, type PageParams, type SortedRun, walk } from "./walk.ts";

/** How a page and its totals are wanted. */
export interface Asked extends RequestsFilter {
  quick?: boolean | undefined;
  totals?: boolean | undefined;
}

interface Place extends PageParams {
  found: Found | undefined;
  /** Milliseconds since the epoch. */
  now: number;
}

/** A page and, if wanted, its totals, each on the way that looks at the fewest rows. */
export function* pageOf(
  db: DatabaseSync,
  asked: Asked,
  place: Place,
): Steps<{ page: Page; totals: Partial<Totals> }> {
  const { totals: isTotalled = true } = asked;
  const quick = asked.quick === true;
  const needsCounts = isTotalled || place.found !== undefined || isFiltered(asked) ||
    !hasIndex(place);
  const byModel = asked.model !== undefined || asked.provider !== undefined;
  const counts = needsCounts ? censusOf(db, asked, { byModel, now: place.now }) : [];
  const drivers = needsCounts ? driversOf(db, asked, { ...place, counts, quick }) : [];
  const [least] = drivers;
  const given = { ...place, counts, drivers };
  const isExact = !place.found && !isCounted(asked);
  if (!isTotalled || isExact || least === undefined) {
    const { page } = yield* rowsOf(db, asked, given, false);
    return { page, totals: isTotalled ? totalsOf(counts) : {} };
  }
  const { page, sums } = yield* rowsOf(db, asked, given, true);
  if (sums) return { page, totals: totalsOf([sums]) };
  const counting = count(db, least, { ...place, quick });
  return {
    page,
    totals: yield* quick ? within(counting, place.bounds.hurryMs) : finishing(counting),
  };
}

interface Given extends Place {
  counts: readonly Row[];
  drivers: readonly Driver[];
}

/** The rows of a page; with them sums over all that match, where they are to be had on the way. */
function* rowsOf(
  db: DatabaseSync,
  asked: Asked,
  given: Given,
  summed: boolean,
): Steps<{ page: Page; sums?: Row | undefined }> {
  const { limit, offset, bounds, order, drivers } = given;
  if (limit === 0) return { page: { rows: [], next: null } };
  const [least] = drivers;
  const isFew = least && (least.rows <= bounds.few || least.runs.length === 0);
  if (isFew && !(order.sort === "timestamp" && offset === 0 && isTimed(least))) {
    return gather(db, least, given, summed);
  }
  if (offset > 0) return { page: skip(db, given) };
  const runs = hasIndex(given) ? runsOf(db, asked, given) : null;
  if (runs === null) {
    return { page: least ? yield* sift(db, least, given) : { rows: [], next: null } };
  }
  const walking = walk(db, runs, given);
  return {
    page: yield* asked.quick ? within(walking, bounds.hurryMs) : finishing(walking),
  };
}

/** Whether it gives its rows in the order of time. */
function isTimed({ runs }: Driver): boolean {
  return runs.length > 0 && runs.every(({ column }) => column === "timestamp");
}

/** Whether there is an index in the order of the list. */
function hasIndex({ order: { sort } }: Place): boolean {
  return sort === "timestamp" || sort === "model" || sort === "cost";
}

/** Runs in the order of the list. */
function runsOf(
  db: DatabaseSync,
  asked: Asked,
  { order, now, counts, drivers }: Given,
): SortedRun[] {
  const time = timeCondition(asked, now);
  if (order.sort === "timestamp") {
    const runs = drivers.find(isTimed)?.runs ?? [{ condition: time, column: "timestamp" as const }];
    return runs.map((run) => ({ ...run, keysOf: (value) => [value] }));
  }
  if (order.sort === "model") {
    const models = modelsOf(asked, counts)?.map(({ model }) => String(model)) ?? allModels(db);
    return models.map((model) => ({
      ...modelRuns([model], time)[0] ?? { condition: time, column: "timestamp" },
      keysOf: (value) => [model, value],
    }));
  }
  return costRuns(asked).map((run) => ({
    ...run,
    keysOf: (value) => [run.column === "cost" ? value : null],
  }));
}

function isFiltered(asked: Asked): boolean {
  const { provider, model, project, outcome, hours, hour, startDate, endDate } = asked;
  const given = [provider, model, project, hours, hour, startDate, endDate];
  return given.some((value) => value !== undefined) || isCounted(asked) ||
    outcome === "failed" || outcome === "interrupted";
}

/** To the end, however long it takes. */
function* finishing<T>(work: Generator<void, T, boolean>): Steps<T> {
  for (;;) {
    const { done, value } = work.next(false);
    if (done) return value;
    yield;
  }
}
