import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import { BadQuery, openStore, storeFiles } from "../../lib/store/mod.ts";
import { StoreError } from "../../lib/store/problem.ts";
import { costOf, exchange, withPath } from "./exchange.ts";
import { makeOldDatabase } from "./predecessor.ts";

const HERE = import.meta.dirname ?? "";

/** Runs `script` under the permissions that the store asks for, and nothing else. */
function child(script: string, path: string, options: Partial<Deno.CommandOptions> = {}) {
  const files = storeFiles(path).all.join(",");
  return new Deno.Command(Deno.execPath(), {
    args: [
      "run",
      "--no-lock",
      "--no-prompt",
      `--allow-read=${HERE}/../..,${files}`,
      `--allow-write=${files}`,
      `${HERE}/${script}`,
      path,
    ],
    stdout: "piped",
    stderr: "piped",
    ...options,
  });
}

/** Reads lines until there are `count`, kills the process, and returns all whole lines it wrote. */
async function linesUntilKilled(process: Deno.ChildProcess, count: number): Promise<string[]> {
  let text = "";
  for await (const piece of process.stdout.pipeThrough(new TextDecoderStream())) {
    const before = text.split("\n").length;
    text += piece;
    if (before <= count && text.split("\n").length > count) process.kill("SIGKILL");
  }
  return text.split("\n").slice(0, -1);
}

Deno.test("kill -9 loses no exchange that was acknowledged", () =>
  withPath(async (path) => {
    const acknowledged: string[] = [];
    for (const count of [1, 37, 150]) {
      const process = child("record_forever.ts", path).spawn();
      const [lines, { signal }, problems] = await Promise.all([
        linesUntilKilled(process, count),
        process.status,
        new Response(process.stderr).text(),
      ]);
      assert.equal(signal, "SIGKILL", problems);
      acknowledged.push(...lines);
    }
    assert.ok(acknowledged.length > 188);
    const store = await openStore({ path });
    await store.close();
    const db = new DatabaseSync(path);
    const stored = new Set(
      db.prepare("SELECT request_id FROM requests").all()
        .map(({ request_id }) => request_id),
    );
    assert.deepEqual(acknowledged.filter((id) => !stored.has(id)), []);
    assert.equal(db.prepare("PRAGMA integrity_check").get()?.integrity_check, "ok");
    db.close();
  }));

Deno.test("the store works, and migrates an old file, under its own narrow permissions", () =>
  withPath(async (path) => {
    makeOldDatabase(path).close();
    const { success, stdout, stderr } = await child("use_store.ts", path).output();
    assert.ok(success, new TextDecoder().decode(stderr));
    assert.equal(new TextDecoder().decode(stdout), "3 requests\n");
  }));

Deno.test("a read-only file is refused at start, with the mend", () =>
  withPath(async (path) => {
    (await openStore({ path })).close();
    await Deno.chmod(path, 0o444);
    // Root may write anyway, so that the child becomes nobody where it can.
    await Deno.chmod(path.slice(0, path.lastIndexOf("/")), 0o777);
    await Deno.chmod(storeFiles(path).lock, 0o666);
    const nobody = Deno.uid() === 0 ? { uid: 65534, gid: 65534 } : {};
    const { success, stderr } = await child("use_store.ts", path, {
      ...nobody,
      env: { DENO_DIR: `${path}.cache` },
    }).output();
    assert.ok(!success);
    assert.match(new TextDecoder().decode(stderr), /is read-only\. Make the file .* writable/);
  }));

Deno.test("a second server on the same file is refused, and may start when the first is gone", () =>
  withPath(async (path) => {
    const first = await openStore({ path });
    await assert.rejects(
      openStore({ path }),
      (error) => error instanceof StoreError && /Another Apantli.*Stop it/.test(error.message),
    );
    await first.record(exchange());
    await first.close();
    const second = await openStore({ path });
    assert.equal((await second.read("stats", {})).totals.requests, 1);
    await second.close();
  }));

Deno.test("a missing folder is refused with the mend", () =>
  withPath((path) =>
    assert.rejects(
      openStore({ path: `${path}/none/requests.db` }),
      (error) => error instanceof StoreError && /does not exist\. Create it/.test(error.message),
    )
  ));

