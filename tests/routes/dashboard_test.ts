import assert from "node:assert/strict";
import { PAGE_HEADERS } from "../../lib/app/page_headers.ts";
import { type RunningApp, startApp } from "../harness/app.ts";

const CONFIG = `model_list:
  - { model_name: echo, litellm_params: { model: demo/echo } }
`;
const BROWSER = { accept: "text/html,application/xhtml+xml,*/*;q=0.8" };
const PAGES = [
  ["/", "Stats"],
  ["/calendar", "Calendar"],
  ["/models", "Models"],
  ["/requests", "Requests"],
  ["/compare", "Playground"],
] as const;

async function open(app: RunningApp, path: string, headers: Record<string, string> = BROWSER) {
  const response = await fetch(app.url + path, { headers });
  return { response, text: await response.text() };
}

for (const [path, name] of PAGES) {
  Deno.test(`${path} is the page ${name}, its tab marked, with nothing inline or from elsewhere`, async () => {
    await using app = await startApp(CONFIG);
    const { response, text } = await open(app, path);
    assert.equal(response.status, 200);
    for (const [header, value] of Object.entries(PAGE_HEADERS)) {
      assert.equal(response.headers.get(header), value);
    }
    assert.ok(text.includes(`<title>${name} · Apantli</title>`));
    assert.equal(/aria-current="page"[^>]*>([^<]*)</.exec(text)?.[1], name);
    assert.doesNotMatch(text, / style=| on\w+="|<style|<script>|(src|href)="(https?:)?\/\//);
    for (const [, url = ""] of text.matchAll(/(?:href|src)="(\/[^"]+\.(?:css|js|svg)[^"]*)"/g)) {
      assert.equal((await open(app, url)).response.status, 200, url);
    }
  });
}

for (const path of ["/models", "/requests"]) {
  Deno.test(`${path} is JSON for programs, and says that it depends on who asks`, async () => {
    await using app = await startApp(CONFIG);
    for (const headers of [{}, { accept: "*/*" }, { accept: "application/json" }]) {
      const { response, text } = await open(app, path, headers);
      assert.match(response.headers.get("content-type") ?? "", /^application\/json/);
      assert.deepEqual(response.headers.get("vary")?.split(", ").toSorted(), [
        "accept",
        "accept-encoding",
        "origin",
      ]);
      assert.ok(Array.isArray(JSON.parse(text)[path.slice(1)]));
    }
    assert.match((await open(app, path)).response.headers.get("vary") ?? "", /accept/);
  });
}

Deno.test("what a page shows can be had as JSON, for its refreshes; other names are 404", async () => {
  await using app = await startApp(CONFIG);
  for (const name of ["stats", "calendar", "models", "requests"]) {
    const { response, text } = await open(app, `/api/pages/${name}?range=week`, {});
    assert.equal(response.status, 200, name);
    assert.equal(JSON.parse(text).view.range.name, "week");
  }
  for (const name of ["nope", "constructor"]) {
    assert.equal((await open(app, `/api/pages/${name}`, {})).response.status, 404);
  }
});

Deno.test("the links between tabs keep the range", async () => {
  await using app = await startApp(CONFIG);
  const { text } = await open(app, "/?range=week&model=x");
  assert.ok(text.includes('href="/requests?range=week"'));
  assert.ok(text.includes('href="/calendar?range=week"'));
});

Deno.test("pages know the viewer's time zone by its cookie, and take no other text for one", async () => {
  await using app = await startApp(CONFIG);
  const zoneOf = async (cookie: string) => {
    const { text } = await open(app, "/api/pages/stats", { cookie });
    const { view } = JSON.parse(text);
    return [view.zone, view.offset];
  };
  assert.deepEqual(await zoneOf("a=b; apantli-zone=Asia%2FKolkata"), ["Asia/Kolkata", 330]);
  const own = await zoneOf("");
  for (
    const bad of ["apantli-zone=Nowhere%2FCity", "apantli-zone=%zz", "xapantli-zone=Asia%2FTokyo"]
  ) {
    assert.deepEqual(await zoneOf(bad), own);
  }
});
