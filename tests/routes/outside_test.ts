import assert from "node:assert/strict";
import { PAGE_HEADERS } from "../../lib/app/page_headers.ts";
import { PAGES } from "../e2e/harness/pages.ts";
import { startApp } from "../harness/app.ts";

const CONFIG = `model_list:
  - { model_name: echo, litellm_params: { model: demo/echo } }
`;
const BROWSER = { accept: "text/html" };

/** Every kind of page: those of the dashboard, and those of what goes wrong. */
const PATHS = [...PAGES.map(({ path }) => path), "/nope", "/requests/99", "/stats?hours=abc"];

/** What a conversation may hold that would leave the machine, run or restyle the page. */
const HOSTILE = [
  "![seen](https://evil.example/pixel.png) <img src=https://evil.example/a.png>",
  '<link rel="stylesheet" href="//evil.example/a.css"><style>@import "//evil.example"</style>',
  "<script src=//evil.example/a.js></script><script>alert(1)</script>",
  '<p style="background:url(//evil.example)" onclick="alert(1)">p</p></script>',
  "[link](javascript:alert(1)) <iframe src=https://evil.example></iframe>",
].join("\n\n");

/** Names, not places: nothing is ever asked for there. */
const NAMES = [
  "http://www.w3.org/2000/svg",
  "http://www.w3.org/1999/xhtml",
  "http://www.w3.org/1998/Math/MathML",
];
/** An example of a server of one's own, in a field of a form. */
const EXAMPLE = "http://localhost:8080/v1";

const TAG = /<([a-z][\w-]*)((?:\s(?:"[^"]*"|[^">])*)?)>/gi;
const ATTRIBUTE = /\s([\w-]+)(?:="([^"]*)")?/g;
/** What a browser asks for, or sends to, without being asked. */
const LOADING = /^(src|srcset|href|poster|data|action|formaction|background|ping)$/;

interface Tag {
  name: string;
  attributes: Map<string, string>;
}

function tagsOf(html: string): Tag[] {
  return [...html.matchAll(TAG)].map(([, name = "", text = ""]) => ({
    name: name.toLowerCase(),
    attributes: new Map(
      [...text.matchAll(ATTRIBUTE)].map(([, key = "", value = ""]) => [key, value]),
    ),
  }));
}

/** What the policy forbids in a page, and what would be asked for elsewhere. */
function wrongIn(html: string, base: string): string[] {
  const wrong: string[] = [];
  for (const { name, attributes } of tagsOf(html)) {
    const isData = attributes.get("type") === "application/json";
    if (name === "script" && !attributes.has("src") && !isData) wrong.push("inline script");
    if (name === "style") wrong.push("inline style");
    for (const [key, value] of attributes) {
      if (key === "style" || key.startsWith("on")) wrong.push(`${name} ${key}`);
      if (/^\s*javascript:/i.test(value)) wrong.push(`${name} ${value}`);
      // A link to elsewhere is followed when somebody clicks on it.
      if (!LOADING.test(key) || name === "a" || value.startsWith("data:")) continue;
      if (new URL(value, base).origin !== new URL(base).origin) wrong.push(`${name} ${value}`);
    }
  }
  return wrong;
}

