import { deepEqual, equal } from "node:assert/strict";
import { App, type Context } from "fresh";
import * as fresh from "fresh";
import * as runtime from "fresh/runtime";
import * as dev from "fresh/dev";
import { ask } from "./harness.ts";

/** A table of the README: the names in code of its first column, by what the second says of them. */
async function readTable(heading: string): Promise<Record<"there" | "not", string[]>> {
  const readme = await Deno.readTextFile(`${import.meta.dirname}/../../lib/fresh/README.md`);
  const [, section = ""] = readme.split(`### ${heading}\n`);
  const rows = section.split(/\n#/)[0]?.split("\n").filter((line) => /^\| `/.test(line)) ?? [];
  const listed: Record<"there" | "not", string[]> = { there: [], not: [] };
  for (const row of rows) {
    const [, members = "", here = ""] = row.split("|");
    const isThere = { there: true, differs: true, not: false }[here.trim()];
    if (isThere === undefined) throw new Error(`Say there, differs or not: ${row}`);
    const names = [...members.matchAll(/`([^`]+)`/g)].map(([, name = ""]) => name);
    listed[isThere ? "there" : "not"].push(...names);
  }
  return listed;
}

/** That a table lists these members as being there, and no other; and none of them as not there. */
async function agrees(heading: string, members: string[]): Promise<void> {
  const { there, not } = await readTable(heading);
  deepEqual(there.toSorted(), members.toSorted(), heading);
  deepEqual(not.filter((name) => members.includes(name)), [], heading);
}

const methodsOf = (prototype: object) =>
  Object.getOwnPropertyNames(prototype).filter((name) => name !== "constructor");

Deno.test("the README lists every member of every module, and no other", async () => {
  await agrees("`fresh`", Object.keys(fresh));
  await agrees("`fresh/runtime`", Object.keys(runtime));
  await agrees("`fresh/dev`", Object.keys(dev));
  await agrees("`App`", [...methodsOf(App.prototype), "config"]);
  deepEqual(Object.keys(fresh.createDefine()), ["handlers", "page", "layout", "middleware"]);
  deepEqual(methodsOf(dev.Builder.prototype), ["build"]);
});

Deno.test("the README lists every type that `fresh` exports, and no other", async () => {
  const source = await Deno.readTextFile(`${import.meta.dirname}/../../lib/fresh/mod.ts`);
  const single = [...source.matchAll(/\btype (\w+)/g)].map(([, name = ""]) => name);
  const lists = [...source.matchAll(/export type \{([^}]*)\}/g)].flatMap(([, list = ""]) =>
    list.split(",").map((name) => name.trim()).filter((name) => name !== "")
  );
  await agrees("Types of `fresh`", [...single, ...lists]);
});

Deno.test("the README lists every member of a handler's ctx, and of a layout's props", async () => {
  const members: string[] = [];
  const props = new Set<string>();
  const app = new App().appWrapper((given) => {
    Object.keys(given).forEach((name) => props.add(name));
    return null;
  }).get("/", (ctx) => {
    const all = [...Object.keys(ctx), ...methodsOf(Object.getPrototypeOf(ctx))];
    members.push(...all.filter((name) => !name.startsWith("_")));
    return ctx.render(null);
  });
  await ask(app, "/");
  deepEqual([...props].filter((name) => !members.includes(name)), ["Component"]);
  await agrees("`ctx`", [...members, "Component"]);
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
