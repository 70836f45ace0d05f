import { deepEqual, equal, match } from "node:assert/strict";
import { App, HttpError } from "fresh";

function ask(app: App<unknown>, path: string, method = "GET"): Promise<Response> {
  return app.handler()(new Request(`http://localhost${path}`, { method }));
}

Deno.test("without handlers for errors the default ones tell the status and no detail", async () => {
  const app = new App().get("/teapot", () => {
    throw new HttpError(418, "short and stout");
  });
  const teapot = await ask(app, "/teapot");
  deepEqual([teapot.status, await teapot.text()], [418, "short and stout"]);
  equal((await ask(app, "/nowhere")).status, 404);
});

Deno.test("an unexpected error is a 500 that keeps its message to the log", async () => {
  const logged: unknown[] = [];
  const { error } = console;
  console.error = (...args: unknown[]) => void logged.push(...args);
  try {
    const response = await ask(
      new App().get("/", () => {
        throw new Error("the password is x");
      }),
      "/",
    );
    deepEqual([response.status, await response.text()], [500, "Internal server error"]);
    match(String(logged[0]), /the password is x/);
  } finally {
    console.error = error;
  }
});

Deno.test("notFound answers unknown paths and thrown 404s with status 404", async () => {
  const app = new App().notFound((ctx) => new Response(`no ${ctx.url.pathname}`, { status: 404 }))
    .get("/gone", () => {
      throw new HttpError(404);
    });
  equal(await (await ask(app, "/nowhere")).text(), "no /nowhere");
  equal(await (await ask(app, "/gone")).text(), "no /gone");
});

Deno.test("the nearest onError takes an error, and one that throws hands on to the next", async () => {
  const app = new App().onError("*", (ctx) => ctx.text(`outer: ${ctx.error}`))
    .onError("/a", (ctx) => {
      if (ctx.url.pathname === "/a/b") throw "again";
      return ctx.text(`inner: ${ctx.error}`);
    });
  for (const path of ["/a", "/a/b", "/c"]) {
    app.get(path, () => {
      throw "first";
    });
  }
  equal(await (await ask(app, "/a")).text(), "inner: first");
  equal(await (await ask(app, "/a/b")).text(), "outer: again");
  equal(await (await ask(app, "/c")).text(), "outer: first");
});
