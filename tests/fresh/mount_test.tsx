import { deepEqual, equal, match } from "node:assert/strict";
import { App, HttpError, type Middleware } from "fresh";
import { ask } from "./harness.ts";

const say = (word: string): Middleware<unknown> => () => new Response(word);
const fail: Middleware<unknown> = () => {
  throw new HttpError(400, "bad");
};

/** Tags the responses of all that comes after it. */
const tag = (name: string): Middleware<unknown> => async (ctx) => {
  const response = await ctx.next();
  response.headers.append("x-tags", name);
  return response;
};

async function texts(app: App<unknown>, ...paths: string[]): Promise<string[]> {
  return await Promise.all(paths.map(async (path) => await (await ask(app, path)).text()));
}

Deno.test("an app mounted at the root adds its paths and takes no others", async () => {
  for (const root of ["/", "*", "/*"]) {
    const inner = new App().get("/", say("index")).get("/a", say("a"));
    const app = new App().mountApp(root, inner).get("/b", say("b"));
    deepEqual(await texts(app, "/", "/a", "/b"), ["index", "a", "b"], root);
    equal((await ask(app, "/other")).status, 404, root);
  }
});

Deno.test("a mounted app's catch-all reaches below its path only", async () => {
  const inner = new App().all("*", say("all"));
  const page = new App().route("*", { handler: say("route") });
  const app = new App().mountApp("/in", inner).mountApp("/page", page);
  deepEqual(await texts(app, "/in/a", "/in/a/b", "/page/x"), ["all", "all", "route"]);
  equal((await ask(app, "/out")).status, 404);
  equal((await ask(app, "/inner")).status, 404);
});

Deno.test("a mounted app keeps middleware, layout, wrapper and error handler to itself", async () => {
  const inner = new App().use(tag("inner")).onError("*", say("inner error"))
    .appWrapper(({ Component }) => (
      <body class="inner">
        <Component />
      </body>
    ))
    .layout("*", ({ Component }) => (
      <main>
        <Component />
      </main>
    ))
    .route("/page", { component: () => <p>in</p> }).get("/fail", fail);
  const app = new App().onError("*", say("outer error"))
    .appWrapper(({ Component }) => (
      <body class="outer">
        <Component />
      </body>
    ))
    .mountApp("/in", inner).route("/page", { component: () => <p>out</p> }).get("/fail", fail);
  const [inside = "", outside = "", ...errors] = await texts(
    app,
    "/in/page",
    "/page",
    "/in/fail",
    "/fail",
  );
  match(inside, /<body class="inner"><main><p>in<\/p><\/main><\/body>/);
  match(outside, /<body class="outer"><p>out<\/p><\/body>/);
  deepEqual(errors, ["inner error", "outer error"]);
  deepEqual((await ask(app, "/in/page")).headers.get("x-tags"), "inner");
  deepEqual((await ask(app, "/page")).headers.get("x-tags"), null);
});

Deno.test("mounted apps may hold mounted apps, and one app may be mounted twice", async () => {
  const leaf = new App().get("/", say("leaf")).get(
    "/:id",
    (ctx) => ctx.text(`leaf ${ctx.params.id}`),
  );
  const middle = new App().use(tag("middle")).mountApp("/leaf", leaf);
  const app = new App().use(tag("outer")).mountApp("/a", middle).mountApp("/b", middle);
  deepEqual(await texts(app, "/a/leaf", "/a/leaf/1", "/b/leaf/2"), ["leaf", "leaf 1", "leaf 2"]);
  equal((await ask(app, "/b/leaf")).headers.get("x-tags"), "middle, outer");
});

Deno.test("notFound() of a mounted app answers where the outer app has none of its own", async () => {
  const inner = () => new App().notFound(say("inner")).get("/a", say("a"));
  deepEqual(await texts(new App().mountApp("/in", inner()), "/x", "/in/x"), ["inner", "inner"]);
  const before = new App().notFound(say("outer")).mountApp("/in", inner());
  const after = new App().mountApp("/in", inner()).notFound(say("outer"));
  deepEqual(await texts(before, "/in/x"), ["outer"]);
  deepEqual(await texts(after, "/in/x"), ["outer"]);
});

Deno.test("a catch-all names its path and what it caught, and leaves the other routes alone", async () => {
  const app = new App().all("*", (ctx) => ctx.text(`${ctx.route} ${ctx.params[0]}`))
    .get("/known", say("known"));
  deepEqual(await texts(app, "/", "/a/b", "/known"), ["/* ", "/* a/b", "known"]);
});

Deno.test("without notFound() an unknown path reaches onError, as a thrown 404 does", async () => {
  const app = new App().onError("*", (ctx) => ctx.text(`${ctx.error}`)).get("/thrown", () => {
    throw new HttpError(404, "gone");
  });
  deepEqual(await texts(app, "/nowhere", "/thrown"), ["HttpError", "HttpError: gone"]);
});

Deno.test("what is added twice for a path and method: the first stays", async () => {
  const app = new App().get("/", say("first")).get("/", say("second")).all("/", say("all"));
  app.all("/", say("all again"));
  deepEqual(await texts(app, "/"), ["first"]);
  equal(await (await ask(app, "/", { method: "PUT" })).text(), "all");
});

Deno.test("a handler that asks for the next step gets the 404 of its path", async () => {
  let runs = 0;
  const app = new App().use(tag("a")).notFound(say("none")).get("/", (ctx) => {
    runs++;
    return ctx.next();
  });
  deepEqual([await texts(app, "/"), runs], [["none"], 1]);
  equal((await ask(new App().get("/", (ctx) => ctx.next()), "/")).status, 404);
  equal((await ask(new App().get("/"), "/")).status, 404);
});

Deno.test("an error leaves behind the middleware inside its onError, and passes what is outside", async () => {
  const app = new App().use(tag("outer")).use("/in", tag("inner")).onError("/in", say("told"))
    .get("/in/fail", fail);
  const told = await ask(app, "/in/fail");
  deepEqual([await told.text(), told.headers.get("x-tags")], ["told", "outer"]);
  const own = new App().use(tag("outer")).onError("*", say("told")).get("/fail", fail);
  equal((await ask(own, "/fail")).headers.get("x-tags"), null);
});

Deno.test("middleware may catch what follows it throws, and answer in its place", async () => {
  const app = new App().use(async (ctx) => {
    try {
      return await ctx.next();
    } catch (error) {
      return new Response(`caught ${error instanceof HttpError && error.status}`);
    }
  }).get("/fail", fail);
  deepEqual(await texts(app, "/fail", "/nowhere"), ["caught 400", "caught 404"]);
});

Deno.test("requests at the same time do not see each other's state, params or next step", async () => {
  const turn = Promise.withResolvers<void>();
  let waiting = 0;
  const app = new App<{ id?: string }>().use(async (ctx) => {
    ctx.state.id = ctx.url.searchParams.get("id") ?? "";
    if (++waiting === 3) turn.resolve();
    await turn.promise;
    return await ctx.next();
  }).get("/:name", (ctx) => ctx.text(`${ctx.params.name} ${ctx.state.id}`));
  const handler = app.handler();
  const get = async (name: string) =>
    await (await handler(new Request(`http://localhost/${name}?id=${name}`))).text();
  deepEqual(await Promise.all(["a", "b", "c"].map(get)), ["a a", "b b", "c c"]);
});
