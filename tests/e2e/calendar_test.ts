import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { axe, bothThemes, browserTest, counts, loads, shows, viewports } from "./harness/mod.ts";

/** Before all months that are looked at. */
const LONG_AGO = Date.UTC(2025, 0, 15);
const today = () => new Date().toISOString().slice(0, 10);

function heading(page: Page) {
  return page.locator(".steps h2");
}

browserTest(
  "months and years follow each other without a page load, and the browser goes back",
  {},
  async ({ page, seed, open }) => {
    await seed({ startedAt: LONG_AGO }, {});
    await open("/calendar?period=2026-03");
    // What a page load would lose.
    await page.evaluate(() => document.body.dataset.kept = "yes");
    await shows(heading(page), "March 2026");
    await page.getByRole("link", { name: "Earlier" }).click();
    await shows(heading(page), "February 2026");
    await page.getByLabel("Period").getByText("Year").click();
    await shows(heading(page), "2026");
    await counts(page.locator(".cell"), 365);
    await page.getByLabel("What the days show").getByText("Requests").click();
    await page.waitForURL("**/calendar?period=2026&show=requests");
    await page.goBack();
    await page.goBack();
    await shows(heading(page), "February 2026");
    assert.equal(await page.evaluate(() => document.body.dataset.kept), "yes");
    await loads(page, () => page.reload());
    await shows(heading(page), "February 2026");
  },
);

browserTest(
  "a day opens to what it is made of, follows new requests, and closes",
  {},
  async ({ page, seed, open }) => {
    await seed({ alias: "first" }, { alias: "second", provider: "bolt" });
    await open("/calendar");
    await page.locator(".day.today").click();
    await page.waitForURL(`**/calendar?day=${today()}`);
    const detail = page.locator("#day");
    await shows(detail.getByRole("link", { name: "second" }).first(), "second");
    await seed({ alias: "third" });
    await shows(detail.getByRole("link", { name: "third" }).first(), "third");
    await bothThemes(page, () => axe(page));
    await viewports(page, () => axe(page), ["phone"]);
    await detail.getByRole("link", { name: "Close the day" }).click();
    await detail.waitFor({ state: "detached" });
  },
);

browserTest(
  "the calendar of a project has its days alone, and leads to its requests",
  {},
  async ({ page, seed, open }) => {
    await seed({ alias: "mine", project: "blog" }, { alias: "other" });
    await open(`/calendar?day=${today()}`);
    const detail = page.locator("#day");
    await shows(detail.locator(".cards"), /Requests\s*2/);
    await page.getByLabel("Project").selectOption("blog");
    await page.waitForURL(/project=blog/);
    await shows(detail.locator(".cards"), /Requests\s*1/);
    await detail.getByRole("link", { name: "All requests" }).click();
    await shows(page.locator("table.requests tbody"), /mine/);
    await shows(page.locator(".chips"), /Project\s*blog/);
    await page.goBack();
    await page.goBack();
    await shows(detail.locator(".cards"), /Requests\s*2/);
  },
);

browserTest("the bar that is pointed at tells its hour", {}, async ({ page, seed, open }) => {
  await seed({});
  await open(`/calendar?day=${today()}`);
  const chart = page.locator("#day .chart");
  await shows(chart.locator("strong"), /^Total/);
  await chart.locator("a").nth(3).focus();
  await shows(chart.locator("strong"), /^03:00–04:00/);
});

browserTest(
  "a server that does not answer is told, and asked again on demand",
  {},
  async ({ page, seed, open, problems }) => {
    problems.expect(/status of 500/);
    await seed({ startedAt: LONG_AGO });
    await open("/calendar?period=2026-03");
    let isBroken = true;
    await page.route(
      "**/api/pages/calendar?period=2026-02*",
      (route) =>
        isBroken
          ? route.fulfill({ status: 500, json: { error: { message: "The disk is gone." } } })
          : route.continue(),
    );
    await page.getByRole("link", { name: "Earlier" }).click();
    await shows(page.getByRole("alert"), "The disk is gone.");
    isBroken = false;
    await page.getByRole("button", { name: "Try again" }).click();
    await page.getByRole("alert").waitFor({ state: "detached" });
  },
);
