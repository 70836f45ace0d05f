import { deepEqual, equal, match } from "node:assert/strict";
import { App, type Context, HttpError, type Middleware } from "fresh";

type Ctx = Context<unknown>;

function ask(app: App<unknown>, path: string, method = "GET"): Promise<Response> {
  return app.handler()(new Request(`http://localhost${path}`, { method }));
}

Deno.test("middleware runs in the order of use() and sees the response on the way back", async () => {
  const trail: string[] = [];
  const step = (name: string): Middleware<unknown> => async (ctx) => {
    trail.push(`${name} in`);
    const response = await ctx.next();
    trail.push(`${name} out`);
    response.headers.set(`x-${name}`, "seen");
    return response;
  };
  const app = new App().use(step("a")).use(step("b")).get("/", () => {
    trail.push("handler");
    return new Response("body");
  });
  const response = await ask(app, "/");
  deepEqual(trail, ["a in", "b in", "handler", "b out", "a out"]);
  deepEqual([response.headers.get("x-a"), response.headers.get("x-b")], ["seen", "seen"]);
});

Deno.test("middleware may answer itself, and holds only for what was added after it", async () => {
  const app = new App().get("/before", (ctx) => ctx.text("open"))
    .use(() => new Response("closed", { status: 401 })).get("/after", (ctx) => ctx.text("open"));
  equal(await (await ask(app, "/before")).text(), "open");
  equal((await ask(app, "/after")).status, 401);
});

Deno.test("use() with a path holds at and below that path only", async () => {
  const app = new App().use("/admin", () => new Response("no", { status: 403 }))
    .get("/admin", (ctx) => ctx.text("a")).get("/admin/x", (ctx) => ctx.text("x"))
    .get("/administer", (ctx) => ctx.text("free"));
  equal((await ask(app, "/admin")).status, 403);
  equal((await ask(app, "/admin/x")).status, 403);
  equal(await (await ask(app, "/administer")).text(), "free");
});

Deno.test("functions before a handler are its own middleware", async () => {
  const tag: Middleware<unknown> = async (ctx) => {
    const response = await ctx.next();
    response.headers.set("x-own", "yes");
    return response;
  };
  const app = new App().get("/a", tag, () => new Response("a")).get("/b", () => new Response("b"));
  equal((await ask(app, "/a")).headers.get("x-own"), "yes");
  equal((await ask(app, "/b")).headers.get("x-own"), null);
});

Deno.test("each method has its function, all() takes the rest, options() answers itself", async () => {
  const say = (word: string) => (ctx: Ctx) => ctx.text(word);
  const app = new App().get("/", say("get")).post("/", say("post")).put("/", say("put"))
    .patch("/", say("patch")).delete("/", say("delete")).options("/", say("options"))
    .all("/any", say("any"));
  for (const method of ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]) {
    equal(await (await ask(app, "/", method)).text(), method.toLowerCase());
    equal(await (await ask(app, "/any", method)).text(), "any");
  }
});

Deno.test("HEAD falls to GET and loses its body, whose stream is cancelled", async () => {
  let cancelled = false;
  const app = new App().get("/", () => {
    const body = new ReadableStream({ cancel: () => void (cancelled = true) });
    return new Response(body, { headers: { "x-kept": "yes" } });
  });
  const response = await ask(app, "/", "HEAD");
  deepEqual([response.status, response.headers.get("x-kept"), response.body], [200, "yes", null]);
  equal(cancelled, true);
});

Deno.test("a known path with another method is a 405 that lists the methods in Allow", async () => {
  const app = new App().get("/x", () => new Response()).post("/x", () => new Response());
  const response = await ask(app, "/x", "DELETE");
  deepEqual([response.status, response.headers.get("allow")], [405, "GET, POST, HEAD"]);
});

