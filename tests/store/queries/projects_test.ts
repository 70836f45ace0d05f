import assert from "node:assert/strict";
import { projects } from "../../../lib/store/queries/projects.ts";
import { exchange } from "../exchange.ts";
import { filled } from "./filled.ts";

Deno.test("projects() has each project once, by name, and nothing for what belongs to none", () =>
  filled(
    ["blog", null, "app", "blog", "Zoo", "app"].map((project) => exchange({ project })),
    (db) => assert.deepEqual(projects(db), ["Zoo", "app", "blog"]),
  ));

Deno.test("projects() of a ledger without any is empty", async () => {
  await filled([], (db) => assert.deepEqual(projects(db), []));
  await filled([exchange({})], (db) => assert.deepEqual(projects(db), []));
});

Deno.test("projects() looks into the index alone, however many requests there are", () =>
  filled([exchange({ project: "app" })], (db) => {
    const asked: string[] = [];
    const plan = (sql: string) =>
      db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all().map(({ detail }) => String(detail));
    const watched = new Proxy(db, {
      get: (target, name) =>
        name === "prepare"
          ? (sql: string) => {
            asked.push(...plan(sql));
            return target.prepare(sql);
          }
          : Reflect.get(target, name),
    });
    projects(watched);
    const looks = asked.filter((line) => line.includes("exchanges"));
    assert.equal(looks.length, 2);
    for (const line of looks) assert.match(line, /^SEARCH exchanges USING COVERING INDEX/);
  }));
