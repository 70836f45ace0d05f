import { deepEqual, equal, match } from "node:assert/strict";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { App, staticFiles } from "fresh";
import { loadFiles } from "../../lib/fresh/files.ts";
import { ask, makeFolder, SAMPLE, startSample } from "./harness.ts";

const { get } = await startSample();
const css = await Deno.readTextFile(`${SAMPLE}/static/style.css`);

Deno.test("a file of static/ comes with type, tag and revalidation", async () => {
  const response = await get("/style.css");
  equal(await response.text(), css);
  equal(response.headers.get("content-type"), "text/css; charset=utf-8");
  equal(response.headers.get("cache-control"), "no-cache");
  match(response.headers.get("etag") ?? "", /^W\/"[0-9a-f]{16}"$/);
});

Deno.test("a file that the client has is a 304 without a body", async () => {
  const etag = (await get("/style.css")).headers.get("etag") ?? "";
  for (const tag of [etag, etag.replace("W/", ""), `"other", ${etag}`, "*"]) {
    const response = await get("/style.css", { headers: { "if-none-match": tag } });
    deepEqual([response.status, response.body, response.headers.get("etag")], [304, null, etag]);
  }
  equal((await get("/style.css", { headers: { "if-none-match": '"other"' } })).status, 200);
});

Deno.test("the URL that asset() gives may be cached for good, one of another build not", async () => {
  const html = await (await get("/about")).text();
  const url = /href="(\/style\.css\?[^"]+)"/.exec(html)?.[1] ?? "";
  match((await get(url)).headers.get("cache-control") ?? "", /immutable/);
  equal((await get("/style.css?__frsh_c=old")).headers.get("cache-control"), "no-cache");
});

Deno.test("a file is compressed as the client takes it, with brotli before gzip", async () => {
  const plain: Record<string, (bytes: Uint8Array) => Uint8Array> = {
    br: (bytes) => brotliDecompressSync(bytes),
    gzip: (bytes) => gunzipSync(bytes),
  };
  const table: Record<string, string> = { "gzip": "gzip", "gzip, br": "br", "deflate, br": "br" };
  for (const [accept, encoding] of Object.entries(table)) {
    const response = await get("/style.css", { headers: { "accept-encoding": accept } });
    equal(response.headers.get("content-encoding"), encoding, accept);
    equal(response.headers.get("vary"), "accept-encoding");
    const bytes = await response.bytes();
    equal(response.headers.get("content-length"), `${bytes.length}`);
    equal(bytes.length < css.length / 2, true);
    equal(new TextDecoder().decode(plain[encoding]?.(bytes)), css);
  }
  for (const accept of ["br;q=0, gzip;q=0", "gzip;q=0", "identity"]) {
    const response = await get("/style.css", { headers: { "accept-encoding": accept } });
    deepEqual([response.headers.get("content-encoding"), await response.text()], [null, css]);
  }
});

Deno.test("HEAD gives the headers alone, other methods go on to the routes", async () => {
  const head = await get("/style.css", { method: "HEAD" });
  deepEqual([head.status, head.body, head.headers.has("etag")], [200, null, true]);
  equal(head.headers.get("content-length"), `${css.length}`);
  equal((await get("/style.css", { method: "POST" })).status, 404);
});

Deno.test("escaped names are found, and no path leads out of static/", async () => {
  equal(await (await get("/with%20space.txt")).text(), "spaced\n");
  const ways = ["/../main.ts", "/%2e%2e/main.ts", "/..%2fmain.ts", "/..%5cmain.ts", "/%00", "/%zz"];
  for (const path of ways) equal((await get(path)).status, 404, path);
});

/** The static files of a folder, served as an app serves them, and as they lie in memory. */
async function serve(files: Record<string, string>) {
  const named = Object.entries(files).map(([path, text]) => [`static/${path}`, text]);
  const root = await makeFolder(Object.fromEntries(named));
  const app = new App().use(staticFiles()).all("*", (ctx) => ctx.text("the next step"));
  const loaded = await loadFiles(root);
  app._files = Promise.resolve(loaded);
  return { assets: loaded.assets, get: (path: string, init?: RequestInit) => ask(app, path, init) };
}

