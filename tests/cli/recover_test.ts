import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import { reportOf } from "../../lib/cli/recover_command.ts";
import { openStore } from "../../lib/store/mod.ts";
import type { Recovered } from "../../lib/store/recover.ts";
import { makeFilled, pageMap, spoil } from "../store/recover/damage.ts";
import { withPath } from "../store/exchange.ts";
import { withDatabase } from "./database.ts";

/** Runs the task with its permissions. */
async function run(...args: string[]) {
  const launcher = new URL("../../lib/cli/launch_tool.ts", import.meta.url).pathname;
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: [
      "run",
      "--quiet",
      "--no-prompt",
      "--allow-read",
      "--allow-run",
      launcher,
      "recover",
      ...args,
    ],
  }).output();
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  return { code, out: text(stdout), err: text(stderr) };
}

Deno.test("deno task recover of a sound database ends with 0 and says that nothing is lost", () =>
  withDatabase(async (path) => {
    const { code, out, err } = await run(`${path}.new`, "--db", path);
    assert.deepEqual([code, err], [0, ""]);
    assert.match(out, /^exchanges +1 +0$/m);
    assert.ok(out.includes(`Nothing of ${path} is lost.\n`));
    const again = await run(`${path}.new`, "--db", path);
    assert.equal(again.code, 2);
    assert.match(again.err, /is there already\. Name another file, or remove it\.\n$/);
  }));

Deno.test("deno task recover of a damaged one ends with 3, says what is lost, and the rest is there", () =>
  withPath(async (path) => {
    await makeFilled(path, 200);
    const leaf = pageMap(path).filter(({ name, type }) =>
      name === "exchanges" && type === "leaf"
    )[2];
    const db = new DatabaseSync(path, { readOnly: true });
    const before = Number(db.prepare("SELECT COUNT(*) AS n FROM exchanges").get()?.n);
    db.close();
    spoil(path, leaf?.page ?? 0);
    const { code, out, err } = await run(`${path}.new`, "--db", path);
    assert.deepEqual([code, err], [3, ""]);
    const lost = Number(/^(\d+) requests are lost, made between 2026-01-/m.exec(out)?.[1]);
    assert.ok(lost > 0);
    const store = await openStore({ path: `${path}.new` });
    assert.equal((await store.read("requests", { outcome: "all" })).total, before - lost);
    await store.close();
  }));

const MISTAKES: readonly [args: (path: string) => string[], code: number, told: RegExp][] = [
  [() => [], 2, /^Name the new file: deno task recover FILE\n$/],
  [
    (path) => ["x", "--db", `${path}.none`],
    2,
    /^There is no .*none\. Name the damaged .* --db\.\n$/,
  ],
  [(path) => [`${path}-wal`, "--db", path], 2, /belongs to the database\. Name another file\.\n$/],
  [
    (path) => [`${path}/none/x`, "--db", path],
    1,
    /cannot be opened\. Check that its folder exists/,
  ],
];

for (const [args, code, told] of MISTAKES) {
  Deno.test(`deno task recover ${args("in/requests.db").join(" ")} ends with ${code} and one sentence`, () =>
    withDatabase(async (path) => {
      const ended = await run(...args(path));
      assert.deepEqual([ended.code, ended.out], [code, ""]);
      assert.match(ended.err, told);
    }));
}

Deno.test("deno task recover is refused while the server runs", () =>
  withPath(async (path) => {
    const store = await openStore({ path });
    const { code, err } = await run(`${path}.new`, "--db", path);
    await store.close();
    assert.equal(code, 1);
    assert.match(err, /^Another Apantli already uses .*Stop it/);
  }));

const SOUND: Recovered = {
  tables: [{ name: "exchanges", saved: 5, lost: 0, isCounted: true }],
  bare: 0,
  lostBetween: null,
  missingPages: 0,
  lostFrames: 0,
  refused: [],
};
const exchanges = (lost: number, isCounted: boolean) => ({
  tables: [{ name: "exchanges", saved: 5, lost, isCounted }],
});

const REPORTS: readonly [facts: Partial<Recovered>, line: string][] = [
  [exchanges(2, true), "2 requests are lost."],
  [
    { ...exchanges(2, true), lostBetween: ["2026-01-01", "2026-01-02"] },
    "2 requests are lost, made between 2026-01-01 and 2026-01-02 (UTC).",
  ],
  [exchanges(2, false), "At least 2 requests are lost."],
  [exchanges(0, false), "An unknown number of requests are lost."],
  [{ bare: 3 }, "3 requests are saved without a payload that they had; their notes say so."],
  [{ missingPages: 4 }, "The file is cut off: its last 4 pages are missing."],
  [{ refused: ["mine"] }, "Not made again, because of what is lost: mine."],
  [{}, "Nothing of a.db is lost."],
];

for (const [facts, line] of REPORTS) {
  Deno.test(`the report says "${line}"`, () => {
    assert.ok(
      reportOf({ ...SOUND, ...facts }, { db: "a.db", target: "b.db", hasRescue: false }).split("\n")
        .includes(line),
    );
  });
}

Deno.test("the report says how to go on, and where requests are that were kept meanwhile", () => {
  const files = { db: "a.db", target: "b.db" };
  const plain = reportOf(SOUND, { ...files, hasRescue: false });
  assert.match(plain, /move a\.db, a\.db-wal and a\.db-shm away, then rename b\.db to a\.db\.$/);
  const rescued = reportOf(SOUND, { ...files, hasRescue: true });
  assert.match(rescued, /\na\.db-rescue holds requests .* "deno task import a\.db-rescue"\.$/);
});
