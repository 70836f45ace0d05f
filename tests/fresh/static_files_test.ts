import { deepEqual, equal, match } from "node:assert/strict";
import { SAMPLE, startSample } from "./harness.ts";

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

Deno.test("a file is compressed for who takes gzip, and only then", async () => {
  const zipped = await get("/style.css", { headers: { "accept-encoding": "br, gzip" } });
  equal(zipped.headers.get("content-encoding"), "gzip");
  equal(zipped.headers.get("vary"), "accept-encoding");
  const plain = zipped.body?.pipeThrough(new DecompressionStream("gzip")) ?? null;
  equal(await new Response(plain).text(), css);
  for (const accept of ["br", "gzip;q=0", "identity"]) {
    const response = await get("/style.css", { headers: { "accept-encoding": accept } });
    deepEqual([response.headers.get("content-encoding"), await response.text()], [null, css]);
  }
});

Deno.test("HEAD gives the headers alone, other methods go on to the routes", async () => {
  const head = await get("/style.css", { method: "HEAD" });
  deepEqual([head.status, head.body, head.headers.has("etag")], [200, null, true]);
  equal((await get("/style.css", { method: "POST" })).status, 404);
});

Deno.test("escaped names are found, and no path leads out of static/", async () => {
  equal(await (await get("/with%20space.txt")).text(), "spaced\n");
  const ways = ["/../main.ts", "/%2e%2e/main.ts", "/..%2fmain.ts", "/..%5cmain.ts", "/%00", "/%zz"];
  for (const path of ways) equal((await get(path)).status, 404, path);
});
