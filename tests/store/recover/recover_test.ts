import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import fc from "fast-check";
import { lockDatabase } from "../../../lib/store/lock.ts";
import { openStore } from "../../../lib/store/mod.ts";
import { recover, type Recovered } from "../../../lib/store/recover.ts";
import { StoreError } from "../../../lib/store/problem.ts";
import { exchange, withPath } from "../exchange.ts";
import {
  contentOf,
  type Difference,
  difference,
  makeFilled,
  misplace,
  noise,
  overwrite,
  PAGE,
  pageMap,
  pagesOf,
  spoil,
} from "./damage.ts";

/** Two databases that all tests copy: one that began as Apantli's, one as its predecessor's. */
const folder = await Deno.makeTempDir({ prefix: "apantli-recover-" });
globalThis.addEventListener("unload", () => Deno.removeSync(folder, { recursive: true }));
const ORIGINALS = { ours: `${folder}/ours.db`, old: `${folder}/old.db` };
await makeFilled(ORIGINALS.ours, 400);
await makeFilled(ORIGINALS.old, 240, true);
const CONTENT = { ours: contentOf(ORIGINALS.ours), old: contentOf(ORIGINALS.old) };
const MAP = { ours: pageMap(ORIGINALS.ours), old: pageMap(ORIGINALS.old) };
type Which = keyof typeof ORIGINALS;

/** Recovers a copy that `damage` has spoilt; the result is checked to be a sound database. */
async function afterDamage(
  which: Which,
  damage: (path: string) => void,
  check: (recovered: Recovered, differs: Difference, path: string) => unknown = () => {},
) {
  await withPath(async (path) => {
    await Deno.copyFile(ORIGINALS[which], path);
    damage(path);
    const bytes = await Deno.readFile(path);
    const target = `${path}-new`;
    const recovered = await recover(path, target);
    assert.deepEqual(await Deno.readFile(path), bytes, "the damaged file is left as it is");
    const db = new DatabaseSync(target);
    const get = (sql: string) => Object.values(db.prepare(sql).get() ?? {})[0];
    assert.equal(get("PRAGMA integrity_check"), "ok");
    assert.equal(
      get("SELECT SUM(requests) FROM rollups WHERE zone = 0"),
      get("SELECT COUNT(*) FROM exchanges"),
    );
    db.close();
    await check(recovered, difference(CONTENT[which], contentOf(target)), target);
  });
}

const lostOf = ({ tables }: Recovered, name: string) =>
  tables.find((table) => table.name === name)?.lost;

Deno.test("of a sound database nothing is lost, and the copy says the same", async () => {
  for (const which of ["ours", "old"] as const) {
    await afterDamage(which, () => {}, (recovered, differs) => {
      assert.deepEqual(differs, { missing: {}, bare: 0, wrong: [] });
      assert.ok(recovered.tables.every(({ lost, isCounted }) => lost === 0 && isCounted));
      assert.deepEqual([recovered.lostBetween, recovered.refused], [null, []]);
    });
  }
});

/** Kinds of pages, and the tables that lose rows with one of them. */
const KINDS: readonly [which: Which, kind: string, lose: readonly string[]][] = [
  ["ours", "sqlite_schema internal", []],
  ["ours", "sqlite_schema leaf", []],
  ["ours", "sqlite_schema overflow", []],
  ["ours", "exchanges internal", []],
  ["ours", "exchanges leaf", ["requests", "attempts", "cost_history"]],
  ["ours", "attempts leaf", ["attempts"]],
  ["ours", "cost_history leaf", ["cost_history"]],
  ["ours", "texts internal", []],
  ["ours", "texts leaf", []],
  ["ours", "texts overflow", []],
  ["ours", "payloads internal", []],
  ["ours", "payloads leaf", []],
  ["ours", "mine internal", []],
  ["ours", "mine leaf", ["mine"]],
  ["ours", "idx_timestamp internal", []],
  ["ours", "idx_timestamp leaf", []],
  ["ours", "idx_request_id leaf", []],
  ["ours", "rollups internal", []],
  ["ours", "rollups leaf", []],
  ["ours", "zones leaf", []],
  ["ours", "sqlite_sequence leaf", []],
  ["old", "sqlite_schema internal", []],
  ["old", "exchanges internal", []],
  ["old", "exchanges leaf", ["requests", "attempts", "cost_history"]],
  ["old", "exchanges overflow", []],
  ["old", "payloads leaf", []],
];

