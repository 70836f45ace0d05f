import assert from "node:assert/strict";
import type { DatabaseSync } from "node:sqlite";
import { openStore } from "../../../lib/store/mod.ts";
import { openDatabase } from "../../../lib/store/open_database.ts";
import { SearchIndex } from "../../../lib/store/search/index.ts";
import { Writer } from "../../../lib/store/writer.ts";
import type { Exchange } from "../../../lib/types/exchange.ts";
import { NO_USAGE } from "../../../lib/types/usage.ts";
import { exchange, withPath } from "../exchange.ts";
import { INSERT, makeOldDatabase } from "../predecessor.ts";
import { dump, filesWith, KEY, redactFile, WORD } from "./secrets.ts";

const long = (text: string) => `${text} ${"and more of it ".repeat(20)}`;
const asks = (...contents: string[]) =>
  JSON.stringify({ model: "m", messages: contents.map((content) => ({ role: "user", content })) });

/** A database that a writer has filled, and closed. */
async function filled(path: string, fill: (db: DatabaseSync, writer: Writer) => void) {
  const db = await openDatabase({ path });
  fill(db, new Writer(db, path));
  db.close();
}

async function reading<T>(path: string, read: (db: DatabaseSync) => T): Promise<T> {
  const db = await openDatabase({ path });
  try {
    return read(db);
  } finally {
    db.close();
  }
}

const requestOf = (db: DatabaseSync, id: string) =>
  db.prepare("SELECT request_data AS text FROM requests WHERE request_id = ?").get(id)?.text;

/** Where a secret can stand: as an exchange, or as what else was done to the database. */
const PLACES: Record<string, Partial<Exchange> | ((db: DatabaseSync, secret: string) => void)> = {
  "a message of its own": { request: asks(long("hello"), long(WORD), "bye") },
  "a message of a few letters": { request: asks(WORD) },
  "a value of a request": { request: JSON.stringify({ model: "m", note: long(WORD) }) },
  "JSON within a string": {
    request: asks(long(JSON.stringify({ args: JSON.stringify({ a: WORD }) }))),
  },
  "an answer": { response: JSON.stringify({ choices: [{ message: { content: long(WORD) } }] }) },
  "an answer that is no JSON": { outcome: "failed", error: "x", response: `broken {"a": "${WORD}` },
  "an error": { outcome: "failed", error: `no ${WORD}` },
  "a client": { client: `agent ${WORD}` },
  "a project": { project: WORD },
  "a model": { alias: WORD, upstreamModel: WORD },
  "an id": { requestId: `id-${WORD}` },
  "the notes": { notes: { dropped: [WORD] } },
  "the raw usage": { usage: { ...NO_USAGE, input: 1, raw: { note: WORD } } },
  "the error of an attempt": {
    attempts: exchange().attempts.map((attempt) => ({ ...attempt, error: WORD })),
  },
  "a row of the first schema": (db, secret) =>
    db.prepare(`INSERT INTO requests (timestamp, model, request_data, response_data, error)
      VALUES ('2025-01-01T00:00:00', 'm', ?, ?, ?)`).run(asks(secret), asks(secret), secret),
  "a column that a user has added": (db, secret) => {
    db.exec("ALTER TABLE exchanges ADD COLUMN large INTEGER DEFAULT 9223372036854775807");
    db.exec(`ALTER TABLE exchanges ADD COLUMN "my ""note""" TEXT`);
    db.prepare(`UPDATE exchanges SET "my ""note""" = ?`).run(secret);
  },
  "the history of costs": (db, secret) =>
    db.prepare("INSERT INTO cost_history VALUES (1, '2026', 1, NULL, NULL, ?, ?)")
      .run(secret, JSON.stringify([{ bucket: secret }])),
  "a request that runs": (db, secret) => {
    new Writer(db, "").begin([{
      ...{ run: 9, requestId: "runs", startedAt: Date.now(), alias: "m", provider: "p" },
      ...{ upstreamModel: "u", stream: true, project: null, request: asks(secret, long(secret)) },
      client: secret,
    }]);
  },
  "a text that nobody has any more": (db, secret) =>
    db.prepare("INSERT INTO texts (hash, text, used_on) VALUES (x'00', ?, 1)")
      .run(JSON.stringify({ role: "user", content: secret })),
};

