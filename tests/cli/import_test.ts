import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import { importLog } from "../../lib/cli/import_command.ts";
import { openStore } from "../../lib/store/mod.ts";
import { exchange, withPath } from "../store/exchange.ts";
import { INSERT, makeOldDatabase } from "../store/predecessor.ts";

const ROW = { timestamp: "2026-01-02T03:04:05", model: "m", duration_ms: 7, cost: 0.25 };
const lineOf = (members: Record<string, unknown>) => `${JSON.stringify({ ...ROW, ...members })}\n`;
const linesOf = (count: number) =>
  Array.from({ length: count }, (_, place) => lineOf({ request_id: `r${place}` })).join("");

/** Runs `deno task import` within this process, without a configuration. */
async function run(...args: string[]): Promise<{ code: number; said: string[] }> {
  const said: string[] = [];
  const code = await importLog(["--config", "none.yaml", ...args], (text) => said.push(text));
  return { code, said };
}

/** The rows of a ledger, in its order. */
function rowsOf(path: string, columns = "request_id"): unknown[] {
  const db = new DatabaseSync(path, { readOnly: true });
  const rows = db.prepare(`SELECT ${columns} FROM requests ORDER BY id`).all();
  db.close();
  return rows.map((row) => Object.values(row)).map((row) => row.length === 1 ? row[0] : row);
}

Deno.test("import makes a ledger where there is none, says what came in, and adds nothing again", () =>
  withPath(async (path) => {
    await Deno.writeTextFile(
      `${path}.jsonl`,
      lineOf({}) + lineOf({ cost: null, timestamp: "2025-12-31T00:00:00Z" }),
    );
    assert.deepEqual(await run(`${path}.jsonl`, "--db", path), {
      code: 0,
      said: ["Imported 2 requests: 2025-12-31 to 2026-01-02, 0.25 USD, 1 without a known cost."],
    });
    assert.deepEqual(await run(`${path}.jsonl`, "--db", path), {
      code: 0,
      said: ["Imported 0 requests.", "2 requests already there."],
    });
    assert.deepEqual(rowsOf(path, "timestamp, cost_nanos"), [
      ["2026-01-02T03:04:05", 250_000_000],
      ["2025-12-31T00:00:00", null],
    ]);
  }));

Deno.test("import --dry-run tells the same and writes nothing, also where there is no ledger", () =>
  withPath(async (path) => {
    await Deno.writeTextFile(`${path}.jsonl`, linesOf(3) + linesOf(1));
    const said = [
      "Would import 3 requests: 2026-01-02, 0.75 USD.",
      "1 request already there.",
      "Nothing was written.",
    ];
    assert.deepEqual(await run(`${path}.jsonl`, "--db", path, "--dry-run"), { code: 0, said });
    await assert.rejects(Deno.stat(path), Deno.errors.NotFound);
    await assert.rejects(Deno.stat(`${path}.lock`), Deno.errors.NotFound);
    (await openStore({ path })).close();
    assert.deepEqual((await run(`${path}.jsonl`, "--db", path, "--dry-run")).said, said);
    assert.deepEqual(rowsOf(path), []);
  }));

Deno.test("broken lines are told by their number, the rest comes in, and the exit code is 1", () =>
  withPath(async (path) => {
    const text = `${lineOf({ request_id: "a" })}{"broken\n${"{}\n".repeat(30)}${
      lineOf({ request_id: "b", mine: 1 })
    }`;
    await Deno.writeTextFile(`${path}.jsonl`, text);
    const { code, said } = await run(`${path}.jsonl`, "--db", path);
    assert.equal(code, 1);
    assert.equal(said[0], "line 2 is no valid JSON.");
    assert.equal(said[1], "line 3 is no row of Apantli's log nor of LiteLLM's spend logs.");
    assert.deepEqual(said.slice(20), [
      "… and 11 more.",
      "Imported 2 requests: 2026-01-02, 0.50 USD.",
      "31 refused, see above.",
      "Left out, for the ledger has no such column: mine.",
    ]);
    assert.deepEqual(rowsOf(path), ["a", "b"]);
  }));

Deno.test("rows of a database that are broken are told by their id", () =>
  withPath(async (path) => {
    const old = makeOldDatabase(`${path}.old`);
    old.prepare(INSERT).run("long ago", "m", "acme", 1, 1, 2, 0, 1, "{}", "{}", null);
    old.close();
    const { code, said } = await run(`${path}.old`, "--db", path);
    assert.deepEqual([code, said[0]], [
      1,
      "row 4 has a timestamp that is no moment like 2026-01-31T23:59:59.999.",
    ]);
    assert.deepEqual(said.slice(1), [
      "Imported 3 requests: 2025-10-04 to 2025-10-05, 0.30 USD.",
      "1 refused, see above.",
    ]);
  }));

