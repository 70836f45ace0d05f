import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { browser, isLeftOut } from "./harness/browser.ts";
import { findChromium } from "./harness/chromium.ts";
import {
  axe,
  bothThemes,
  browserTest,
  counts,
  fits,
  shows,
  tabThrough,
  type Theme,
  type Viewport,
  viewports,
  withPage,
} from "./harness/mod.ts";
import { Problems } from "./harness/problems.ts";

/** What may go wrong in a page: a script that does it, and what is told of it. */
const WRONGS: readonly [what: string, script: string, told: RegExp][] = [
  ["an error on the console", "console.error('oh no')", /console: oh no/],
  ["an exception", "setTimeout(() => { throw new Error('lost') })", /exception: Error: lost/],
  ["a rejection", "void Promise.reject(new Error('alone'))", /exception: Error: alone/],
  ["an inline style", "document.body.setAttribute('style', 'top: 0')", /Content Security Policy/],
  [
    "an inline script",
    "document.body.append(Object.assign(document.createElement('script'), { text: '0' }))",
    /Content Security Policy/,
  ],
  ["what is not there", "await fetch('/nope')", /status of 404/],
  ["a forbidden request", "await fetch('https://example.com/').catch(() => {})", /Policy/],
];

const SAMPLE = `<!DOCTYPE html><html lang="en"><head><title>Sample</title>
<style nonce="n">
  html { color-scheme: light dark; color: CanvasText; background: light-dark(#fff, #000) }
  a { color: inherit }
</style></head>
<body><main><h1>Sample</h1><a href="/">First</a> <button>Second</button></main></body></html>`;
const POLICY = "default-src 'none'; connect-src 'self'; style-src 'nonce-n'";

/** Opens a page that no change of the dashboard alters, under a policy like the dashboard's. */
async function openSample(page: Page, policy = POLICY): Promise<void> {
  const headers = { "content-type": "text/html", "content-security-policy": policy };
  await page.route("**/sample", (route) => route.fulfill({ headers, body: SAMPLE }));
  await page.goto("/sample");
}

/** Evaluates a statement in the page, and lets what it began go on. */
async function run(page: Page, script: string): Promise<void> {
  await page.evaluate(`(async () => { ${script}; })()`);
  await page.evaluate("new Promise((resolve) => setTimeout(() => setTimeout(resolve)))");
}

browserTest("whatever goes wrong in a page is noticed", {}, async ({ app }) => {
  for (const [what, script, told] of WRONGS) {
    const context = await (await browser()).newContext({ baseURL: app.url });
    const problems = new Problems(context, app.url);
    const page = await context.newPage();
    await openSample(page);
    await problems.assertNone();
    await run(page, script);
    await assert.rejects(problems.assertNone(), told, what);
    await context.close();
  }
});

browserTest("a request to elsewhere fails, and is noticed", {}, async (world) => {
  const { page, app, problems } = world;
  await openSample(page, "");
  // A name that this machine knows: only the browser's own rule keeps it from being found.
  const elsewhere = app.url.replace("127.0.0.1", "localhost");
  problems.expect(/request to elsewhere: http:\/\/localhost:\d+\/$/);
  problems.expect(/ERR_NAME_NOT_RESOLVED/);
  await run(page, `await fetch("${elsewhere}", { mode: "no-cors" }).catch(() => {})`);
});

