import { deepEqual, equal, match } from "node:assert/strict";
import { App, type PageProps } from "fresh";
import { ask, capture } from "./harness.ts";

Deno.test("layouts stand inside each other in the order of their paths, each with the page's props", async () => {
  const layout = (name: string) => ({ Component, url, data, params }: PageProps) => (
    <div title={`${name} at ${url.pathname} of ${params.id} with ${data}`}>
      <Component />
    </div>
  );
  const app = new App().layout("/a/:id", layout("inner")).layout("*", layout("outer"))
    .route("/a/:id", { component: () => <p /> });
  const html = await (await ask(app, "/a/7")).text();
  const open = (name: string) => `<div title="${name} at /a/7 of 7 with undefined">`;
  equal(
    html.includes(`<body>${open("outer")}${open("inner")}<p></p></div></div></body>`),
    true,
    html,
  );
});

Deno.test("a layout or wrapper may be async, and may answer in the page's place", async () => {
  const app = new App().layout("/in", async ({ Component }) => {
    await Promise.resolve();
    return (
      <main>
        <Component />
      </main>
    );
  }).layout("/no", async ({ url }) => await Promise.resolve(new Response(`no ${url.pathname}`)))
    .route("/in/a", { component: () => <p>a</p> })
    .route("/no/a", {
      component: async () => await Promise.resolve(new Response("page", { status: 202 })),
    })
    .route("/no/b", { component: () => <p>b</p> });
  match(await (await ask(app, "/in/a")).text(), /<main><p>a<\/p><\/main>/);
  equal((await ask(app, "/no/a")).status, 202);
  equal(await (await ask(app, "/no/b")).text(), "no /no/b");
});

Deno.test("a component that is not declared async may not promise: the log says what to do", async () => {
  for (const made of [Promise.resolve(<p />), new Response("x")]) {
    const app = new App().route("/a", {
      component: function Late() {
        return made;
      },
    });
    const logged = await capture("error", async () => {
      equal((await ask(app, "/a")).status, 500);
    });
    match(logged.join(), /Declare the component Late at \/a as async/);
  }
});

Deno.test("a route may have a handler for some methods and a component for GET", async () => {
  const app = new App().route("/form", {
    handler: { POST: (ctx) => ctx.redirect("/form", 303) },
    component: ({ data }) => <p>{`${data}`}</p>,
  });
  match(await (await ask(app, "/form")).text(), /<p>undefined<\/p>/);
  equal((await ask(app, "/form", { method: "POST" })).status, 303);
  equal((await ask(app, "/form", { method: "HEAD" })).status, 200);
  const refused = await ask(app, "/form", { method: "PUT" });
  deepEqual([refused.status, refused.headers.get("allow")], [405, "POST, GET, HEAD"]);
});

Deno.test("an error page gets the error, the route's path and a status that it may change", async () => {
  const app = new App().onError("*", {
    handler: (ctx) => ({ data: String(ctx.error), status: ctx.url.pathname === "/a" ? 599 : 500 }),
    component: ({ data, error, route }) => <p>{`${data} ${error === "broken"} ${route}`}</p>,
  });
  for (const path of ["/a", "/b"]) {
    app.route(path, {
      component: () => {
        throw "broken";
      },
    });
  }
  const [a, b] = [await ask(app, "/a"), await ask(app, "/b")];
  deepEqual([a.status, b.status], [599, 500]);
  match(await a.text(), /<p>broken true \/a<\/p>/);
});

Deno.test("when the error page breaks too, the answer is a plain 500 without details", async () => {
  const app = new App().onError("*", {
    component: () => {
      throw new Error("the password is y");
    },
  }).get("/", () => {
    throw new Error("the password is x");
  });
  const logged = await capture("error", async () => {
    const response = await ask(app, "/");
    deepEqual([response.status, await response.text()], [500, "Internal server error"]);
  });
  match(logged.join(), /password is y/);
});
