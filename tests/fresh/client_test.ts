import { deepEqual, equal, match } from "node:assert/strict";
import { type DomNode, parseHtml } from "./dom.ts";
import { makeFolder, readBundle, startSample } from "./harness.ts";

const { get, outDir } = await startSample();
const code = await makeFolder((await readBundle(outDir)).files);
let loads = 0;
// As much of a browser as the bundle looks for; what it makes of them, browser_test.ts tells.
Object.assign(globalThis, {
  HTMLTemplateElement: { [Symbol.hasInstance]: (node: DomNode) => node.localName === "template" },
  MutationObserver: class {
    observe() {}
    disconnect() {}
    takeRecords = () => [];
  },
});

/** Opens a page as a browser does: the served document, then the bundle that was built for it. */
async function open(path: string): Promise<{ document: DomNode; errors: unknown[] }> {
  const document = parseHtml(await (await get(path)).text());
  const errors: unknown[] = [];
  const onError = (event: ErrorEvent) => {
    event.preventDefault();
    errors.push(event.error);
  };
  addEventListener("error", onError);
  // The bundle finds its document as a global, as in a browser.
  Object.defineProperty(globalThis, "document", { value: document, configurable: true });
  await import(`file://${code}/client.js?${loads++}`);
  await until(() => document.querySelectorAll("[data-fresh-island]").length === 0);
  removeEventListener("error", onError);
  return { document, errors };
}

/** Waits for Preact, which renders a moment after a change. */
async function until(holds: () => boolean): Promise<void> {
  const end = performance.now() + 2000;
  while (!holds() && performance.now() < end) await new Promise((done) => setTimeout(done, 1));
}

const texts = (root: DomNode, tag: string) =>
  root.querySelectorAll(tag).map((node) => node.textContent.trim());

Deno.test("every island of a page wakes on the elements that the server sent", async () => {
  const html = parseHtml(await (await get("/")).text());
  equal(html.querySelectorAll("[data-fresh-island]").length, 7);
  const { document, errors } = await open("/");
  deepEqual(errors, []);
  equal(document.querySelectorAll("[data-fresh-island]").length, 0);
  deepEqual(texts(document, "output"), texts(html, "output"));
  await until(() => document.querySelectorAll("pre")[0]?.getAttribute("data-where") === "browser");
  const pre = document.querySelectorAll("pre");
  deepEqual(pre.map((node) => node.getAttribute("data-where")), ["browser"]);
  equal(
    pre[0]?.textContent,
    "1 true 1970-01-01T00:00:00.000Z 12345678901234567890 /x </script><b>",
  );
});

Deno.test("a click in one island changes all that share its signal, without new elements", async () => {
  const { document } = await open("/");
  const [counter] = document.querySelectorAll("button");
  const [total] = document.querySelectorAll("output");
  counter?.click();
  counter?.click();
  await until(() => total?.textContent === "10");
  deepEqual(texts(document, "output"), ["10"]);
  deepEqual(texts(document, "button").filter((text) => text.startsWith("Count")), [
    "Count 5",
    "Count 5",
  ]);
  equal(document.querySelectorAll("button")[0], counter);
});

Deno.test("JSX that an island hides keeps its elements and their state until it is shown again", async () => {
  const { document } = await open("/");
  const [toggle] = document.querySelectorAll("section");
  const [button] = toggle?.querySelectorAll("button") ?? [];
  const shown = () => toggle?.querySelectorAll("p")[0];
  const before = shown();
  match(before?.textContent ?? "", /Shown Count 3/);
  button?.click();
  await until(() => shown() === undefined);
  equal(shown(), undefined);
  document.querySelectorAll("button")[0]?.click();
  button?.click();
  await until(() => shown() !== undefined);
  equal(shown(), before);
  await until(() => /4/.test(before?.textContent ?? ""));
  match(before?.textContent ?? "", /Shown Count 4/);
});

Deno.test("what an island shows first in the browser comes out of its template, awake", async () => {
  const { document } = await open("/");
  const [, toggle] = document.querySelectorAll("section");
  equal(toggle?.querySelectorAll("output").length, 0);
  toggle?.querySelectorAll("button")[0]?.click();
  await until(() => toggle?.querySelectorAll("output").length === 1);
  deepEqual(texts(toggle ?? document, "p"), ["Hidden 6"]);
  document.querySelectorAll("button")[0]?.click();
  await until(() => /8/.test(toggle?.textContent ?? ""));
  deepEqual(texts(toggle ?? document, "output"), ["8"]);
});

Deno.test("an island hidden in a hidden island wakes when both are opened", async () => {
  const { document } = await open("/awake");
  const toggles = () => document.querySelectorAll("section");
  equal(toggles().length, 1);
  toggles()[0]?.querySelectorAll("button")[0]?.click();
  await until(() => toggles().length === 2);
  toggles()[1]?.querySelectorAll("button")[0]?.click();
  await until(() => document.querySelectorAll("output").length === 1);
  deepEqual(texts(document, "output"), ["2"]);
  document.querySelectorAll("button")[0]?.click();
  await until(() => texts(document, "output")[0] === "4");
  deepEqual(texts(document, "output"), ["4"]);
});

Deno.test("an island that throws is reported and leaves the others awake", async () => {
  const { document, errors } = await open("/awake");
  deepEqual(errors.map(String), ["Error: only in the browser"]);
  const [counter] = document.querySelectorAll("button");
  counter?.click();
  await until(() => counter?.textContent === "Count 2");
  equal(counter?.textContent, "Count 2");
});

Deno.test("asset() gives the same URL in the browser", async () => {
  const page = parseHtml(await (await get("/awake")).text());
  const url = page.querySelectorAll("p").find((node) => node.getAttribute("title"))
    ?.getAttribute("title") ?? "";
  match(url, /^\/style\.css\?__frsh_c=[0-9a-f]{16}$/);
  const { document } = await open("/awake");
  const shown = () => document.querySelectorAll("p").find((node) => node.textContent === url);
  await until(() => shown() !== undefined);
  equal(shown()?.getAttribute("title"), url);
  deepEqual(texts(document, "title"), ["Awake"]);
});

Deno.test("a page without islands, or with one that the bundle has not, is left as it is", async () => {
  const plain = await open("/about");
  deepEqual(plain.errors, []);
  const { document, errors } = await open("/about");
  const [body] = document.querySelectorAll("body");
  body?.append(
    ...parseHtml(
      '<slot data-fresh-island="0"><p>old</p></slot><slot data-fresh-island="7"></slot>' +
        '<script type="application/json" id="fresh-data">' +
        '[{"build":1,"islands":2},"x",[3],[4,5],"islands/Gone.tsx:default",{}]</script>',
    ).childNodes,
  );
  await import(`file://${code}/client.js?${loads++}`);
  deepEqual([errors, texts(document, "slot")], [[], ["old", ""]]);
});