for (const [place, fact] of Object.entries(PLACES)) {
  Deno.test(`a secret in ${place} is gone from every table and every byte of the files`, () =>
    withPath(async (path) => {
      await filled(path, (db, writer) => {
        writer.record([exchange(), exchange(typeof fact === "function" ? {} : fact), exchange()]);
        if (typeof fact === "function") fact(db, WORD);
        db.exec("ANALYZE");
      });
      assert.notDeepEqual(filesWith(path, WORD), [], "it was there");
      const trial = await redactFile(path, { isTrial: true });
      assert.notDeepEqual(filesWith(path, WORD), [], "a trial changes nothing");
      const { found, remains } = await redactFile(path);
      assert.ok(found.size > 0);
      assert.deepEqual(found, trial.found, "and counts what is changed then");
      assert.equal(remains.length, 0);
      assert.deepEqual(filesWith(path, WORD), []);
      await reading(path, (db) => {
        assert.ok(!dump(db).includes(WORD));
        assert.equal(db.prepare("PRAGMA integrity_check").get()?.integrity_check, "ok");
      });
      assert.equal((await redactFile(path)).found.size, 0, "a second time finds nothing");
    }));
}

Deno.test("only the secrets change: payloads are the same around them, byte for byte", () =>
  withPath(async (path) => {
    const request = `{ "model" : "m",\n "messages":[ {"role":"user","content":"${long(WORD)}"} , ` +
      `{"role":"user","content":"ü ${long("clean")}"}],"x":1.0e3, "y":"${WORD}"}`;
    await filled(path, (_, writer) => writer.record([exchange({ requestId: "a", request })]));
    const { found } = await redactFile(path);
    assert.deepEqual([...found], [["text", 1], ["request", 1]]);
    await reading(
      path,
      (db) => assert.equal(requestOf(db, "a"), request.replaceAll(WORD, "[redacted]")),
    );
  }));

Deno.test("messages that become the same keep their places in every conversation", () =>
  withPath(async (path) => {
    const said = ["one", "TOP-aaaa1111", "TOP-bbbb2222", "[redacted]", "end"].map(long);
    await filled(path, (_, writer) =>
      writer.record([
        exchange({ requestId: "a", request: asks(...said) }),
        exchange({ requestId: "b", request: asks(...[...said].reverse()) }),
      ]));
    await redactFile(path);
    const clean = said.map((text) => text.replace(/TOP-\w+/, "[redacted]"));
    await reading(path, (db) => {
      assert.equal(requestOf(db, "a"), asks(...clean));
      assert.equal(requestOf(db, "b"), asks(...clean.reverse()));
    });
    // What is stored after it finds one of the equal ones.
    await filled(path, (db, writer) => {
      const texts = () => Number(db.prepare("SELECT COUNT(*) AS n FROM texts").get()?.n);
      const before = texts();
      writer.record([exchange({ requestId: "c", request: asks(...clean) })]);
      assert.equal(texts(), before);
      assert.equal(requestOf(db, "c"), asks(...clean));
    });
  }));

Deno.test("who says again what was redacted stores nothing new", () =>
  withPath(async (path) => {
    await filled(
      path,
      (_, writer) => writer.record([exchange({ request: asks(long(WORD), "ok") })]),
    );
    await redactFile(path);
    await filled(path, (db, writer) => {
      writer.record([exchange({ request: asks(long("[redacted]"), "ok") })]);
      const texts = db.prepare("SELECT COUNT(*) AS n FROM texts WHERE text LIKE '%and more%'")
        .get();
      assert.equal(texts?.n, 1);
    });
  }));

Deno.test("ids that become the same stay ids of one request each", () =>
  withPath(async (path) => {
    await filled(path, (_, writer) =>
      writer.record(["TOP-aaaa1111", "TOP-bbbb2222"].map((requestId) =>
        exchange({ requestId })
      )));
    await redactFile(path);
    await reading(path, (db) => {
      const ids = db.prepare("SELECT request_id AS id FROM requests").all().map(({ id }) => id);
      assert.match(ids.join(" "), /^\[redacted\]~[0-9a-f]{8} \[redacted\]~[0-9a-f]{8}$/);
    });
  }));