Deno.test("an acknowledged exchange is seen by another connection at once", () =>
  withPath(async (path) => {
    const store = await openStore({ path });
    await store.record(exchange({ requestId: "seen" }));
    const other = new DatabaseSync(path, { readOnly: true });
    assert.equal(other.prepare("SELECT request_id FROM requests").get()?.request_id, "seen");
    other.close();
    await store.close();
  }));

Deno.test("close() writes what was not acknowledged yet and leaves one file without a WAL", () =>
  withPath(async (path) => {
    const store = await openStore({ path });
    await store.read("stats", {});
    for (let i = 0; i < 300; i++) store.record(exchange());
    await store.close();
    const names = [...Deno.readDirSync(path.slice(0, path.lastIndexOf("/")))];
    assert.deepEqual(names.map(({ name }) => name).sort(), ["requests.db", "requests.db.lock"]);
    const db = new DatabaseSync(path);
    assert.equal(db.prepare("SELECT COUNT(*) AS n FROM requests").get()?.n, 300);
    db.close();
  }));

Deno.test("while another program holds the lock exchanges wait, and are written after it", () =>
  withPath(async (path) => {
    const store = await openStore({ path, retryMs: 10 });
    const shell = new DatabaseSync(path);
    shell.exec("BEGIN IMMEDIATE");
    await store.record(exchange({ requestId: "a" }));
    await store.record(exchange({ requestId: "b" }));
    const { status, reason, waiting } = store.health();
    assert.deepEqual([status, waiting], ["degraded", 2]);
    assert.match(reason ?? "", /Another program holds the write lock/);
    assert.equal((await store.read("stats", {})).totals.requests, 0);
    shell.exec("COMMIT");
    while (store.health().status !== "ok") await store.read("stats", {});
    const { requests } = await store.read("requests", { sortDir: "asc" });
    assert.deepEqual(requests.map(({ request_id }) => request_id), ["a", "b"]);
    shell.close();
    await store.close();
  }));

Deno.test("a full database refuses, delivers what fits later, and deleting errors makes room", () =>
  withPath(async (path) => {
    const problems: string[] = [];
    const onProblem = (message: string) => problems.push(message);
    const store = await openStore({ path, maxPageCount: 60, retryMs: 10, onProblem });
    const request = JSON.stringify("x".repeat(20_000));
    while (store.health().status === "ok") {
      await store.record(exchange({ outcome: "failed", error: "no", cost: null, request }));
    }
    await store.record(exchange({ requestId: "paid", request, cost: costOf(5) }));
    assert.equal(store.health().waiting, 2);
    assert.ok(await store.deleteErrors() > 5);
    while (store.health().status !== "ok") await store.read("stats", {});
    assert.equal((await store.read("stats", {})).totals.cost, 5e-9);
    assert.match(problems[0] ?? "", /disk is full/);
    await store.close();
  }));

Deno.test("a query with senseless parameters is a BadQuery, and the reader goes on", () =>
  withPath(async (path) => {
    const store = await openStore({ path });
    await assert.rejects(
      store.read("daily", { startDate: "soon" }),
      (error) => error instanceof BadQuery && /start_date must be a date/.test(error.message),
    );
    assert.equal((await store.read("stats", {})).totals.requests, 0);
    await store.close();
  }));

Deno.test("a closed store keeps nothing alive and refuses politely", () =>
  withPath(async (path) => {
    const store = await openStore({ path });
    await store.close();
    await store.record(exchange());
    assert.match(store.health().reason ?? "", /The store is closed/);
    await assert.rejects(store.read("stats", {}), /The store is closed/);
  }));

Deno.test("a request of 40 MB is stored whole", () =>
  withPath(async (path) => {
    const store = await openStore({ path });
    const request = JSON.stringify({ image: "QUJD".repeat(10_000_000) });
    await store.record(exchange({ request }));
    assert.deepEqual(store.health(), { status: "ok", waiting: 0 });
    const { requests: [row] } = await store.read("requests", {});
    assert.ok(row?.request_data === request);
    await store.close();
  }));

