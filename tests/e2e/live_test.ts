import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { browserTest, PAGES, shows } from "./harness/mod.ts";

/** What refreshes itself: all but the playground, in the order of the keys. */
const TABS = PAGES.filter(({ name, needsData }) => name !== "playground" && !needsData);
const ANSWER = {
  id: "1",
  object: "chat.completion",
  choices: [{ index: 0, message: { role: "assistant", content: "Hi" }, finish_reason: "stop" }],
  usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
};
const answered = Promise.withResolvers<Response>();

/** What each tab tells of the one request that came. */
const TOLD: Readonly<Record<string, readonly [place: string, text: RegExp]>> = {
  stats: ["main", /Requests\s*1\s*nothing in the time before/],
  calendar: ["main", /1 request/],
  models: ["table.models", /out, 1 request/],
  requests: ["table.requests", /OK.*openai/],
};

browserTest("every open tab counts the requests that run, and those that ran", {
  answer: () => answered.promise,
}, async ({ page, app }) => {
  const windows = await openAll(page);
  for (const window of windows) await shows(window.getByRole("status"), "live");
  const asked = app.post("/v1/chat/completions", { model: "m", messages: [] });
  for (const window of windows) await shows(window.getByRole("status"), "1 running");
  answered.resolve(Response.json(ANSWER));
  assert.equal((await asked).status, 200);
  for (const window of windows) await shows(window.getByRole("status"), "live");
  for (const [at, { name }] of TABS.entries()) {
    const [place = "", text = ""] = TOLD[name] ?? [];
    await shows((windows[at] ?? page).locator(place), text);
  }
});

browserTest("every open tab outlives a restart of the server, and goes on", {}, async (world) => {
  const { page, app, seed, problems } = world;
  problems.expect(/ERR_CONNECTION_REFUSED/);
  const context = page.context();
  await context.clock.install();
  const windows = await openAll(page);
  for (const window of windows) await shows(window.getByRole("status"), "live");
  for (const window of windows) await window.evaluate("document.body.dataset.kept = 'yes'");
  await app.restart(async () => {
    await context.clock.fastForward(6000);
    for (const window of windows) await shows(window.getByRole("status"), "no connection");
  });
  await context.clock.fastForward(6000);
  for (const window of windows) await shows(window.getByRole("status"), "live");
  await seed({ alias: "after-the-restart" });
  await shows((windows.at(-1) ?? page).locator("table.requests"), "after-the-restart");
  // What a page load would lose.
  for (const window of windows) {
    assert.equal(await window.evaluate("document.body.dataset.kept"), "yes");
  }
});

browserTest("a stream that breaks off is done without, and taken up again", {}, async (world) => {
  const { page, app, seed, open, problems } = world;
  problems.expect(/status of 503/);
  await page.clock.install();
  await open("/requests");
  await seed({ alias: "by-the-stream" });
  await shows(page.locator("table.requests"), "by-the-stream");
  await page.route("**/events", (route) => route.fulfill({ status: 503 }));
  // The browser tries again by itself, and gives up for good when it is refused.
  const refused = page.waitForResponse("**/events");
  app.services.news.close();
  await refused;
  const status = page.getByRole("status");
  await page.clock.fastForward(6000);
  await shows(status, "every 5 s");
  await seed({ alias: "by-asking" });
  await page.clock.fastForward(6000);
  await shows(page.locator("table.requests"), "by-asking");
  // Once it listens again it asks for what it has missed.
  let listens = false;
  page.on("response", (found) => listens ||= found.ok() && found.url().endsWith("/events"));
  const caughtUp = page.waitForRequest((one) => listens && one.url().includes("/api/pages/"));
  await page.unroute("**/events");
  await page.clock.fastForward(6000);
  await (await (await caughtUp).response())?.finished();
  await shows(status, "live");
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  await seed({ alias: "by-the-stream-again" });
  await shows(page.locator("table.requests"), "by-the-stream-again");
  await page.clock.fastForward(30_000);
  assert.equal(asked.length, 1, `asked without need: ${asked}`);
});

browserTest(
  "two windows show what each asks for, and what is done in the other",
  {},
  async (world) => {
    const { page, seed, open } = world;
    await open("/requests?outcome=failed");
    const [all, models] = [await page.context().newPage(), await page.context().newPage()];
    await all.goto("/requests");
    await models.goto("/models");
    await seed({ alias: "went-well" }, { alias: "went-wrong", outcome: "failed", status: 500 });
    await shows(page.locator("table.requests"), "went-wrong");
    await shows(all.locator("table.requests"), "went-well");
    await shows(all.locator("table.requests"), "went-wrong");
    assert.doesNotMatch(await page.locator("table.requests").innerText(), /went-well/);
    assert.match(page.url(), /outcome=failed$/);
    await page.goto("/models");
    await page.getByRole("switch", { name: "echo can be called" }).click();
    await models.locator(".switch[aria-checked=false]").waitFor();
  },
);

browserTest("every open tab asks by itself where events do not come", {}, async (world) => {
  const { page, problems } = world;
  problems.expect(/ERR_FAILED/);
  const context = page.context();
  await context.route("**/events", (route) => route.abort());
  await context.clock.install();
  const windows = await openAll(page);
  await context.clock.fastForward(6000);
  for (const window of windows) await shows(window.getByRole("status"), "every 5 s");
  const asked = windows.map((window) => window.waitForResponse("**/api/pages/**"));
  await context.clock.fastForward(6000);
  for (const response of await Promise.all(asked)) assert.equal(response.status(), 200);
});

/** A window for each tab, `page` for the first. */
async function openAll(page: Page): Promise<Page[]> {
  const windows = [page];
  for (const _ of TABS.slice(1)) windows.push(await page.context().newPage());
  for (const [place, { path }] of TABS.entries()) await windows[place]?.goto(path);
  return windows;
}
