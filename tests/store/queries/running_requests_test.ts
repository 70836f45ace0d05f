import assert from "node:assert/strict";
import { BadQuery } from "../../../lib/store/queries/bad_query.ts";
import { request } from "../../../lib/store/queries/request.ts";
import { requests, type RequestsParams } from "../../../lib/store/queries/requests.ts";
import type { Beginning } from "../../../lib/types/exchange.ts";
import { exchange } from "../exchange.ts";
import { withWriter } from "../with_writer.ts";

const REQUEST = JSON.stringify({
  model: "small",
  messages: [{ role: "user", content: "A question that is long enough to be shared." }],
});

const beginning = (run: number, facts: Partial<Beginning> = {}): Beginning => ({
  run,
  requestId: `run-${run}`,
  startedAt: Date.parse("2026-03-04T12:00:00.500Z") + run * 1000,
  alias: "small",
  provider: "acme",
  upstreamModel: "acme-small-1",
  stream: true,
  client: "tests/1.0",
  project: null,
  request: REQUEST,
  ...facts,
});

const BEGINNINGS = [
  beginning(1),
  beginning(2, { alias: "big", provider: "bolt", stream: false }),
  beginning(3, { project: "blog", client: null }),
];

const CASES: [params: RequestsParams, ids: string[]][] = [
  [{}, ["run-3", "run-2", "run-1"]],
  [{ sortDir: "asc" }, ["run-1", "run-2", "run-3"]],
  [{ sortBy: "model", sortDir: "asc" }, ["run-2", "run-1", "run-3"]],
  [{ sortBy: "cost" }, ["run-3", "run-2", "run-1"]],
  [{ provider: "bolt" }, ["run-2"]],
  [{ stream: true }, ["run-3", "run-1"]],
  [{ project: "blog" }, ["run-3"]],
  [{ client: "tests/*" }, ["run-2", "run-1"]],
  [{ startDate: "2026-03-05" }, []],
  [{ minCost: 0 }, []],
  [{ unpriced: true }, []],
  [{ offset: 1, limit: 1 }, ["run-2"]],
];

for (const [params, ids] of CASES) {
  Deno.test(`of what runs, ${JSON.stringify(params)} is [${ids}]`, () =>
    withWriter((writer, db) => {
      writer.begin(BEGINNINGS);
      writer.record([exchange({ run: 99 })]);
      const page = requests(db, { ...params, outcome: "running" });
      assert.deepEqual(page.requests.map(({ request_id }) => request_id), ids);
      if (params.limit === undefined) assert.equal(page.total, ids.length);
    }));
}

Deno.test("what runs is told with its request, without a number, usage and answer", () =>
  withWriter((writer, db) => {
    writer.begin([beginning(1)]);
    const [row] = requests(db, { outcome: "running" }).requests;
    const { id, outcome, request_data, response_data, cost, duration_ms, stream } = row ?? {};
    assert.deepEqual(
      { id, outcome, request_data, response_data, cost, duration_ms, stream },
      {
        id: null,
        outcome: "running",
        request_data: REQUEST,
        response_data: null,
        cost: null,
        duration_ms: null,
        stream: true,
      },
    );
    const [bare] = requests(db, { outcome: "running", payloads: false }).requests;
    assert.ok(bare && !("request_data" in bare));
  }));

Deno.test("what runs has pages, and one that has ended is gone from them", () =>
  withWriter((writer, db) => {
    writer.begin(BEGINNINGS);
    const params: RequestsParams = { outcome: "running", limit: 1, sortBy: "duration_ms" };
    const { next, total, requests: [first] } = requests(db, params);
    assert.deepEqual([total, first?.request_id], [3, "run-3"]);
    writer.record([exchange({ run: 2 })]);
    const second = requests(db, { ...params, after: next ?? undefined });
    assert.deepEqual(second.requests.map(({ request_id }) => request_id), ["run-1"]);
    assert.deepEqual([second.total, second.next], [2, null]);
  }));

Deno.test("one that runs is found by its x-request-id until it has ended", () =>
  withWriter((writer, db) => {
    writer.begin([beginning(1)]);
    const running = request(db, { requestId: "run-1" });
    assert.deepEqual([running?.outcome, running?.attempt_list], ["running", []]);
    writer.record([exchange({ run: 1, requestId: "run-1" })]);
    assert.deepEqual(request(db, { requestId: "run-1" })?.outcome, "ok");
  }));

Deno.test("what runs cannot be searched", () =>
  withWriter((_, db) => {
    const params: RequestsParams = { outcome: "running", search: "question" };
    assert.throws(
      () => requests(db, params),
      (error) =>
        error instanceof BadQuery && /Leave it out with outcome=running/.test(error.message),
    );
  }));
