import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { browserTest, PAGES, shows } from "./harness/mod.ts";

/** What refreshes itself: all but the playground. */
const TABS = PAGES.filter(({ name, needsData }) => name !== "playground" && !needsData);
const ANSWER = {
  id: "1",
  object: "chat.completion",
  choices: [{ index: 0, message: { role: "assistant", content: "Hi" }, finish_reason: "stop" }],
  usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
};
const answered = Promise.withResolvers<Response>();

browserTest("every open tab counts the requests that run", {
  answer: () => answered.promise,
}, async ({ page, app }) => {
  const windows = await openAll(page);
  for (const window of windows) await shows(window.getByRole("status"), "live");
  const asked = app.post("/v1/chat/completions", { model: "m", messages: [] });
  for (const window of windows) await shows(window.getByRole("status"), "1 running");
  answered.resolve(Response.json(ANSWER));
  assert.equal((await asked).status, 200);
  for (const window of windows) await shows(window.getByRole("status"), "live");
});

browserTest("every open tab outlives a restart of the server", {}, async (world) => {
  const { page, app, problems } = world;
  problems.expect(/ERR_CONNECTION_REFUSED/);
  const context = page.context();
  await context.clock.install();
  const windows = await openAll(page);
  for (const window of windows) await shows(window.getByRole("status"), "live");
  await app.restart(async () => {
    await context.clock.fastForward(6000);
    for (const window of windows) await shows(window.getByRole("status"), "no connection");
  });
  await context.clock.fastForward(6000);
  for (const window of windows) await shows(window.getByRole("status"), "live");
});

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
