import { deepEqual, equal, match } from "node:assert/strict";
import type { Page } from "playwright-core";
import { browser, closeBrowser, isLeftOut } from "../e2e/harness/browser.ts";
import { startSample } from "./harness.ts";

const POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'";

/** Notes what changes in the page from its first element on; a script here is no part of the page. */
const WATCH = `(() => {
  const changes = globalThis.changes = [];
  globalThis.sentText = "";
  const errors = globalThis.errors = [];
  addEventListener("error", ({ error, message }) => errors.push(String(error ?? message)));
  addEventListener("unhandledrejection", ({ reason }) => errors.push("unhandled " + reason));
  addEventListener("securitypolicyviolation", ({ violatedDirective }) => errors.push(violatedDirective));
  const observer = new MutationObserver((records) => {
    for (const { target, addedNodes, removedNodes, attributeName } of records) {
      // Preact splits texts that JSX has in several parts; nobody sees that.
      const elements = [...addedNodes, ...removedNodes].filter(({ nodeType }) => nodeType !== 3);
      for (const { nodeName } of elements) changes.push(target.nodeName + " has other " + nodeName);
      if (attributeName !== null) changes.push(target.nodeName + " " + attributeName);
    }
  });
  // All of the document is there; its scripts have not run.
  document.addEventListener("readystatechange", () => {
    if (document.readyState !== "interactive") return;
    globalThis.sentText = document.body.innerText;
    observer.observe(document, { childList: true, subtree: true, attributes: true });
  });
})()`;

interface Opened {
  page: Page;
  /** What was asked for, by path. */
  asked: string[];
  /** What went wrong so far. */
  errors(): Promise<string[]>;
  /** How the page differs from what the server sent. */
  changes(): Promise<string[]>;
}

/** Serves the sample under a strict policy and opens a page of it in a real browser. */
function inBrowser(name: string, path: string, body: (opened: Opened) => Promise<void>): void {
  Deno.test({
    name,
    ignore: isLeftOut,
    fn: async () => {
      const { handler } = await startSample();
      const asked: string[] = [];
      await using server = Deno.serve(
        { port: 0, hostname: "127.0.0.1", onListen() {} },
        async (req, info) => {
          asked.push(new URL(req.url).pathname);
          const response = await handler(req, info);
          response.headers.set("content-security-policy", POLICY);
          return response;
        },
      );
      const context = await (await browser()).newContext();
      await using _ = { [Symbol.asyncDispose]: () => context.close() };
      const page = await context.newPage();
      await page.addInitScript(WATCH);
      await page.goto(`http://127.0.0.1:${server.addr.port}${path}`);
      await page.locator("[data-fresh-island]").first().waitFor({ state: "detached" });
      await body({
        page,
        asked,
        errors: () => page.evaluate<string[]>("errors"),
        changes: async () => {
          equal(await page.evaluate("document.body.innerText"), await page.evaluate("sentText"));
          const all = await page.evaluate<string[]>("changes");
          return all.filter((change) => change !== "SLOT data-fresh-island");
        },
      });
    },
  });
}

Deno.test.afterAll(closeBrowser);

const texts = (page: Page, selector: string) => page.locator(selector).allInnerTexts();
/** Waits until an island has put its count into the head: the title first, then the description. */
const titled = (page: Page, count: number) =>
  page.locator(`head meta[content="counted to ${count}"]`).waitFor({ state: "attached" });

inBrowser(
  "islands wake on the server's elements: none is added, removed or changed",
  "/",
  async ({ page, errors, changes }) => {
    deepEqual(await errors(), []);
    // The island that says where it runs says so after it is awake.
    deepEqual(await changes(), ["PRE data-where"]);
    await page.locator("button", { hasText: "Count 3" }).first().click();
    await page.locator("output", { hasText: "8" }).waitFor();
    deepEqual(await texts(page, "button:not(.toggle)"), ["Count 4", "Count 4"]);
  },
);

