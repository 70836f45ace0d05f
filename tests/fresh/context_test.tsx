import { deepEqual, equal, match } from "node:assert/strict";
import fc from "fast-check";
import { App, type Context } from "fresh";
import { ask, capture } from "./harness.ts";

/** The answer of a handler at `/`. */
async function answer(handle: (ctx: Context<unknown>) => Response | Promise<Response>) {
  return await ask(new App().get("/", handle), "/");
}

/** Where a browser at this app goes for a `Location`. */
const goesTo = (location: string | null) => new URL(location ?? "", "http://localhost/at/home");

async function redirect(to: string, status?: number): Promise<Response> {
  return await answer((ctx) => ctx.redirect(to, status));
}

Deno.test("redirect() goes where it is told, by default with 302", async () => {
  const table: [to: string, url: string][] = [
    ["/", "http://localhost/"],
    ["/a/b?x=//y#//z", "http://localhost/a/b?x=//y#//z"],
    ["/a//b", "http://localhost/a/b"],
    ["/a#//b", "http://localhost/a#//b"],
    ["b?c", "http://localhost/at/b?c"],
    ["../up", "http://localhost/up"],
    ["?page=2", "http://localhost/at/home?page=2"],
    ["https://example.com/a//b", "https://example.com/a//b"],
    ["/ü/日本 1", "http://localhost/%C3%BC/%E6%97%A5%E6%9C%AC%201"],
    ["/%C3%BC", "http://localhost/%C3%BC"],
    ["/\ud800", "http://localhost/%EF%BF%BD"],
  ];
  for (const [to, url] of table) {
    const response = await redirect(to);
    deepEqual([response.status, goesTo(response.headers.get("location")).href], [302, url], to);
  }
  equal((await redirect("/", 308)).status, 308);
});

Deno.test("redirect() to what begins like a path never leaves the host", async () => {
  const ways = ["//evil.example", "/\\evil.example", "\\\\evil.example", "\\/evil.example"];
  ways.push("/\t/evil.example", "/\n/evil.example", " //evil.example", "\u0001//evil.example");
  for (const to of ways) {
    equal(goesTo((await redirect(to)).headers.get("location")).host, "localhost", to);
  }
  const character = fc.constantFrom(
    "/",
    "\\",
    "\t",
    "\n",
    "\r",
    " ",
    "\0",
    "@",
    ":",
    "e.x",
    "?",
    "#",
  );
  const rest = fc.array(character, { maxLength: 8 }).map((parts) => parts.join(""));
  const start = fc.constantFrom("/", "\\", " /", "\t\\", "\u001f/");
  await fc.assert(fc.asyncProperty(start, rest, async (first, path) => {
    const location = (await redirect(first + path)).headers.get("location");
    equal(goesTo(location).host, "localhost", JSON.stringify(first + path));
  }));
});

Deno.test("text(), html() and json() have their types, with the status and headers given", async () => {
  const init = { status: 201, headers: { "x-a": "b" } };
  const table: [(ctx: Context<unknown>) => Response, type: RegExp, body: string][] = [
    [(ctx) => ctx.text("t", init), /^text\/plain/, "t"],
    [(ctx) => ctx.html("<b>", init), /^text\/html; charset=utf-8$/, "<b>"],
    [(ctx) => ctx.json({ a: [1] }, init), /^application\/json$/, '{"a":[1]}'],
  ];
  for (const [handle, type, body] of table) {
    const response = await answer(handle);
    deepEqual([response.status, response.headers.get("x-a")], [201, "b"]);
    match(response.headers.get("content-type") ?? "", type);
    equal(await response.text(), body);
  }
});

Deno.test("render() takes status and headers, null for an empty page, and refuses what is no JSX", async () => {
  const init = { status: 402, headers: { "x-a": "b" } };
  const response = await answer((ctx) => ctx.render(<p>pay</p>, init));
  deepEqual([response.status, response.headers.get("x-a")], [402, "b"]);
  match(response.headers.get("content-type") ?? "", /^text\/html/);
  match(await (await answer((ctx) => ctx.render(null))).text(), /<body><\/body>/);
  const told = await capture("error", async () => {
    equal((await answer((ctx) => ctx.render("<p>" as never))).status, 500);
  });
  match(told.join(), /Pass JSX to ctx\.render\(\)/);
});

Deno.test("a handler sees the request as it came, and the URL with its doubled slashes folded", async () => {
  const seen: unknown[] = [];
  const app = new App().get("/a/:b", ({ req, url, route, params, isPartial, error, data }) => {
    seen.push(req.url, url.href, route, { ...params }, isPartial, error, data);
    return new Response();
  });
  await ask(app, "//a///x%20y?q=//#f");
  deepEqual(seen, [
    "http://localhost//a///x%20y?q=//#f",
    "http://localhost/a/x%20y?q=//#f",
    "/a/:b",
    { b: "x y" },
    false,
    null,
    undefined,
  ]);
});

