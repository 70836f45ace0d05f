import assert from "node:assert/strict";
import { NoLog, type ReadRow, RowReader } from "../../lib/import/rows.ts";
import { pick } from "./pick.ts";

/** What a file holds: `[line, problem]` or `[line, columns]`. */
function read(container: "jsonl" | "json" | "csv", text: string) {
  const reader = new RowReader(container);
  const rows: ReadRow[] = [...reader.push(new TextEncoder().encode(text)), ...reader.end()];
  return {
    unknown: [...reader.unknown],
    rows: rows.map(({ line, ...rest }) =>
      [line, "problem" in rest ? rest.problem : rest.row] as const
    ),
  };
}

/** The row of a file that has one. */
function only(container: "jsonl" | "json" | "csv", text: string) {
  const [first, ...more] = read(container, text).rows;
  assert.deepEqual(more, []);
  const row = first?.[1];
  if (row === undefined || typeof row === "string") assert.fail(row);
  return row;
}

const MINE = { timestamp: "2026-01-02T03:04:05.678", model: "small" };
const line = (members: Record<string, unknown>) => JSON.stringify({ ...MINE, ...members });

Deno.test("a row of the predecessor gets its outcome, nano-dollars and the source of its price", () => {
  const { columns, request, response } = only(
    "jsonl",
    '{"id":7,"timestamp":"2025-10-04 09:30:00.123456","model":"old","provider":"acme","prompt_tokens":10,' +
      '"completion_tokens":5,"total_tokens":15,"cost":0.1000000004,"duration_ms":900,' +
      '"request_data":{"a": 1.0},"response_data":null,"error":null}',
  );
  assert.deepEqual(
    pick(
      columns,
      "timestamp",
      "cost",
      "cost_nanos",
      "outcome",
      "price_source",
      "prompt_tokens",
      "request_id",
    ),
    {
      timestamp: "2025-10-04T09:30:00.123456",
      cost: 0.1000000004,
      cost_nanos: 100_000_000n,
      outcome: "ok",
      price_source: "predecessor",
      prompt_tokens: 10n,
      request_id: null,
    },
  );
  assert.equal(request, '{"a": 1.0}');
  assert.equal(response, null);
});

Deno.test("a payload in a string is JSON, but in our own export, where it is a string", () => {
  const request_data = '{"a": 1.0}';
  assert.equal(only("jsonl", line({ request_data })).request, request_data);
  assert.equal(only("jsonl", line({ request_data: "[no JSON" })).request, '"[no JSON"');
  assert.equal(only("jsonl", line({ request_data: "7" })).request, '"7"');
  const own = line({ request_data, cost_history: [] });
  assert.equal(only("jsonl", own).request, JSON.stringify(request_data));
});

const MONEY: readonly [
  members: Record<string, unknown>,
  cost: number | null,
  nanos: bigint | null,
][] = [
  [{ cost: null }, null, null],
  [{}, null, null],
  [{ cost: 0 }, 0, 0n],
  [{ cost: 0.25, cost_nanos: 250_000_000 }, 0.25, 250_000_000n],
  // Nano-dollars are the truth where both stand and differ.
  [{ cost: 99, cost_nanos: 250_000_000 }, 0.25, 250_000_000n],
  [{ cost_nanos: 3 }, 3e-9, 3n],
  // Rows that were migrated keep the digits that the predecessor wrote.
  [{ cost: 0.0123456789012, cost_nanos: 12_345_679 }, 0.0123456789012, 12_345_679n],
];

for (const [members, cost, nanos] of MONEY) {
  Deno.test(`the money of ${JSON.stringify(members)} is ${nanos} nano-dollars`, () => {
    const { columns } = only("jsonl", line(members));
    assert.deepEqual([columns.cost, columns.cost_nanos], [cost, nanos]);
  });
}

const OUTCOMES: readonly [
  members: Record<string, unknown>,
  outcome: string,
  error: string | null,
][] = [
  [{}, "ok", null],
  [{ error: "boom" }, "failed", "boom"],
  [{ outcome: "interrupted", error: null }, "interrupted", "interrupted"],
  [{ outcome: "failed", error: "boom" }, "failed", "boom"],
  [{ outcome: "ok", error: "boom" }, "failed", "boom"],
];