Deno.test("a file's type is known by its ending, whatever its case; an unknown one is only bytes", async () => {
  const table: Record<string, string> = {
    "a.html": "text/html; charset=utf-8",
    "a.js": "text/javascript; charset=utf-8",
    "a.mjs": "text/javascript; charset=utf-8",
    "A.CSS": "text/css; charset=utf-8",
    "a.jpeg": "image/jpeg",
    "a.JPG": "image/jpeg",
    "a.svg": "image/svg+xml",
    "a.b.json": "application/json",
    "deep/er/a.png": "image/png",
    "a.woff2": "font/woff2",
    "a.exe": "application/octet-stream",
    "png": "application/octet-stream",
  };
  const { get } = await serve(Object.fromEntries(Object.keys(table).map((path) => [path, ""])));
  for (const [path, type] of Object.entries(table)) {
    const response = await get(`/${path}`);
    equal(response.headers.get("content-type"), type, path);
    equal(response.headers.get("x-content-type-options"), "nosniff", path);
  }
});

Deno.test("compressed is what is text and over 1 KB, once however often it is asked for", async () => {
  const long = "words ".repeat(500);
  const { get, assets } = await serve({
    "short.txt": "words",
    "long.txt": long,
    "long.svg": long,
    "long.json": long,
    "long.png": long,
  });
  const zipped = async (path: string) => {
    const response = await get(path, { headers: { "accept-encoding": "gzip" } });
    await response.body?.cancel();
    return response.headers.get("content-encoding");
  };
  deepEqual(
    [await zipped("/short.txt"), await zipped("/long.png")],
    [null, null],
  );
  for (const path of ["/long.txt", "/long.svg", "/long.json"]) equal(await zipped(path), "gzip");
  const made = assets.get("/long.txt")?.compressed.get("gzip");
  await zipped("/long.txt");
  equal(assets.get("/long.txt")?.compressed.get("gzip"), made);
  equal((made?.length ?? long.length) < long.length / 10, true);
});

Deno.test("an encoding is taken where the client names it and weighs it above zero", async () => {
  const { get } = await serve({ "a.txt": "words ".repeat(500) });
  const table: Record<string, string | null> = {
    "gzip": "gzip",
    "GZIP": "gzip",
    "br;q=1.0, gzip;q=0.8": "br",
    "gzip; q=0.001": "gzip",
    "br; q=0.0, deflate,gzip;q=1": "gzip",
    "gzip ; q=0": null,
    "gzip;q=0.000, br;q=0": null,
    "": null,
    "gzipped": null,
    "x-gzip, brotli, abr": null,
  };
  for (const [accept, encoding] of Object.entries(table)) {
    const response = await get("/a.txt", { headers: { "accept-encoding": accept } });
    equal(response.headers.get("content-encoding"), encoding, accept);
    equal(response.headers.get("vary"), "accept-encoding", accept);
    await response.body?.cancel();
  }
});

Deno.test("odd names are served at their escaped URLs, hidden files and folders are not", async () => {
  const names = ["50%.txt", "a#b.txt", "was?.txt", "ü/日本.txt", "a+b.txt"];
  const { get } = await serve({
    ...Object.fromEntries(names.map((name) => [name, name])),
    ".env": "secret",
    ".git/config": "secret",
  });
  for (const name of names) {
    const path = name.split("/").map(encodeURIComponent).join("/");
    equal(await (await get(`/${path}`)).text(), name);
  }
  for (const path of ["/.env", "/.git/config", "/ü", "/"]) {
    equal(await (await get(path)).text(), "the next step", path);
  }
});

Deno.test("a file changed on the disk is served as it was when the app started", async () => {
  const root = await makeFolder({ "static/a.txt": "before" });
  const app = new App().use(staticFiles());
  app._files = Promise.resolve(await loadFiles(root));
  await Deno.remove(`${root}/static/a.txt`);
  await Deno.writeTextFile(`${root}/static/b.txt`, "new");
  equal(await (await ask(app, "/a.txt")).text(), "before");
  equal((await ask(app, "/b.txt")).status, 404);
});

Deno.test("without file routes or a Builder staticFiles() serves nothing and stands in nobody's way", async () => {
  const app = new App().use(staticFiles()).get("/style.css", (ctx) => ctx.text("a route"));
  equal(await (await ask(app, "/style.css")).text(), "a route");
});