browserTest("a web socket to elsewhere is noticed", {}, async ({ page, problems }) => {
  await openSample(page, "");
  problems.expect(/request to elsewhere: http:\/\/127\.0\.0\.1:9\//);
  problems.expect(/WebSocket connection/);
  await run(page, "await new Promise((on) => new WebSocket('ws://127.0.0.1:9/').onerror = on)");
});

Deno.test({
  name: "a test fails by what went wrong in its page, and by what was expected and did not come",
  ignore: isLeftOut,
  fn: async () => {
    const wrong = withPage({}, ({ page }) => run(page, "console.error('oh no')"));
    await assert.rejects(wrong, /oh no/);
    await assert.rejects(withPage({}, ({ problems }) => problems.expect(/rain/)), /rain/);
    await withPage({}, async ({ page, problems }) => {
      problems.expect(/oh/);
      await run(page, "console.error('oh no')");
    });
  },
});

browserTest("axe finds a barrier, and the policy is in force beside it", {}, async (world) => {
  const { page, problems } = world;
  await openSample(page);
  await axe(page);
  await run(page, "document.querySelector('main').append(document.createElement('img'))");
  await assert.rejects(axe(page), /image-alt/);
  problems.expect(/Content Security Policy/);
  await run(page, "document.body.setAttribute('style', 'color: red')");
});

browserTest("axe sees the contrast of the theme that is on", { theme: "dark" }, async (world) => {
  const { page } = world;
  await openSample(page);
  await axe(page);
  await run(page, "document.querySelector('h1').style.color = '#444'");
  const bad: Theme[] = [];
  await bothThemes(page, (theme) => axe(page).catch(() => bad.push(theme)));
  assert.deepEqual(bad, ["dark"]);
});

browserTest("what is wider than the window is named", {}, async ({ page }) => {
  await openSample(page);
  await run(page, "document.querySelector('h1').style.width = '700px'");
  const bad: Viewport[] = [];
  await viewports(page, (viewport) =>
    fits(page).catch(({ message }) => {
      assert.match(message, /h1 … Sample/);
      bad.push(viewport);
    }));
  assert.deepEqual(bad, ["phone"]);
});

browserTest("a focus that cannot be seen and what Tab misses are named", {}, async ({ page }) => {
  await openSample(page);
  assert.deepEqual(await tabThrough(page), ["a First", "button Second"]);
  await run(page, "document.querySelector('button').style.outline = 'none'");
  await assert.rejects(tabThrough(page), /no outline[^]*button Second/);
  await run(page, "document.querySelector('button').onfocus = ({ target }) => target.blur()");
  await assert.rejects(tabThrough(page), /does not reach[^]*button Second/);
});

browserTest("shows() and counts() wait, and say what is there instead", {}, async ({ page }) => {
  await openSample(page);
  await shows(page.locator("h1"), "sample");
  await counts(page.locator("h1"), 1);
  await run(page, "setTimeout(() => document.querySelector('h1').textContent = 'Later', 50)");
  await shows(page.locator("h1"), /^Later$/);
  await run(page, "setTimeout(() => document.querySelector('h1').remove(), 50)");
  await counts(page.locator("h1"), 0);
  page.context().setDefaultTimeout(50);
  await assert.rejects(shows(page.locator("button"), "Third"), /shows \["Second"\], not Third/);
  await assert.rejects(counts(page.locator("button"), 2), /finds 1, not 2/);
});

browserTest("a server that is started again has its requests", {}, async ({ app, seed }) => {
  await seed({ alias: "before" });
  await app.restart(() => assert.rejects(fetch(app.url)));
  await seed({ alias: "after" });
  const { requests } = await (await fetch(`${app.url}/requests`)).json();
  assert.deepEqual(requests.map(({ model }: { model: string }) => model), ["after", "before"]);
});

const envOf = (vars: Record<string, string>) => ({ get: (name: string) => vars[name] });

Deno.test("the browser is what CHROME_BIN names, else the first of the known names", async () => {
  const dir = await Deno.makeTempDir();
  for (const name of ["google-chrome", "chromium", "mine"]) {
    await Deno.writeTextFile(`${dir}/${name}`, "");
  }
  const PATH = `/nowhere:${dir}`;
  assert.equal(findChromium(envOf({ PATH })).path, `${dir}/chromium`);
  assert.equal(findChromium(envOf({ PATH, CHROME_BIN: `${dir}/mine` })).path, `${dir}/mine`);
  assert.equal(findChromium(envOf({ PATH, CHROME_BIN: "" })).path, `${dir}/chromium`);
  assert.throws(
    () => findChromium(envOf({ PATH, CHROME_BIN: "/gone" })),
    /CHROME_BIN names \/gone/,
  );
  await Deno.remove(`${dir}/chromium`);
  assert.equal(findChromium(envOf({ PATH })).path, `${dir}/google-chrome`);
  await Deno.remove(dir, { recursive: true });
});

Deno.test("APANTLI_BROWSER says whether the browser is required, seen, or left out", () => {
  const none = findChromium(envOf({ PATH: "/nowhere" }));
  assert.deepEqual([none.path, none.isRequired, none.isHeaded], [null, false, false]);
  assert.match(none.missing ?? "", /NOT TESTED.*apt-get install chromium/);
  assert.equal(findChromium(envOf({ APANTLI_BROWSER: "required" })).isRequired, true);
  assert.equal(findChromium(envOf({ APANTLI_BROWSER: "headed" })).isHeaded, true);
  const off = findChromium(envOf({ APANTLI_BROWSER: "off", CHROME_BIN: "/bin/sh" }));
  assert.deepEqual([off.path, off.isRequired], [null, false]);
  assert.match(off.missing ?? "", /NOT TESTED.*off/);
  assert.throws(() => findChromium(envOf({ APANTLI_BROWSER: "yes" })), /not "yes"/);
});