for (const [members, outcome, error] of OUTCOMES) {
  Deno.test(`the outcome of ${JSON.stringify(members)} is ${outcome}`, () => {
    const { columns } = only("jsonl", line(members));
    assert.deepEqual([columns.outcome, columns.error], [outcome, error]);
  });
}

Deno.test("attempts and former costs come with their row", () => {
  const attempt = {
    number: 1,
    started_at: "x",
    duration_ms: 2,
    waited_ms: 0,
    status: null,
    error: "no",
  };
  const cost = {
    changed_at: "y",
    cost_nanos: null,
    price_source: "config",
    price_date: null,
    price_rule: null,
    cost_detail: [{ bucket: "input" }],
  };
  const row = only("jsonl", line({ attempts: 1, attempt_list: [attempt], cost_history: [cost] }));
  assert.deepEqual(row.attempts, [attempt]);
  assert.deepEqual(row.costHistory, [{ ...cost, cost_detail: '[{"bucket":"input"}]' }]);
  assert.equal(row.columns.attempts, 1n);
});

const BROKEN: readonly [members: Record<string, unknown>, problem: string][] = [
  [{ timestamp: null }, "has no timestamp"],
  [{ prompt_tokens: "many" }, "has a prompt_tokens that is no whole number"],
  [{ outcome: "fine" }, "has an outcome that is none of ok, failed and interrupted"],
  [{ attempt_list: [{}] }, "has a list attempt_list that is not as Apantli exports it"],
  [{ attempt_list: [null] }, "has a list attempt_list that is not as Apantli exports it"],
  [{ attempt_list: 5 }, "has a list attempt_list that is not as Apantli exports it"],
  [{ cost_history: [7] }, "has a list cost_history that is not as Apantli exports it"],
];

Deno.test("a broken record is told with its line and its reason, and the others go on", () => {
  const text = ["{", ...BROKEN.map(([members]) => line(members)), '{"a":1}', line({})].join("\n");
  const { rows } = read("jsonl", text);
  assert.deepEqual(rows.slice(0, -1), [
    [1, "is no valid JSON"],
    ...BROKEN.map(([, problem], place) => [place + 2, problem]),
    [BROKEN.length + 2, "is no row of Apantli's log nor of LiteLLM's spend logs"],
  ]);
  assert.equal(rows.at(-1)?.[0], BROKEN.length + 3);
  assert.equal(typeof rows.at(-1)?.[1], "object");
});

Deno.test("columns that the ledger has not are told", () => {
  assert.deepEqual(read("jsonl", `${line({ mine: 1 })}\n${line({ yours: 2, mine: 3 })}`).unknown, [
    "mine",
    "yours",
  ]);
});

Deno.test("a table's empty cells are NULL, and the ' before a formula is taken away from our own", () => {
  const own = only(
    "csv",
    "timestamp,model,outcome,error,cost\r\n2026-01-01T00:00:00,,failed,''=1,\r\n",
  );
  assert.deepEqual(pick(own.columns, "model", "error", "cost_nanos"), {
    model: "",
    error: "'=1",
    cost_nanos: null,
  });
  const other = only("csv", 'timestamp,model,error\n2026-01-01T00:00:00,m,"\'=1, ""no"""\n');
  assert.equal(other.columns.error, '\'=1, "no"');
});

Deno.test("a row with too few cells is refused, the others are read", () => {
  const { rows } = read(
    "csv",
    'timestamp,model\n2026-01-01T00:00:00\n"x"y,m\n2026-01-01T00:00:00,m\n',
  );
  assert.deepEqual(rows.map(([line, row]) => [line, typeof row === "string" ? row : "row"]), [
    [2, "has 1 cells for 2 columns"],
    [3, "has something behind a closing quote"],
    [4, "row"],
  ]);
});

Deno.test("a table that is no log is refused at its head", () => {
  for (
    const head of [
      "name,price\n",
      "timestamp,name\n",
      "startTime,users,models\n",
      "request_id,spend,model\n",
    ]
  ) {
    assert.throws(() => read("csv", head), NoLog);
  }
});