for (const [which, kind, lose] of KINDS) {
  Deno.test(`noise in a page "${kind}" (${which}) costs ${lose.join(", ") || "no row"}`, async () => {
    const pages = MAP[which].filter(({ name, type }) => `${name} ${type}` === kind);
    const page = pages[pages.length >> 1]?.page;
    assert.ok(page !== undefined);
    await afterDamage(which, (path) => spoil(path, page, page), (recovered, differs) => {
      assert.deepEqual(differs.wrong, []);
      const missing = Object.keys(differs.missing);
      assert.deepEqual(missing.filter((table) => !lose.includes(table)), []);
      const requests = differs.missing.requests ?? 0;
      assert.equal(lostOf(recovered, "exchanges"), requests);
      assert.equal(recovered.lostBetween !== null, requests > 0);
      assert.equal(recovered.bare, differs.bare);
      if (lose[0] !== undefined) assert.ok((differs.missing[lose[0]] ?? 0) > 0);
      if (/^(payloads leaf|exchanges overflow)/.test(kind)) assert.ok(differs.bare > 0);
    });
  });
}

Deno.test("the damage of one leaf loses the rows of that leaf and no other", async () => {
  const db = new DatabaseSync(ORIGINALS.ours, { readOnly: true });
  const leaves = db.prepare(
    "SELECT pageno AS page, ncell AS rows FROM dbstat WHERE name = 'exchanges' AND pagetype = 'leaf'",
  ).all().map(({ page, rows }) => ({ page: Number(page), rows: Number(rows) }));
  db.close();
  for (
    const { page, rows } of [0, 3, leaves.length - 1].map((at) =>
      leaves[at] ?? { page: 0, rows: 0 }
    )
  ) {
    await afterDamage("ours", (path) => spoil(path, page), (recovered, differs) => {
      assert.equal(differs.missing.requests, rows);
      assert.deepEqual([lostOf(recovered, "exchanges"), lostOf(recovered, "mine")], [rows, 0]);
    });
  }
});

Deno.test("whatever sectors are damaged, what is saved is what it was, and nothing is invented", async () => {
  const sector = 512;
  const damage = fc.record({
    at: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
    sectors: fc.integer({ min: 1, max: 12 }),
    fill: fc.constantFrom("noise", "zeros", "ones"),
    seed: fc.integer({ min: 1, max: 1e9 }),
  });
  const which = fc.constantFrom<Which>("ours", "old");
  await fc.assert(
    fc.asyncProperty(
      which,
      fc.array(damage, { minLength: 1, maxLength: 6 }),
      async (which, all) => {
        const spoilAll = (path: string) => {
          const sectors = pagesOf(path) * PAGE / sector;
          for (const { at, sectors: count, fill, seed } of all) {
            const first = Math.min(Math.floor(at * sectors), sectors - count);
            const length = count * sector;
            const bytes = fill === "noise"
              ? noise(length, seed)
              : new Uint8Array(length).fill(fill === "zeros" ? 0 : 255);
            overwrite(path, first * sector, bytes);
          }
        };
        await afterDamage(which, spoilAll, (recovered, differs) => {
          assert.deepEqual(differs.wrong, []);
          const exchanges = recovered.tables.find(({ name }) => name === "exchanges");
          const missing = differs.missing.requests ?? 0;
          assert.ok(exchanges && exchanges.saved + missing === CONTENT[which].requests?.size);
          // It never tells of fewer than there are where it says that it knows.
          if (exchanges.isCounted) assert.equal(exchanges.lost, missing);
          else assert.ok(exchanges.lost <= missing);
        });
      },
    ),
    { numRuns: Number(Deno.env.get("RUNS") ?? 25) },
  );
});

const pagesOfKind = (which: Which, kind: string) =>
  MAP[which].filter(({ name, type }) => `${name} ${type}` === kind).map(({ page }) => page);
const at = (pages: readonly number[], place: number) => pages.at(place) ?? 0;