Deno.test("--project names the project of requests that have none", () =>
  withPath(async (path) => {
    await Deno.writeTextFile(
      `${path}.jsonl`,
      lineOf({ request_id: "a" }) + lineOf({ request_id: "b", project: "own" }),
    );
    await run(`${path}.jsonl`, "--db", path, "--project", " blog ");
    assert.deepEqual(rowsOf(path, "request_id, project"), [["a", "blog"], ["b", "own"]]);
  }));

Deno.test("LiteLLM's table as CSV comes in, with line breaks in its cells and the mark of UTF-8", () =>
  withPath(async (path) => {
    const text = "\uFEFFrequest_id,spend,startTime,endTime,model,model_group,messages\r\n" +
      'x,1.05e-05,2026-03-04 12:00:00.5,2026-03-04 12:00:02,gpt-5,fast,"[{""role"":\n""user""}]"\r\n';
    await Deno.writeTextFile(`${path}.csv`, text);
    assert.deepEqual(await run(`${path}.csv`, "--db", path), {
      code: 0,
      said: ["Imported 1 request: 2026-03-04, 0.0000105 USD."],
    });
    assert.deepEqual(
      rowsOf(path, "request_id, model, upstream_model, cost_nanos, duration_ms, request_data"),
      [
        ["x", "fast", "gpt-5", 10_500, 1500, '{"model":"fast","messages":[{"role":\n"user"}]}'],
      ],
    );
  }));

Deno.test("--format overrides what a file seems to be", () =>
  withPath(async (path) => {
    await Deno.writeTextFile(`${path}.txt`, `{"data":[${lineOf({ request_id: "a" })}]}`);
    assert.equal((await run(`${path}.txt`, "--db", path, "--format", "jsonl")).code, 1);
    assert.deepEqual(rowsOf(path), []);
    assert.equal((await run(`${path}.txt`, "--db", path)).code, 0);
    assert.deepEqual(rowsOf(path), ["a"]);
  }));

Deno.test("what may be stored of payloads, the configuration says for imports as well", () =>
  withPath(async (path) => {
    const rows = ["secret", "open", "unknown"].map((model) =>
      lineOf({ model, request_id: model, request_data: { model, prompt: "a lemon" } })
    );
    await Deno.writeTextFile(`${path}.jsonl`, rows.join(""));
    const entry = (name: string, more = "") =>
      `  - model_name: ${name}\n    litellm_params: {model: openai/x${more}}\n`;
    const models = `model_list:\n${entry("open")}${entry("secret", ", payloads: off")}`;
    await Deno.writeTextFile(
      `${path}.yaml`,
      `${models}general_settings:\n  payloads: {capture: full, redact: [lemon]}\n`,
    );
    const { said } = await run(`${path}.jsonl`, "--db", path, "--config", `${path}.yaml`);
    assert.equal(said.at(-1), "Payloads are stored as general_settings.payloads says.");
    assert.deepEqual(rowsOf(path, "model, request_data"), [
      ["secret", null],
      ["open", '{"model":"open","prompt":"a [redacted]"}'],
      ["unknown", null],
    ]);
  }));

Deno.test("an import beside a running server: both are in, the search finds what came, and all is counted", () =>
  withPath(async (path) => {
    const problems: string[] = [];
    const store = await openStore({ path, onProblem: (problem) => problems.push(problem) });
    await Deno.writeTextFile(
      `${path}.jsonl`,
      linesOf(300) +
        lineOf({
          request_id: "last",
          request_data: { messages: [{ role: "user", content: "kumquat" }] },
        }),
    );
    let isDone = false;
    const importing = run(`${path}.jsonl`, "--db", path).finally(() => isDone = true);
    let booked = 0;
    for (; !isDone; booked++) await store.record(exchange());
    assert.deepEqual((await importing).said, ["Imported 301 requests: 2026-01-02, 75.25 USD."]);
    const { requests: found } = await store.read("requests", { search: "kumquat" });
    assert.deepEqual(found.map(({ request_id }) => request_id), ["last"]);
    const { totals } = await store.read("stats", {});
    assert.equal(totals.requests, 301 + booked);
    await store.close();
    assert.deepEqual(problems, []);
    assert.ok(booked > 10);
  }));