Deno.test("middleware of an unknown path has no route and no params", async () => {
  let seen: unknown[] = [];
  const app = new App().use((ctx) => {
    seen = [ctx.route, { ...ctx.params }];
    return ctx.next();
  }).get("/a", () => new Response());
  await ask(app, "/b");
  deepEqual(seen, [null, {}]);
  await ask(app, "/a");
  deepEqual(seen, ["/a", {}]);
});

Deno.test("ctx.info tells who asks, when a server runs the app", async () => {
  const app = new App().get("/", ({ info }) => Response.json(info.remoteAddr));
  await using server = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen() {} }, app.handler());
  const asked = await (await fetch(`http://127.0.0.1:${server.addr.port}/`)).json();
  deepEqual([asked.hostname, asked.transport], ["127.0.0.1", "tcp"]);
  const inProcess = await (await ask(app, "/")).json();
  equal(inProcess.transport, "tcp");
});

Deno.test("HEAD is answered when the GET's body cannot be cancelled", async () => {
  const app = new App().get("/locked", () => {
    const response = new Response("x");
    response.body?.getReader();
    return response;
  }).get("/broken", () => new Response(new ReadableStream({ start: (c) => c.error("x") })))
    .head("/own", () => new Response(null, { status: 204 })).get("/own", () => new Response("get"));
  for (const [path, status] of [["/locked", 200], ["/broken", 200], ["/own", 204]] as const) {
    const response = await ask(app, path, { method: "HEAD" });
    deepEqual([response.status, response.body], [status, null], path);
  }
});

Deno.test("a 405 whose headers cannot be changed still gets its Allow", async () => {
  const app = new App().onError("*", () => Response.redirect("http://localhost/", 303))
    .get("/", () => new Response());
  const response = await ask(app, "/", { method: "POST" });
  deepEqual([response.status, response.headers.get("allow")], [303, "GET, HEAD"]);
  const own = new App().onError("*", () => new Response(null, { headers: { allow: "TRACE" } }))
    .get("/", () => new Response());
  equal((await ask(own, "/", { method: "POST" })).headers.get("allow"), "TRACE");
});

Deno.test("listen() takes the next port when one from 8000 on is taken", async () => {
  const stop = new AbortController();
  const ports: number[] = [];
  const start = () => {
    const { promise, resolve } = Promise.withResolvers<Deno.NetAddr>();
    const options = { hostname: "127.0.0.1", signal: stop.signal, onListen: resolve };
    return new App().get("/", (ctx) => ctx.text("up")).listen(options).then(() => promise);
  };
  for (let i = 0; i < 2; i++) ports.push((await start()).port);
  const [first = 0, second = 0] = ports;
  const inRange = ports.every((port) => port >= 8000 && port < 8020);
  equal(inRange && first !== second, true, ports.join());
  equal(await (await fetch(`http://127.0.0.1:${second}/`)).text(), "up");
  stop.abort();
});

Deno.test("listen() tells when the port that was asked for is taken", async () => {
  await using server = Deno.serve(
    { port: 0, hostname: "127.0.0.1", onListen() {} },
    () => new Response(),
  );
  const { port } = server.addr;
  let refused: unknown;
  try {
    await new App().listen({ port, hostname: "127.0.0.1" });
  } catch (error) {
    refused = error;
  }
  equal(refused instanceof Deno.errors.AddrInUse, true);
});

Deno.test("stream() sends texts and bytes of an iterable or a generator, each when it is there", async () => {
  const bytes = new Uint8Array([0xc3, 0xbc]);
  function* some() {
    yield "a";
    yield bytes;
  }
  async function* late() {
    yield "a";
    await Promise.resolve();
    yield bytes;
  }
  for (const source of [some, late, some(), late(), ["a", bytes]]) {
    const init = { status: 201, headers: { "content-type": "text/plain" } };
    const response = await answer((ctx) => ctx.stream(source, init));
    deepEqual([response.status, response.headers.get("content-type")], [201, "text/plain"]);
    equal(await response.text(), "aü");
  }
});

Deno.test("stream() takes a part only when the one before is read, and ends the generator with its reader", async () => {
  let made = 0;
  const ended = Promise.withResolvers<void>();
  async function* parts() {
    try {
      for (; made < 100; made++) yield await Promise.resolve(`${made}`);
    } finally {
      ended.resolve();
    }
  }
  const response = await answer((ctx) => ctx.stream(parts));
  const reader = response.body?.getReader();
  equal(new TextDecoder().decode((await reader?.read())?.value), "0");
  await reader?.cancel();
  await ended.promise;
  equal(made < 10, true, `${made}`);
});