inBrowser(
  "a page asks for the code of its islands once, all at one time, and for no other",
  "/awake",
  async ({ asked, errors }) => {
    deepEqual(await errors(), ["Error: only in the browser"]);
    const names = asked.map((path) => path.replace(/^.*\/|-\w+\.js$/g, ""));
    const islands = ["Asset", "Broken", "Counter", "Toggle"];
    deepEqual(names.filter((name) => /^[A-Z]/.test(name)).toSorted(), islands);
    deepEqual(asked.length, new Set(asked).size);
  },
);

inBrowser(
  "an island that fails keeps what the server sent, and all others wake",
  "/failing",
  async ({ page, errors }) => {
    deepEqual((await errors()).toSorted(), ["Error: deep", "Error: effect", "Error: module"]);
    deepEqual(await texts(page, "p"), [
      "unloadable stays",
      "before 1 and 2 whole after 3",
      "effect stays",
      "brittle 1",
    ]);
    deepEqual(await texts(page, "article h2, article b"), ["Deep"]);
    const counters = () => texts(page, "button:not(#remembering > button)");
    await page.locator("article button").click();
    await page.getByText("brittle 2").waitFor();
    deepEqual(await counters(), ["Count 2", "Count 2"]);
    await page.locator("article button").click();
    await page.getByText("Count 3").nth(1).waitFor();
    deepEqual([await counters(), (await errors()).at(-1)], [
      ["Count 3", "Count 3"],
      "Error: brittle",
    ]);
    deepEqual((await texts(page, "p")).at(-1), "brittle 2");
  },
);

inBrowser(
  "JSX that the server showed and the browser does not is there when it is opened",
  "/failing",
  async ({ page }) => {
    const box = page.locator("#remembering");
    equal(await box.locator("slot button").count(), 0);
    await box.getByText("open").click();
    await box.getByText("Count 1").click();
    await box.getByText("Count 2").waitFor();
  },
);

inBrowser(
  "nested islands, JSX by several props, computed signals and large props",
  "/props",
  async ({ page, errors, changes }) => {
    deepEqual(await errors(), []);
    deepEqual(await changes(), []);
    deepEqual(await texts(page, "output"), ["4", "4"]);
    match((await texts(page, ".rows"))[0] ?? "", /^20000 row 19999 <\/script>$/);
    equal(await page.locator("button").count(), 4);
    for (let i = 0; i < 4; i++) await page.locator("button").nth(i).click();
    await page.getByText("Count 6").nth(3).waitFor();
    // As in Fresh: what a signal was computed from stays on the server.
    deepEqual(await texts(page, "output"), ["4", "4"]);
  },
);

inBrowser(
  "Head in an island: nothing changes when it wakes, and the title follows what it shows",
  "/titled",
  async ({ page, errors, changes }) => {
    deepEqual(await changes(), []);
    const description = page.locator("head meta[name=description]");
    deepEqual([await page.title(), await description.getAttribute("content")], [
      "Titled 0",
      "counted to 0",
    ]);
    for (const count of [1, 2, 3]) {
      await page.locator("button").click();
      await titled(page, count);
      deepEqual([await page.title(), await description.count()], [`Titled ${count}`, 1]);
      equal(await page.locator("head meta[name=late]").count(), count > 1 ? 1 : 0);
    }
    equal(await page.locator("head link[rel=license]").count(), 1);
    deepEqual(await errors(), []);
  },
);

inBrowser(
  "an image in an island is asked for once, at a URL that may be cached for good",
  "/titled",
  async ({ page, asked }) => {
    await page.locator("button").click();
    await titled(page, 1);
    const urls = await page.locator("img").evaluateAll((all) =>
      all.map((one) => one.getAttribute("src") ?? "")
    );
    match(urls[0] ?? "", /^\/pixel\.svg\?__frsh_c=\w{16}$/);
    // The second one was made in the browser.
    deepEqual(urls, [urls[0], urls[0]]);
    equal(asked.filter((path) => path === "/pixel.svg").length, 1);
  },
);

inBrowser(
  "circles, the same object twice, bytes, patterns, odd numbers and nested maps arrive as they were",
  "/titled",
  async ({ page }) => deepEqual(await texts(page, "pre"), ["wrong: "]),
);
