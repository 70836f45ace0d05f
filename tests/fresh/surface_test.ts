import { deepEqual, equal } from "node:assert/strict";
import { App, type Context } from "fresh";
import * as fresh from "fresh";
import * as runtime from "fresh/runtime";
import * as dev from "fresh/dev";
import { ask } from "./harness.ts";

/** README's table as [what is there, what is not] by its first column; names as they stand in code. */
async function readTable(): Promise<Record<string, [there: string[], not: string[]]>> {
  const readme = `${import.meta.dirname}/../../lib/fresh/README.md`;
  const rows = (await Deno.readTextFile(readme)).split("\n").filter((line) =>
    line.startsWith("| ")
  );
  const names = (cell = "") =>
    [...cell.matchAll(/`([^`]+)`/g)].flatMap(([, code = ""]) => code.split(" "))
      .filter((name) => /^\w/.test(name));
  return Object.fromEntries(rows.map((row) => {
    const [, from = "", there, not] = row.split("|");
    return [from.replace(/`|\(.*/g, "").trim(), [names(there), names(not)]];
  }));
}

const TYPES = /^(types|Context|Page|Middleware|Define|Route|Handler[FB]|Layout|Fresh|Resolved)/;
const table = await readTable();

Deno.test("the README lists every name of `fresh`, and no other", () => {
  const [there = [], not = []] = table.fresh ?? [];
  const methods = there.slice(there.indexOf("use"), there.indexOf("config") + 1);
  const helpers = ["handlers", "page", "layout", "middleware"];
  const values = there.filter((name) =>
    !methods.includes(name) && !helpers.includes(name) && !TYPES.test(name)
  );
  deepEqual([...values, "page"].toSorted(), Object.keys(fresh).toSorted());
  const app = new App();
  const own = Object.getOwnPropertyNames(App.prototype).filter((name) => name !== "constructor");
  deepEqual(methods.toSorted(), [...own, "config"].toSorted());
  deepEqual(Object.keys(fresh.createDefine()).toSorted(), helpers.toSorted());
  for (const name of not) {
    equal(name.replace("App.", "") in app || name in fresh, false, name);
  }
});

Deno.test("the README lists every name of `fresh/runtime` and `fresh/dev`", () => {
  deepEqual(table["fresh/runtime"]?.[0].toSorted(), Object.keys(runtime).toSorted());
  for (const name of table["fresh/runtime"]?.[1] ?? []) equal(name in runtime, false, name);
  deepEqual(Object.keys(dev), ["Builder"]);
  equal("listen" in dev.Builder.prototype, false);
});

Deno.test("the README lists every member of a handler's ctx", async () => {
  const seen = Promise.withResolvers<Context<unknown>>();
  await ask(
    new App().get("/", (ctx) => {
      seen.resolve(ctx);
      return new Response();
    }),
    "/",
  );
  const ctx = await seen.promise;
  const methods = Object.getOwnPropertyNames(Object.getPrototypeOf(ctx));
  const all = [...Object.keys(ctx), ...methods];
  const own = all.filter((name) => name !== "constructor" && !name.startsWith("_"));
  const [there = [], not = []] = table.ctx ?? [];
  deepEqual(own.toSorted(), there.toSorted());
  for (const name of not) equal(name in ctx, false, name);
});

Deno.test("createDefine() gives back what it is given: it is there for the types", () => {
  const define = fresh.createDefine<{ user: string }>();
  const handlers = { GET: () => fresh.page({ n: 1 }) };
  const view = () => null;
  const step = (ctx: Context<{ user: string }>) => ctx.next();
  equal(define.handlers(handlers), handlers);
  equal(define.page<typeof handlers>(view), view);
  equal(define.layout(view), view);
  equal(define.middleware(step), step);
});

Deno.test("page() is the data with status and headers, where they are given", () => {
  deepEqual(fresh.page(), { data: undefined });
  deepEqual(fresh.page({ n: 1 }), { data: { n: 1 } });
  const headers = { "x-a": "b" };
  deepEqual(fresh.page(null, { status: 201, headers }), { data: null, status: 201, headers });
});

Deno.test("HttpError carries status, message and cause, and is one class in both modules", () => {
  const cause = new Error("why");
  const error = new fresh.HttpError(409, "taken", { cause });
  deepEqual([error.status, error.message, error.cause, error.name], [
    409,
    "taken",
    cause,
    "HttpError",
  ]);
  equal(error instanceof Error, true);
  equal(runtime.HttpError, fresh.HttpError);
  equal(runtime.IS_BROWSER, false);
});

Deno.test("config has its defaults, and the mode that was given", () => {
  deepEqual(new App().config, { root: "", basePath: "", mode: "production" });
  equal(new App({ mode: "development" }).config.mode, "development");
});