Deno.test("long texts leave nothing in the ends of the pages that they had", () =>
  withPath(async (path) => {
    await filled(
      path,
      (_, writer) =>
        writer.record(
          Array.from({ length: 30 }, (_, i) =>
            exchange({ request: asks(`${i} ${`${WORD} `.repeat(700 + 37 * i)}`) })),
        ),
    );
    const { remains } = await redactFile(path);
    assert.deepEqual([remains, filesWith(path, WORD)], [[], []]);
  }));

Deno.test("a secret across the seam of two texts goes, and stays where it is none", () =>
  withPath(async (path) => {
    const token = "aB3".repeat(2000);
    const request = asks(`Authorization: Bearer ${token} is mine`);
    const value = `${"v4lue ".repeat(60)}end`;
    const member = JSON.stringify({ model: "m", api_key: value, other: 1 });
    await filled(path, (db, writer) => {
      writer.record([exchange({ requestId: "a" }), exchange({ requestId: "b" })]);
      // As it would be in a file from before keys were redacted.
      const put = db.prepare(
        "INSERT INTO texts (hash, text, used_on) VALUES (randomblob(16), ?, 1)",
      );
      const first = put.run(token).lastInsertRowid;
      const second = put.run(JSON.stringify(value)).lastInsertRowid;
      const around = (text: string, middle: string, id: number | bigint) => {
        const at = text.indexOf(middle);
        return JSON.stringify([
          text.slice(0, at),
          [Number(id), Number(id), ""],
          text.slice(at + middle.length),
        ]);
      };
      const set = db.prepare(`UPDATE payloads SET request = ?
        WHERE exchange = (SELECT id FROM exchanges WHERE request_id = ?)`);
      set.run(around(request, token, first), "a");
      set.run(around(member, JSON.stringify(value), second), "b");
      assert.deepEqual([requestOf(db, "a"), requestOf(db, "b")], [request, member]);
    });
    await redactFile(path);
    await reading(path, (db) => {
      assert.equal(requestOf(db, "a"), asks("Authorization: Bearer sk-redacted is mine"));
      assert.equal(requestOf(db, "b"), `{"model":"m","api_key":"sk-redacted","other":1}`);
    });
    assert.deepEqual(filesWith(path, token), []);
    assert.deepEqual(filesWith(path, "v4lue v4lue v4lue"), []);
  }));

Deno.test("a text that is a secret in one request stays in another in which it is none", () =>
  withPath(async (path) => {
    const letters = "aB3".repeat(2000);
    const image = asks(`see ${letters}`);
    await filled(path, (db, writer) => {
      writer.record([
        exchange({ requestId: "image", request: image }),
        exchange({ requestId: "b" }),
      ]);
      const id = Number(db.prepare("SELECT id FROM texts WHERE text = ?").get(letters)?.id);
      db.prepare(`UPDATE payloads SET request = ?
        WHERE exchange = (SELECT id FROM exchanges WHERE request_id = 'b')`)
        .run(JSON.stringify(['{"a":"Bearer ', [id, id, ""], '"}']));
    });
    await redactFile(path);
    await reading(path, (db) => {
      assert.equal(requestOf(db, "image"), image);
      assert.equal(requestOf(db, "b"), '{"a":"Bearer sk-redacted"}');
    });
  }));

Deno.test("a predecessor's file loses its keys, also in pages that are free, and its copy is named", () =>
  withPath(async (path) => {
    const old = makeOldDatabase(path);
    for (let i = 0; i < 60; i++) {
      const time = `2025-10-06T00:00:${String(i % 60).padStart(2, "0")}`;
      const request = asks(`${KEY} number ${i} `.repeat(300));
      old.prepare(INSERT).run(time, "m", "acme", 1, 1, 2, 1, 1, request, "{}", i % 9 ? null : KEY);
    }
    old.close();
    await filled(path, (db) => db.exec("DELETE FROM exchanges WHERE id % 2 = 0"));
    const { found, backup, remains } = await redactFile(path, { patterns: [] });
    assert.equal(found.get("request"), 30);
    assert.equal(backup, `${path}.backup-v0`);
    assert.equal(remains.length, 0);
    assert.deepEqual(filesWith(path, KEY), ["requests.db.backup-v0"]);
    await reading(path, (db) => {
      assert.equal(db.prepare("PRAGMA auto_vacuum").get()?.auto_vacuum, 0);
      assert.equal(
        db.prepare("SELECT 1 FROM sqlite_schema WHERE name LIKE '%filler%'").get(),
        undefined,
      );
    });
  }));