/** The URLs of other machines in a text: with their scheme, or in quotes or `url()` without. */
function outsideIn(text: string): string[] {
  const urls = text.match(/\b(?:https?|wss?|ftp):\/\/[\w.-][^\s"'`)<>\\]*|["'`(]\/\/\w[\w.-]*/g) ??
    [];
  return urls.filter((url) => url !== EXAMPLE && !NAMES.includes(url));
}

interface Served {
  type: string;
  policy: string | null;
  text: string;
}

/** What a page, a style sheet or a script has the browser ask for. */
function namedIn({ type, text }: Served): (string | undefined)[] {
  if (type.startsWith("text/html")) {
    const loading = tagsOf(text).filter(({ name }) => /^(script|link|img)$/.test(name));
    return loading.flatMap(({ attributes }) => [attributes.get("src"), attributes.get("href")]);
  }
  const pattern = type.startsWith("text/css")
    ? /(?:url\(|@import )["']?([^"')]+)/g
    : /["'](\.\/[\w.-]+\.js)["']/g;
  return [...text.matchAll(pattern)].map(([, name]) => name);
}

/** The pages, and everything that they and their scripts and style sheets name, by URL. */
async function crawl(base: string, paths: string[]): Promise<Map<string, Served>> {
  const found = new Map<string, Served>();
  const open = paths.map((path) => base + path);
  for (let url = open.shift(); url !== undefined; url = open.shift()) {
    if (found.has(url)) continue;
    const response = await fetch(url, { headers: BROWSER });
    const served = {
      type: response.headers.get("content-type") ?? "",
      policy: response.headers.get("content-security-policy"),
      text: await response.text(),
    };
    found.set(url, served);
    const named = namedIn(served).filter((name) => name !== undefined && !name.startsWith("data:"));
    // A place within a page is not asked for.
    for (const name of named) open.push(new URL((name ?? "").replace(/#.*/, ""), url).href);
  }
  return found;
}

Deno.test("the checks find what they look for", () => {
  const base = "http://127.0.0.1:1";
  const table: [html: string, wrong: string[]][] = [
    ['<script src="/a.js"></script><a href="https://h.example/">x</a>', []],
    ['<script type="application/json">{}</script><img src="data:image/png,x">', []],
    ["<script>x</script>", ["inline script"]],
    ["<style>x</style>", ["inline style"]],
    ['<p style="x" onclick="y">', ["p style", "p onclick"]],
    ['<img alt=">" src="//h.example/x">', ["img //h.example/x"]],
    ['<a href="javascript:x">', ["a javascript:x"]],
    ['<form action="https://h.example/">', ["form https://h.example/"]],
  ];
  for (const [html, wrong] of table) assert.deepEqual(wrongIn(html, base), wrong, html);
  const texts = ['"//cdn.example/x"', "url(//cdn.example/x)", "see https://h.example/x.", "ws://h"];
  for (const text of texts) assert.equal(outsideIn(text).length, 1, text);
  for (const text of ["// https", "a//b", '"/a/b"', ...NAMES]) {
    assert.deepEqual(outsideIn(text), []);
  }
});

Deno.test("no page, script or style sheet names another machine, and each page comes under the policy", async () => {
  await using app = await startApp(CONFIG);
  await app.post("/v1/chat/completions", {
    model: "echo",
    messages: [{ role: "user", content: "x" }],
  });
  const found = await crawl(app.url, PATHS);
  const pages = [...found].filter(([, { type }]) => type.startsWith("text/html"));
  assert.equal(pages.length, PATHS.length);
  for (const [url, { text, policy }] of pages) {
    assert.equal(policy, PAGE_HEADERS["content-security-policy"], url);
    assert.deepEqual(wrongIn(text, app.url), [], url);
  }
  const outside = [...found].map(([url, { text }]) =>
    // An example of how to call this server names it.
    [url, outsideIn(text.replaceAll(app.url, ""))] as const
  );
  assert.deepEqual(outside.filter(([, urls]) => urls.length > 0), []);
  const types = new Set([...found.values()].map(({ type }) => type.split(";")[0]));
  assert.deepEqual([...types].toSorted(), [
    "image/svg+xml",
    "text/css",
    "text/html",
    "text/javascript",
  ]);
});

Deno.test("the policy lets in nothing inline, nothing evaluated and nobody else", () => {
  const policy = PAGE_HEADERS["content-security-policy"] ?? "";
  const directives = Object.fromEntries(
    policy.split("; ").map((one) => {
      const [name = "", ...sources] = one.split(" ");
      return [name, sources];
    }),
  );
  assert.deepEqual(directives["default-src"], ["'none'"]);
  assert.deepEqual(directives["script-src"], ["'self'"]);
  assert.deepEqual(directives["style-src"], ["'self'"]);
  assert.deepEqual(directives["frame-ancestors"], ["'none'"]);
  assert.deepEqual(directives["base-uri"], ["'none'"]);
  const sources = new Set(Object.values(directives).flat());
  assert.deepEqual([...sources].toSorted(), ["'none'", "'self'", "data:"]);
});

Deno.test("whatever a conversation holds, its page asks nobody for anything and runs nothing of it", async () => {
  await using app = await startApp(CONFIG);
  for (const role of ["user", "system", "assistant"]) {
    const messages = [{ role, content: HOSTILE }, { role: "user", content: HOSTILE }];
    assert.equal((await app.post("/v1/chat/completions", { model: "echo", messages })).status, 200);
  }
  for (const path of ["/requests/1", "/requests/2", "/requests/3", "/requests?search=evil", "/"]) {
    const page = await fetch(app.url + path, { headers: BROWSER });
    const text = await page.text();
    assert.equal(page.status, 200, path);
    assert.deepEqual(wrongIn(text, app.url), [], path);
    if (path.startsWith("/requests/")) assert.ok(text.includes("evil.example"), path);
  }
});