Deno.test("reports run while exchanges are written, and each sees whole transactions only", () =>
  withPath(async (path) => {
    const store = await openStore({ path });
    const writing = Promise.all(Array.from({ length: 500 }, () => store.record(exchange())));
    let last = 0;
    while (last < 500) {
      const { totals } = await store.read("stats", {});
      assert.ok(totals.requests >= last);
      assert.equal(totals.cost, totals.requests * 2_000_000 / 1e9);
      last = totals.requests;
    }
    await writing;
    await store.close();
  }));

Deno.test("every query of the contract answers through the worker, empty ledger included", () =>
  withPath(async (path) => {
    const store = await openStore({ path });
    const { hourly } = await store.read("hourly", { date: "2026-03-04" });
    assert.equal(hourly.length, 24);
    assert.deepEqual((await store.read("daily", {})).daily, []);
    assert.deepEqual(await store.read("dateRange", {}), { start_date: null, end_date: null });
    assert.deepEqual(await store.read("filters", {}), {
      providers: [],
      models: [],
      projects: [],
    });
    assert.deepEqual((await store.read("requests", {})).requests, []);
    assert.equal(await store.read("request", { id: 1 }), null);
    await store.close();
  }));

Deno.test("a list of requests names the contract's members first", () =>
  withPath(async (path) => {
    const store = await openStore({ path });
    await store.record(exchange());
    const { requests: [row] } = await store.read("requests", {});
    assert.deepEqual(Object.keys(row ?? {}).slice(0, 10), [
      "timestamp",
      "model",
      "provider",
      "prompt_tokens",
      "completion_tokens",
      "total_tokens",
      "cost",
      "duration_ms",
      "request_data",
      "response_data",
    ]);
    await store.close();
  }));

for (const how of ["deleted", "replaced"]) {
  Deno.test(`a file that is ${how} under the running server is told, and nothing goes into the void`, () =>
    withPath(async (path) => {
      const store = await openStore({ path, retryMs: 5 });
      await store.record(exchange({ requestId: "before" }));
      await Deno.rename(path, `${path}.away`);
      if (how === "replaced") await Deno.writeTextFile(path, "");
      await store.record(exchange({ requestId: "during" }));
      const { status, reason } = store.health();
      assert.equal(status, "degraded");
      assert.match(reason ?? "", /was deleted or replaced.*Put the file back, or restart/);
      await Deno.rename(`${path}.away`, path);
      while (store.health().status !== "ok") await new Promise((resolve) => setTimeout(resolve, 1));
      const { requests } = await store.read("requests", { sortDir: "asc" });
      assert.deepEqual(requests.map(({ request_id }) => request_id), ["before", "during"]);
      await store.close();
    }));
}

Deno.test("a database has one lock, by whatever name it is called", () =>
  withPath(async (path) => {
    const store = await openStore({ path });
    const link = `${path}-link`;
    await Deno.symlink(path, link);
    await assert.rejects(openStore({ path: link }), /Another Apantli already uses/);
    await store.close();
    const again = await openStore({ path: link });
    await again.record(exchange());
    await again.close();
    assert.deepEqual(
      [...Deno.readDirSync(path.replace(/\/[^/]*$/, ""))].map(({ name }) => name).sort(),
      [
        "requests.db",
        "requests.db-link",
        "requests.db.lock",
      ],
    );
  }));

Deno.test("the user hears what was done at the start", () =>
  withPath(async (path) => {
    makeOldDatabase(path).close();
    const notices: string[] = [];
    const open = () => openStore({ path, onNotice: (notice) => notices.push(notice) });
    await (await open()).close();
    assert.match(notices.join(), /brought up to date; the old file is .*backup-v0/);
    const db = new DatabaseSync(path);
    db.exec(
      "INSERT INTO running (request_id, timestamp, model, stream) VALUES ('r', '2026', 'm', 0)",
    );
    db.close();
    notices.length = 0;
    await (await open()).close();
    assert.deepEqual(notices, [
      "1 request ran when Apantli ended; it is booked as interrupted.",
    ]);
    notices.length = 0;
    await (await open()).close();
    assert.deepEqual(notices, []);
  }));
