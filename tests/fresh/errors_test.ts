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

Deno.test("a handler or middleware that returns nothing is an error like others", async () => {
  const nothing = () => undefined as never;
  const table: [name: string, app: App<unknown>, path: string][] = [
    ["handler", new App().get("/a/:b", nothing), "/a/b"],
    ["async handler", new App().get("/a/:b", async () => await nothing()), "/a/b"],
    ["middleware", new App().use(nothing).get("/a/:b", () => new Response()), "/a/b"],
    ["middleware of an unknown path", new App().use(nothing), "/a/b"],
    ["notFound", new App().notFound(nothing), "/a/b"],
    ["a string", new App().get("/a/:b", () => "text" as never), "/a/b"],
    ["route", new App().route("/a/:b", { handler: nothing }), "/a/b"],
  ];
  const { error } = console;
  const logged: string[] = [];
  console.error = (...args: unknown[]) => void logged.push(args.map(String).join(" "));
  try {
    for (const [name, app, path] of table) {
      for (const method of ["GET", "HEAD"]) equal((await ask(app, path, method)).status, 500, name);
    }
  } finally {
    console.error = error;
  }
  match(logged[0] ?? "", /Return a response from all that runs at \/a\/:b/);
  equal(logged.some((line) => /runs at \/a\/b\./.test(line)), true);
  const shaped = new App().onError("*", (ctx) => ctx.text(`${ctx.error}`)).get("/", nothing);
  match(await (await ask(shaped, "/")).text(), /Return a response/);
});

Deno.test("an HttpError with a status that is no error's is a 500, and breaks nothing", async () => {
  const { error } = console;
  console.error = () => {};
  try {
    for (const status of [0, 101, 200, 204, 304, 399, 600, 999, NaN, -1]) {
      const app = new App().get("/", () => {
        throw new HttpError(status, "told");
      });
      const response = await ask(app, "/");
      deepEqual([response.status, await response.text()], [500, "Internal server error"]);
    }
  } finally {
    console.error = error;
  }
  for (const status of [400, 451, 499]) {
    const app = new App().get("/", () => {
      throw new HttpError(status);
    });
    const response = await ask(app, "/");
    deepEqual([response.status, await response.text()], [status, `HTTP ${status}`]);
  }
});

Deno.test("onError takes what no notFound takes: unknown paths and thrown 404s", async () => {
  const app = new App().onError("*", (ctx) => {
    const status = ctx.error instanceof HttpError ? ctx.error.status : 500;
    return new Response(`told ${ctx.url.pathname}`, { status });
  }).get("/gone", () => {
    throw new HttpError(404);
  });
  for (const path of ["/gone", "/nowhere"]) {
    const response = await ask(app, path);
    deepEqual([response.status, await response.text()], [404, `told ${path}`]);
  }
});