Deno.test("a leaf that stands in the place of another one gives no row twice, and the others' count", () => {
  const leaves = pagesOfKind("ours", "exchanges leaf");
  return afterDamage(
    "ours",
    (path) => misplace(path, at(leaves, 1), at(leaves, 4)),
    (recovered, differs) => {
      assert.deepEqual(differs.wrong, []);
      assert.ok((differs.missing.requests ?? 0) > 0);
      assert.equal(lostOf(recovered, "exchanges"), differs.missing.requests);
    },
  );
});

/** The number that the first four bytes of a page are: in an overflow page, the next one. */
function nextOf(path: string, page: number): number {
  const bytes = Deno.readFileSync(path);
  return new DataView(bytes.buffer).getUint32((page - 1) * PAGE);
}

Deno.test("a text whose end is that of another text is not taken for itself", async () => {
  const ends = pagesOfKind("ours", "texts overflow")
    .filter((page) => nextOf(ORIGINALS.ours, page) === 0);
  await afterDamage(
    "ours",
    (path) => misplace(path, at(ends, -1), at(ends, -2)),
    (recovered, differs) => {
      assert.deepEqual(differs.wrong, []);
      assert.equal(lostOf(recovered, "texts"), 1);
      assert.ok(differs.bare > 0);
    },
  );
});

const chained = (which: Which, isLast: boolean) =>
  pagesOfKind(which, "exchanges overflow")
    .filter((page) => (nextOf(ORIGINALS[which], page) === 0) === isLast);

const PIECES: readonly [what: string, damage: (path: string) => void][] = [
  ["goes on where it should end", (path) => {
    misplace(path, at(chained("old", false), 0), at(chained("old", true), -1));
  }],
  ["ends where it should go on", (path) => {
    misplace(path, at(chained("old", true), 0), at(chained("old", false), -1));
  }],
  ["is zeros but for where it goes on", (path) => {
    overwrite(path, (at(chained("old", true), -1) - 1) * PAGE + 4, new Uint8Array(PAGE - 4));
  }],
  ["is noise but for where it goes on", (path) => {
    overwrite(path, (at(chained("old", true), -1) - 1) * PAGE + 4, noise(PAGE - 4, 7));
  }],
];

for (const [what, damage] of PIECES) {
  Deno.test(`a payload of which a page ${what} is lost, its request is not`, () =>
    afterDamage("old", damage, (recovered, differs) => {
      assert.deepEqual([differs.wrong, differs.missing], [[], {}]);
      assert.ok(differs.bare > 0);
      assert.equal(recovered.bare, differs.bare);
    }));
}

/** Free pages that still show rows which were deleted. */
function stale(which: Which): number[] {
  const known = new Set(MAP[which].map(({ page }) => page));
  const bytes = Deno.readFileSync(ORIGINALS[which]);
  return Array.from({ length: pagesOf(ORIGINALS[which]) }, (_, index) => index + 1)
    .filter((page) => !known.has(page) && bytes[(page - 1) * PAGE] === 0x0d);
}

Deno.test("deleted rows do not come back: not from a free page in the place of a leaf", async () => {
  assert.ok(stale("ours").length > 0);
  for (const page of stale("ours")) {
    const leaf = at(pagesOfKind("ours", "exchanges leaf"), -2);
    await afterDamage("ours", (path) => misplace(path, page, leaf), (_, differs) => {
      assert.deepEqual(differs.wrong, []);
    });
  }
});

Deno.test("deleted rows do not come back: not when it is unknown which pages are free", async () => {
  const header = new DataView(Deno.readFileSync(ORIGINALS.ours).buffer);
  const trunk = header.getUint32(32);
  assert.ok(trunk > 0);
  const losses = [noise(PAGE, 3), new Uint8Array(PAGE)];
  for (const kind of ["exchanges internal", "mine internal", "payloads internal"]) {
    for (const loss of losses) {
      await afterDamage("ours", (path) => {
        overwrite(path, (trunk - 1) * PAGE, loss);
        spoil(path, at(pagesOfKind("ours", kind), 0), 4);
      }, (_, differs) => assert.deepEqual(differs.wrong, []))
        // With nothing left that is certain, nothing is made.
        .catch((error) => assert.match(error.message, /shows no requests any more/));
    }
  }
});