Deno.test("onError shapes the 405, keeps its Allow, and middleware runs before it", async () => {
  const seen: string[] = [];
  const app = new App().use((ctx) => {
    seen.push(ctx.req.method);
    return ctx.next();
  }).onError("*", (ctx) => {
    const status = ctx.error instanceof HttpError ? ctx.error.status : 500;
    return ctx.json({ error: { status } }, { status });
  }).post("/x", () => new Response());
  const response = await ask(app, "/x");
  deepEqual(await response.json(), { error: { status: 405 } });
  deepEqual([response.status, response.headers.get("allow"), seen], [405, "POST", ["GET"]]);
});

Deno.test("OPTIONS on a known path without a handler is a 204 with Allow", async () => {
  const response = await ask(new App().get("/x", () => new Response()), "/x", "OPTIONS");
  deepEqual([response.status, response.headers.get("allow")], [204, "GET, HEAD"]);
});

Deno.test("the response of a handler passes through as the same object", async () => {
  const made = new Response(new ReadableStream({ start: (c) => c.enqueue(new Uint8Array([1])) }));
  const app = new App().use((ctx) => ctx.next()).get("/", () => made);
  const got = await ask(app, "/");
  equal(got, made);
  await got.body?.cancel();
});

Deno.test("mountApp() puts an app with its middleware below a path", async () => {
  const inner = new App().use(async (ctx) => {
    const response = await ctx.next();
    response.headers.set("x-inner", "yes");
    return response;
  }).get("/", () => new Response("inner index")).get("/:id", (ctx) => ctx.text(`${ctx.params.id}`));
  const app = new App().mountApp("/in", inner).get("/out", () => new Response("out"));
  const [index, item, out] = [
    await ask(app, "/in"),
    await ask(app, "/in/7"),
    await ask(app, "/out"),
  ];
  deepEqual([await index.text(), await item.text()], ["inner index", "7"]);
  deepEqual([item.headers.get("x-inner"), out.headers.get("x-inner")], ["yes", null]);
});

Deno.test("route(), layout() and appWrapper() render a page from JSX", async () => {
  const app = new App().appWrapper(({ Component }) => (
    <html>
      <body>
        <Component />
      </body>
    </html>
  )).layout("/a", ({ Component }) => (
    <main>
      <Component />
    </main>
  )).route("/a/b", { component: ({ params }) => <p>{JSON.stringify(params)}</p> })
    .route("/bare", { component: () => <p>bare</p>, config: { skipAppWrapper: true } })
    .get("/a/direct", (ctx) => ctx.render(<p>direct</p>));
  match(await (await ask(app, "/a/b")).text(), /<body><main><p>{}<\/p><\/main><\/body>/);
  match(await (await ask(app, "/a/direct")).text(), /<body><main><p>direct<\/p><\/main><\/body>/);
  const bare = await ask(app, "/bare");
  equal(
    await bare.text(),
    '<!DOCTYPE html><html><head><meta charset="utf-8"></head><body><p>bare</p></body></html>',
  );
  equal(bare.headers.get("content-type"), "text/html; charset=utf-8");
});

Deno.test("ctx.redirect() never leads to another host by a doubled slash", async () => {
  const app = new App().get("/", (ctx) => ctx.redirect("//evil.example/a?to=//b", 303))
    .get("/back", (ctx) => ctx.redirect("/\\evil.example"))
    .get("/far", (ctx) => ctx.redirect("https://example.com/"));
  equal((await ask(app, "/")).headers.get("location"), "/evil.example/a?to=//b");
  equal((await ask(app, "/back")).headers.get("location"), "/evil.example");
  equal((await ask(app, "/far")).headers.get("location"), "https://example.com/");
});

Deno.test("doubled slashes in a request's path are folded before it is matched", async () => {
  equal((await ask(new App().get("/a/b", () => new Response()), "/a//b")).status, 200);
});

Deno.test("listen() serves until its signal aborts", async () => {
  const stop = new AbortController();
  const address = Promise.withResolvers<Deno.NetAddr>();
  await new App().get("/", (ctx) => ctx.text("up"))
    .listen({ hostname: "127.0.0.1", port: 0, signal: stop.signal, onListen: address.resolve });
  const { port } = await address.promise;
  equal(await (await fetch(`http://127.0.0.1:${port}/`)).text(), "up");
  stop.abort();
});
