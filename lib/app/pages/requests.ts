import { ApiError } from "../../http/error.ts";
import { BadQuery } from "../../store/mod.ts";
import type { RequestsPage, Row } from "../../ui/requests/page.ts";
import { above } from "../../ui/requests/hold.ts";
import { listQuery } from "../../ui/requests/query.ts";
import { requestsParams } from "../query_params.ts";
import type { Services } from "../services.ts";
import { firstSteps } from "./first_steps.ts";
import { viewOf } from "./view.ts";

/** Rows of the store as far as the list shows them. */
type Listed = Awaited<ReturnType<typeof read>>;

/** What the page Requests shows: the query is the page's, see lib/ui/requests/query.ts. */
export async function requestsPage(services: Services, req: Request): Promise<RequestsPage> {
  const view = viewOf(services, req);
  const url = new URL(req.url);
  const { providers, models, projects } = await services.store.read("filters", {
    outcome: "all",
  });
  const named = (all: readonly { name: string }[]) => all.map(({ name }) => name);
  const page = {
    view,
    names: { providers: named(providers), models: named(models), projects: named(projects) },
  };
  try {
    const listed = await read(
      services,
      requestsParams(queryUrl(listQuery(url.searchParams, view))),
    );
    const isEmpty = listed.rows.length === 0 && models.length === 0 &&
      await hasNothing(services);
    return { ...page, ...listed, firstSteps: isEmpty ? firstSteps(services, url) : null };
  } catch (error) {
    if (!(error instanceof BadQuery) && !(error instanceof ApiError)) throw error;
    return { ...page, ...NOTHING, problem: error.message, firstSteps: null };
  }
}

const NOTHING: Listed = {
  rows: [],
  totals: { total: 0, total_tokens: 0, total_cost: 0, avg_cost: 0, unpriced: 0 },
  ...{
    next: null,
    previous: null,
    partial: false,
    searchCapped: false,
    searchLag: 0,
    problem: null,
  },
};

type Asked = ReturnType<typeof requestsParams>;

async function read({ store }: Services, asked: Asked) {
  const [running, found] = await Promise.all([
    isTop(asked)
      ? store.read("requests", { ...asked, outcome: "running", payloads: false, totals: false })
      : { requests: [] },
    store.read("requests", { ...asked, payloads: false, quick: true }),
  ]);
  const { requests, next, previous, partial, search_capped, search_lag, ...totals } = found;
  return {
    rows: above(running.requests, requests).map(shownRow),
    totals: {
      total: totals.total ?? 0,
      total_tokens: totals.total_tokens ?? 0,
      total_cost: totals.total_cost ?? 0,
      avg_cost: totals.avg_cost ?? 0,
      unpriced: totals.unpriced ?? 0,
      ...(totals.total_capped ? { total_capped: true } : {}),
    },
    next,
    previous,
    partial: partial ?? false,
    searchCapped: search_capped ?? false,
    searchLag: search_lag ?? 0,
    problem: null as string | null,
  };
}

/** Whether what runs now belongs above the list. */
function isTop({ after, before, search, outcome, sortBy, sortDir }: Asked): boolean {
  return after === undefined && before === undefined && search === undefined && outcome === "all" &&
    (sortBy ?? "timestamp") === "timestamp" && (sortDir ?? "desc") === "desc";
}

/** A row with what is shown of it, and no more. */
export function shownRow(row: Row): Row {
  const { id, request_id, timestamp, model, provider, outcome, status, error, stream } = row;
  const { attempts, prompt_tokens, completion_tokens, total_tokens, cost, duration_ms } = row;
  const { usage_estimated, client, project, snippet } = row;
  return {
    ...{ id, request_id, timestamp, model, provider, outcome, status, error, stream, attempts },
    ...{ prompt_tokens, completion_tokens, total_tokens, cost, duration_ms, usage_estimated },
    ...{ client, project },
    ...(snippet ? { snippet } : {}),
  };
}

async function hasNothing({ store }: Services): Promise<boolean> {
  const { requests } = await store.read("requests", {
    ...{ outcome: "all", limit: 1, payloads: false, totals: false },
  });
  return requests.length === 0;
}

const queryUrl = (query: URLSearchParams) => new URL(`http://localhost/?${query}`);