Deno.test("a file that is cut off gives what stands in the rest, and says how much is missing", () =>
  afterDamage(
    "ours",
    (path) => Deno.truncateSync(path, pagesOf(path) * PAGE * 0.6),
    (recovered, differs) => {
      assert.equal(
        recovered.missingPages,
        pagesOf(ORIGINALS.ours) - Math.floor(pagesOf(ORIGINALS.ours) * 0.6),
      );
      assert.deepEqual(differs.wrong, []);
      assert.ok((differs.missing.requests ?? 0) < (CONTENT.ours.requests?.size ?? 0));
    },
  ));

Deno.test("rows that are in the write-ahead log alone are saved; a damaged log is told", () =>
  withPath(async (path) => {
    const store = await openStore({ path });
    await store.record(exchange({ requestId: "first" }));
    // As a killed server leaves them.
    const copy = async (name: string) => {
      await Deno.copyFile(path, name);
      await Deno.copyFile(`${path}-wal`, `${name}-wal`);
    };
    await copy(`${path}.1`);
    const intact = Deno.statSync(`${path}-wal`).size;
    await store.record(exchange({ requestId: "second" }));
    await copy(`${path}.2`);
    await copy(`${path}.3`);
    await store.close();
    overwrite(`${path}.3-wal`, intact + 100, noise(50, 1));
    const saved = async (name: string) => {
      const { lostFrames } = await recover(name, `${name}.new`);
      const rows = [...contentOf(`${name}.new`).requests?.values() ?? []];
      return [rows.map((row) => JSON.parse(row).request_id), lostFrames > 0];
    };
    assert.deepEqual(await saved(`${path}.1`), [["first"], false]);
    assert.deepEqual(await saved(`${path}.2`), [["first", "second"], false]);
    assert.deepEqual(await saved(`${path}.3`), [["first"], true]);
  }));

Deno.test("what is recovered is a database that the server goes on with, with ids that never were", () =>
  withPath(async (path) => {
    await Deno.copyFile(ORIGINALS.ours, path);
    const last = MAP.ours.filter(({ name, type }) => name === "exchanges" && type === "leaf").at(
      -1,
    );
    spoil(path, last?.page ?? 0);
    await recover(path, `${path}.new`);
    const store = await openStore({ path: `${path}.new` });
    await store.record(exchange({ requestId: "next" }));
    const next = await store.read("request", { requestId: "next" });
    await store.close();
    const ids = [...CONTENT.ours.requests?.keys() ?? []].map(Number);
    assert.equal(next?.id, Math.max(...ids) + 1);
  }));

const refusal = (message: RegExp) => (error: unknown) =>
  error instanceof StoreError && message.test(error.message);

Deno.test("a database that a server uses is refused, and no file is made", () =>
  withPath(async (path) => {
    await Deno.copyFile(ORIGINALS.ours, path);
    const lock = lockDatabase(path);
    await assert.rejects(recover(path, `${path}.new`), refusal(/Another Apantli.*Stop it/));
    lock.close();
    await assert.rejects(Deno.stat(`${path}.new`), Deno.errors.NotFound);
  }));

const HOPELESS: readonly [what: string, make: (path: string) => void, told: RegExp][] = [
  ["noise", (path) => Deno.writeFileSync(path, noise(50_000, 3)), /shows no requests any more/],
  ["an empty file", (path) => Deno.writeFileSync(path, new Uint8Array()), /shows no requests/],
  ["a text", (path) => Deno.writeTextFileSync(path, "model_list:\n".repeat(900)), /shows no req/],
  ["another program's database", (path) => {
    const db = new DatabaseSync(path);
    db.exec("CREATE TABLE recipes (name TEXT); INSERT INTO recipes VALUES ('soup')");
    db.close();
  }, /another program's database\. Name/],
  ["an unfinished transaction of another program", (path) => {
    Deno.copyFileSync(ORIGINALS.ours, path);
    Deno.writeFileSync(`${path}-journal`, noise(600, 1));
  }, /-journal.*sqlite3/],
];

for (const [what, make, told] of HOPELESS) {
  Deno.test(`${what} is refused with a reason, and no file is left`, () =>
    withPath(async (path) => {
      make(path);
      await assert.rejects(recover(path, `${path}.new`), refusal(told));
      await assert.rejects(Deno.stat(`${path}.new`), Deno.errors.NotFound);
    }));
}
