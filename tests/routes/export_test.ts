import assert from "node:assert/strict";
import { connect } from "node:net";
import { type RunningApp, startApp } from "../harness/app.ts";
import { exchange } from "../store/exchange.ts";

const FILE = "/api/export/requests";

async function record(app: RunningApp, count: number, request = '{"messages":[]}') {
  const { store } = app.services;
  await Promise.all(
    Array.from(
      { length: count },
      (_, n) =>
        store.record(exchange({ run: 1e9 + n, startedAt: Date.UTC(2026, 2, 1) + n, request })),
    ),
  );
}

Deno.test("all that matches comes as a file, lines or a table", async () => {
  await using app = await startApp("model_list: []");
  await record(app, 250);
  const failed = exchange({ run: 1, alias: "broken", outcome: "failed", status: 500, error: "no" });
  await app.services.store.record(failed);
  const lines = await fetch(`${app.url}${FILE}?outcome=all`);
  assert.equal(lines.status, 200);
  assert.match(lines.headers.get("content-type") ?? "", /^application\/x-ndjson/);
  assert.match(
    lines.headers.get("content-disposition") ?? "",
    /^attachment; filename="apantli-requests-\d{4}-\d\d-\d\d\.jsonl"$/,
  );
  assert.equal((await lines.text()).trimEnd().split("\n").length, 251);
  const table = await fetch(`${app.url}${FILE}?format=csv&outcome=failed&model=broken`);
  assert.match(table.headers.get("content-type") ?? "", /^text\/csv/);
  assert.match(table.headers.get("content-disposition") ?? "", /\.csv"$/);
  const [head, row, end, more] = (await table.text()).split("\r\n");
  assert.match(head ?? "", /^id,timestamp,model,/);
  assert.match(row ?? "", /^251,[^,]+,broken,/);
  assert.deepEqual([end, more], ["", undefined]);
});

const WRONG: readonly (readonly [query: string, message: RegExp])[] = [
  ["format=xml", /`format` must be csv or jsonl\./],
  ["outcome=running", /Leave outcome=running out/],
  ["sort_by=cost", /Leave `sort_by` out/],
  ["min_cost=much", /`min_cost` must be a number/],
  ["search=cost:much", /write cost:>0\.1/],
  ["start_date=yesterday", /start_date must be a date/],
];

Deno.test("an export that makes no sense is refused before it begins", async () => {
  await using app = await startApp("model_list: []");
  for (const [query, message] of WRONG) {
    const response = await fetch(`${app.url}${FILE}?${query}`);
    assert.equal(response.status, 400, query);
    assert.match((await response.json()).error.message, message);
  }
});

Deno.test("an export is read as the client takes it, and other reports go on meanwhile", async () => {
  await using app = await startApp("model_list: []");
  // More than sockets and streams hold between them.
  await record(app, 100, JSON.stringify({ prompt: "x".repeat(1_000_000) }));
  let parts = 0;
  const { store } = app.services;
  const read = store.read.bind(store);
  store.read = (name, params) => {
    if (name === "exportPart") parts++;
    return read(name, params);
  };
  const { hostname, port } = new URL(app.url);
  const socket = connect({ host: hostname, port: Number(port) });
  socket.write(`GET ${FILE} HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n`);
  const begun = Promise.withResolvers<void>();
  socket.once("data", () => begun.resolve());
  await begun.promise;
  socket.pause();
  // The worker gives an export that goes on a turn with each of these.
  for (let turn = 0; turn < 60; turn++) {
    const list = await (await fetch(`${app.url}/requests?limit=1&payloads=false`)).json();
    assert.equal(list.total, 100);
  }
  const taken = parts;
  assert.ok(taken < 40, `${taken} parts were read for a client that does not read`);
  socket.destroy();
  // The server has heard that the client left when it can stop.
  await app.services.store.read("dateRange", {});
  assert.ok(parts <= taken + 1, `${parts - taken} parts were read for a client that left`);
});