Deno.test("pages that deletions left free are empty after it", () =>
  withPath(async (path) => {
    await filled(path, (db, writer) => {
      writer.record(
        Array.from({ length: 50 }, () => exchange({ request: asks(long(WORD).repeat(20)) })),
      );
      db.exec("DELETE FROM exchanges; DELETE FROM texts");
    });
    assert.notDeepEqual(filesWith(path, WORD), []);
    await redactFile(path);
    assert.deepEqual(filesWith(path, WORD), []);
  }));

Deno.test("a text that no pattern tells is reported when it is one that was taken out elsewhere", () =>
  withPath(async (path) => {
    await filled(path, (_, writer) =>
      writer.record([
        exchange({ request: asks("password: correcthorse") }),
        exchange({ request: asks("I like correcthorse") }),
      ]));
    const { remains } = await redactFile(path, { patterns: ["password: [a-z]+"] });
    assert.deepEqual(remains.map(({ file }) => file), [path]);
  }));

Deno.test("files and images are left alone, whatever the pattern", () =>
  withPath(async (path) => {
    const png = `data:image/png;base64,${btoa("\x89PNG\r\n\x1a\n" + "x".repeat(9000))}`;
    const request = JSON.stringify({
      model: "m",
      messages: [{ role: "user", content: [{ type: "image_url", image_url: { url: png } }] }],
    });
    await filled(path, (_, writer) => writer.record([exchange({ requestId: "a", request })]));
    const { found } = await redactFile(path, { patterns: ["[A-Za-z0-9+/]{40}"] });
    assert.equal(found.size, 0);
    await reading(path, (db) => assert.equal(requestOf(db, "a"), request));
  }));

Deno.test("the index of a running server forgets the words, and the file has none of their bytes", () =>
  withPath(async (path) => {
    const store = await openStore({ path });
    await store.record(exchange({ request: asks(long("zanzibarxyz")) }));
    const search = async (word: string) =>
      (await store.read("requests", { search: word })).requests.length;
    assert.equal(await search("zanzibarxyz"), 1);
    const { index } = await redactFile(path, { patterns: ["zanzibarxyz"] });
    assert.equal(index, "left to the server");
    assert.equal(await search("zanzibarxyz"), 0);
    assert.equal(await search("redacted"), 1);
    assert.deepEqual(filesWith(path, "zanzibarxyz"), []);
    // And once more.
    await redactFile(path, { patterns: ["and more of it"] });
    assert.equal(await search('"and more of it"'), 0);
    await store.close();
    assert.deepEqual(filesWith(path, "zanzibarxyz"), []);
  }));

Deno.test("without a server the index is deleted at once", () =>
  withPath(async (path) => {
    const store = await openStore({ path });
    await store.record(exchange({ request: asks(long("zanzibarxyz")) }));
    await store.read("requests", { search: "zanzibarxyz" });
    await store.close();
    assert.ok(filesWith(path, "zanzibarxyz").includes("requests.db-search"));
    assert.equal((await redactFile(path, { patterns: ["zanzibarxyz"] })).index, "deleted");
    assert.deepEqual(filesWith(path, "zanzibarxyz"), []);
    assert.equal((await redactFile(path, { patterns: ["zanzibarxyz"] })).index, "kept");
  }));

Deno.test("broken off anywhere, the next one ends it and the index is made anew", () =>
  withPath(async (path) => {
    await filled(path, (db, writer) => {
      writer.record([
        exchange({ request: asks(long(WORD)), client: WORD }),
        exchange({ request: asks(WORD) }),
      ]);
      const index = new SearchIndex(db, `${path}-search`);
      while (index.step(100) > 0);
      index.close();
    });
    for (let allowed = 1, done = false; !done; allowed++) {
      let waits = 0;
      done = await redactFile(path, {
        wait: () => ++waits > allowed ? Promise.reject(new Error("broken off")) : Promise.resolve(),
      }).then(() => true, () => false);
      assert.ok(allowed < 100);
    }
    assert.deepEqual(filesWith(path, "s3cr3tw0rd99"), []);
  }));
