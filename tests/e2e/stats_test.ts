import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import {
  axe,
  bothThemes,
  browserTest,
  counts,
  DEMO,
  fits,
  hasFocus,
  loads,
  refreshed,
  shows,
  tabThrough,
  viewports,
} from "./harness/mod.ts";
import type { Exchange } from "../../lib/types/exchange.ts";
import { costOf } from "../store/exchange.ts";

const DAY_MS = 86_400_000;
const card = (page: Page, label: string) =>
  page.locator(".stats-cards .card").filter({ has: page.locator(".label", { hasText: label }) });
const panel = (page: Page, name: string) => page.getByRole("region", { name });
const bars = (page: Page) => panel(page, "Cost over time").locator("svg a");
const rows = (page: Page) => panel(page, "Models").locator("tbody tr");
const search = (page: Page) => new URL(page.url()).search;
const keep = (page: Page) => page.evaluate(() => document.body.dataset.kept = "yes");
const isKept = (page: Page) => page.evaluate(() => document.body.dataset.kept === "yes");

/** A number as a page writes it. */
const numberIn = (text: string) => Number(/[\d,]+/.exec(text)?.[0].replaceAll(",", "") ?? NaN);

/** How many requests the page Requests counts where a link leads. */
async function countAt(page: Page, href: string | null): Promise<number> {
  assert.match(href ?? "", /^\/requests\?/);
  const response = await page.request.get(`/requests${href?.slice("/requests".length)}`, {
    headers: { accept: "text/html" },
  });
  const html = await response.text();
  const [, count = ""] = /<dl class="totals".*?<dd>([\d,]+)\+?<\/dd>/s.exec(html) ?? [];
  return numberIn(count);
}

const failed = { outcome: "failed", status: 502, cost: null, usage: null, response: null } as const;

/** What happened to a small team today and on some days before. */
function facts(now: number): Partial<Exchange>[] {
  const times = (count: number, one: (place: number) => Partial<Exchange>) =>
    Array.from({ length: count }, (_, place) => one(place));
  return [
    ...times(5, () => ({ alias: "fine", provider: "acme", project: "blog" })),
    ...times(3, () => ({ alias: "fine", provider: "bolt", cost: costOf(9_000_000) })),
    ...times(4, () => ({ alias: "own", provider: "bolt", cost: null })),
    ...times(2, (place) => ({
      ...{ alias: "fine", provider: "acme", error: `Broken ${place}.`, ...failed },
      cost: place === 0 ? costOf(4_000_000) : null,
    })),
    { alias: "never", provider: "clay", error: "Never there.", project: "shop", ...failed },
    { alias: "left", provider: "acme", outcome: "interrupted", status: 499, error: "Left." },
    ...times(6, (place) => ({
      ...{ alias: "old", provider: "clay", startedAt: now - (10 + place) * DAY_MS },
    })),
  ];
}

browserTest(
  "ranges, one's own days and projects are followed without a page load, there and back",
  {},
  async (
    { page, seed, open },
  ) => {
    const now = Date.now();
    await seed(...facts(now));
    await open("/");
    await keep(page);
    const requests = card(page, "Requests").locator(".value");
    const current = page.locator(".ranges [aria-current=true]");
    await shows(requests, /^18$/);
    for (
      const [label, query, shown] of [
        ["Today", "?range=today", "12"],
        ["This week", "?range=week", null],
        ["This month", "?range=month", null],
        ["All time", "?range=all", "18"],
        ["Last 30 days", "?range=30d", "18"],
      ] as const
    ) {
      await page.getByRole("link", { name: label, exact: true }).click();
      await shows(current, label);
      assert.equal(search(page), query);
      if (shown) await shows(requests, new RegExp(`^${shown}$`));
    }
    await page.getByRole("link", { name: "Yesterday", exact: true }).click();
    await shows(page.locator("main"), "No request in this time");
    await page.getByRole("link", { name: "Show all time" }).click();
    await shows(requests, /^18$/);

    const day = (days: number) => new Date(now - days * DAY_MS).toISOString().slice(0, 10);
    await page.getByRole("button", { name: "Custom" }).click();
    await page.getByLabel("From", { exact: true }).fill(day(12));
    await page.getByLabel("To", { exact: true }).fill(day(10));
    await page.locator("#own-range").getByRole("button", { name: "Show" }).click();
    await shows(requests, /^3$/);
    assert.equal(search(page), `?from=${day(12)}&to=${day(10)}`);
    await counts(bars(page), 3);
    await page.getByRole("link", { name: "Last 30 days", exact: true }).click();
    await shows(requests, /^18$/);

    await page.getByLabel("Project").selectOption("blog");
    await shows(requests, /^5$/);
    assert.equal(search(page), "?range=30d&project=blog");
    await counts(rows(page), 1);
    await panel(page, "Models").getByRole("link", { name: "95 %" }).click();
    await shows(page.locator("th[aria-sort=descending]"), "95 %");
    await page.getByRole("link", { name: "Today", exact: true }).click();
    await shows(current, "Today");
    assert.equal(search(page), "?range=today&project=blog&sort=p95&dir=desc");
    assert.ok(await isKept(page));

    await loads(page, () => page.reload());
    await shows(current, "Today");
    await shows(requests, /^5$/);
    assert.equal(await page.getByLabel("Project").inputValue(), "blog");
    await shows(page.locator("th[aria-sort=descending]"), "95 %");
    await page.goBack();
    await page.goBack();
    await page.goBack();
    await shows(requests, /^18$/);
    assert.equal(await page.getByLabel("Project").inputValue(), "");
    assert.equal(search(page), "?range=30d");
    await page.goBack();
    await shows(requests, /^3$/);
    await page.goForward();
    await page.goForward();
    await shows(requests, /^5$/);
    assert.equal(await page.getByLabel("Project").inputValue(), "blog");
  },
);

browserTest(
  "the table of models is sorted by each column where it is, both ways, without asking the server",
  DEMO,
  async (
    { page, seed, open },
  ) => {
    await seed.demo({ exchanges: 300, days: 20 });
    await refreshed(page, () => open("/?range=all"));
    const count = await rows(page).count();
    assert.ok(count > 8);
    const asked: string[] = [];
    page.on("request", (request) => asked.push(new URL(request.url()).pathname));
    const columns = [
      "Model",
      "Requests",
      "Tokens",
      "Failed",
      "Median",
      "95 %",
      "First token",
      "Tokens/s",
      "Per request",
    ];
    for (const [place, label] of columns.entries()) {
      const head = panel(page, "Models").locator("th[scope=col]").nth(place);
      for (const turn of [0, 1]) {
        await head.getByRole("link").click();
        const isDown = (turn === 0) === (label !== "Model");
        await shows(page.locator(`th[aria-sort=${isDown ? "descending" : "ascending"}]`), label);
        assert.equal(await rows(page).count(), count);
        const cells = await rows(page).locator(`:scope > :nth-child(${place + 1})`).allInnerTexts();
        assertSorted(cells, label, isDown);
      }
    }
    assert.equal(search(page), "?range=all&sort=each&dir=asc");
    // The browser looks for the icon of a new address by itself.
    assert.deepEqual(asked.filter((path) => path !== "/favicon.svg"), []);
    await page.goBack();
    await shows(page.locator("th[aria-sort=descending]"), "Per request");
  },
);

/** What a cell says as a number, as far as that can be read; a dash or "unpriced" is none. */
function amountOf(text: string): number | null {
  const [, number, unit = ""] = /^<?\$?([\d,.]+)\s?(min|ms|s|K|M|%)?/.exec(text.trim()) ?? [];
  if (number === undefined) return null;
  const factor = { K: 1e3, M: 1e6, s: 1e3, min: 6e4 }[unit] ?? 1;
  return Number(number.replaceAll(",", "")) * factor;
}

function assertSorted(cells: string[], label: string, isDown: boolean): void {
  if (label === "Model") {
    const names = cells.map((cell) => cell.split("\n")[0] ?? "");
    const sorted = names.toSorted((a, b) => (isDown ? -1 : 1) * (a < b ? -1 : a > b ? 1 : 0));
    return assert.deepEqual(names, sorted);
  }
  // None failed is a dash, and yet the least.
  const amounts = cells.map((cell) => label === "Failed" && cell === "–" ? 0 : amountOf(cell));
  const known = amounts.filter((amount) => amount !== null);
  assert.deepEqual(known, known.toSorted((a, b) => isDown ? b - a : a - b), label);
  assert.ok(amounts.slice(known.length).every((amount) => amount === null), label);
}

/** How many requests the bars lead to, all together. */
async function countInBars(page: Page): Promise<number> {
  let count = 0;
  for (const bar of await bars(page).all()) {
    count += await countAt(page, await bar.getAttribute("href"));
  }
  return count;
}

browserTest("an hour leads to the requests of that hour, and to no others", {}, async (
  { page, seed, open },
) => {
  const day = new Date(Date.now() - DAY_MS).toISOString().slice(0, 10);
  const midnight = Date.parse(day);
  const at = (hour: number) => ({ startedAt: midnight + hour * 3_600_000 });
  await seed(at(-1), at(0), at(1), at(1), at(1.99), at(2));
  await open(`/?from=${day}&to=${day}`);
  await counts(bars(page), 24);
  assert.equal(await countInBars(page), 5);
  await bars(page).nth(1).click();
  const requests = page.locator("table.requests tbody tr");
  await counts(requests, 3);
  await shows(page.locator(".chips"), /Hour\s+\d{4}-\d\d-\d\d 01:00/);
  // Another range is asked for as a whole.
  await page.getByRole("link", { name: "All time", exact: true }).click();
  await counts(requests, 6);
  await counts(page.locator(".chips"), 0);
});

browserTest("each number leads to exactly the requests that it counts", {}, async (
  { page, seed, open },
) => {
  await seed(...facts(Date.now()));
  await open("/?range=30d");
  const hrefOf = async (label: string) => await card(page, label).getAttribute("href");
  const shown: [card: string, count: number][] = [
    ...[["Cost", 18], ["Requests", 18], ["Tokens", 18], ["Saved by caches", 18]] as const,
    ...[["Failed", 3], ["Median time", 18], ["Running now", 0]] as const,
  ].map(([name, count]) => [name, count]);
  for (const [label, count] of shown) {
    assert.equal(await countAt(page, await hrefOf(label)), count, label);
  }
  assert.equal(await countInBars(page), 18);
  for (const place of ["Providers", "Models"]) {
    const found = panel(page, place).locator("tbody tr");
    for (const row of await found.all()) {
      const name = await row.locator("th").innerText();
      const cell = row.locator("td.number:not(.wide)").first();
      const count = numberIn(await cell.innerText());
      const href = await row.locator("th a").getAttribute("href");
      // A model that never answered leads to its failures.
      assert.equal(await countAt(page, href), name.startsWith("never") ? 1 : count, name);
    }
  }
  const bad = panel(page, "Models").locator("td a");
  const failures = await Promise.all((await bad.all()).map(async (link) => [
    await link.getAttribute("title"),
    await countAt(page, await link.getAttribute("href")),
  ]));
  assert.deepEqual(failures, [["2 of 7", 2], ["1 of 1", 1]]);
  for (const link of await panel(page, "Efficiency and speed").getByRole("link").all()) {
    assert.ok(await countAt(page, await link.getAttribute("href")) > 0);
  }
  const without = page.getByRole("complementary", { name: "Without a price" }).getByRole("link");
  assert.equal(await countAt(page, await without.nth(0).getAttribute("href")), 4);
  assert.equal(await countAt(page, await without.nth(1).getAttribute("href")), 4);

  // As a person goes: there by a click, and back.
  const total = page.locator("dl.totals dd").first();
  const ways: [click: () => Promise<void>, count: string][] = [
    [() => card(page, "Failed").click(), "3"],
    [() => bars(page).last().click(), "12"],
    [() => panel(page, "Providers").getByRole("link", { name: "bolt" }).click(), "7"],
    [
      () => rows(page).filter({ hasText: "acme" }).first().click({ position: { x: 300, y: 12 } }),
      "5",
    ],
    [() => without.first().click(), "4"],
  ];
  for (const [click, count] of ways) {
    await click();
    await page.waitForURL("**/requests?**");
    await shows(total, new RegExp(`^${count}$`));
    await page.goBack();
    await shows(card(page, "Requests"), "18");
  }
  await panel(page, "Recent errors").getByRole("link", { name: "never" }).click();
  await shows(page.locator("dialog.drawer"), "Never there.");
  await counts(page.locator("table.requests tbody tr"), 3);
});

browserTest("errors are cleared after a question; what cost money stays", {}, async (
  { page, seed, open },
) => {
  await seed(...facts(Date.now()));
  await open("/");
  const clear = panel(page, "Recent errors").getByRole("button", { name: "Clear errors" });
  const dialog = page.getByRole("dialog", { name: "Clear errors" });
  const list = panel(page, "Recent errors").getByRole("listitem");
  await counts(list, 3);
  for (const leave of ["button", "Escape", "beside"]) {
    await clear.click();
    await hasFocus(dialog.getByRole("button", { name: "Cancel" }));
    if (leave === "button") await dialog.getByRole("button", { name: "Cancel" }).click();
    else if (leave === "Escape") await page.keyboard.press("Escape");
    else await page.mouse.click(5, 400);
    await dialog.waitFor({ state: "detached" });
    await hasFocus(clear);
    await counts(list, 3);
  }
  await clear.click();
  await bothThemes(page, () => axe(page));
  await dialog.getByRole("button", { name: "Clear errors" }).click();
  await panel(page, "Recent errors").waitFor({ state: "detached" });
  await shows(card(page, "Failed"), "1 of 19 · $0.004");
  await hasFocus(page.getByRole("heading", { name: "Stats" }));
  await loads(page, () => page.reload());
  await shows(card(page, "Failed"), "1 of 19 · $0.004");
  await counts(panel(page, "Recent errors"), 0);
  await seed({ alias: "again", error: "New.", ...failed });
  await counts(list, 1);
});

browserTest("errors that could not be cleared stay, and one is told why", {}, async (
  { page, seed, open, problems },
) => {
  problems.expect(/status of 503/);
  await seed(...facts(Date.now()));
  await open("/");
  await page.route(
    "**/errors",
    (route) => route.fulfill({ status: 503, json: { error: { message: "The disk is full." } } }),
  );
  await panel(page, "Recent errors").getByRole("button", { name: "Clear errors" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Clear errors" }).click();
  await shows(page.getByRole("alert"), "The disk is full.");
  await counts(panel(page, "Recent errors").getByRole("listitem"), 3);
});

const answers: PromiseWithResolvers<Response>[] = [];

browserTest("what the proxy answers is counted on an open page, and what runs while it runs", {
  answer: () => {
    const answer = Promise.withResolvers<Response>();
    answers.push(answer);
    return answer.promise;
  },
}, async ({ page, app, seed, open }) => {
  await seed(...facts(Date.now()));
  await open("/?range=today");
  await keep(page);
  const ask = () =>
    app.post("/v1/chat/completions", {
      model: "m",
      stream: true,
      messages: [{ role: "user", content: "?" }],
    });
  const running = card(page, "Running now");
  const boxes = () =>
    page.locator(".stats-cards .card").evaluateAll(
      (all) => all.map((one) => JSON.stringify(one.getBoundingClientRect())),
    );
  await shows(running, "requests in flight");
  const before = await boxes();
  const one = ask();
  await shows(running, "1request in flight");
  const other = ask();
  await shows(running, "2requests in flight");
  assert.deepEqual(await boxes(), before);
  // Each stands until it has been read to its end.
  for (
    const [answer, left] of [[answers[0], "1request in flight"], [
      answers[1],
      "0requests in flight",
    ]] as const
  ) {
    const chunk = { choices: [{ index: 0, delta: { content: "!" }, finish_reason: "stop" }] };
    const usage = {
      choices: [],
      usage: { prompt_tokens: 9, completion_tokens: 1, total_tokens: 10 },
    };
    const events = [chunk, usage].map((event) => `data: ${JSON.stringify(event)}\n\n`).join("");
    answer?.resolve(
      new Response(`${events}data: [DONE]\n\n`, {
        headers: { "content-type": "text/event-stream" },
      }),
    );
    await (await (left.startsWith("1") ? one : other)).text();
    await shows(running, left);
  }
  await shows(card(page, "Requests").locator(".value"), /^14$/);
  await shows(rows(page), "mopenai");
  assert.deepEqual(await boxes(), before);
  assert.ok(await isKept(page));
});

browserTest("the keyboard reaches the bars, reads them, and Enter follows", {}, async (
  { page, seed, open },
) => {
  await seed(...facts(Date.now()));
  await open("/?range=30d");
  const caption = panel(page, "Cost over time").locator("figcaption strong");
  await shows(caption, /^Total/);
  await bars(page).first().focus();
  await shows(caption, /\$0\.00$/);
  for (let press = 1; press < 30; press++) await page.keyboard.press("Tab");
  assert.ok(await bars(page).last().evaluate((bar) => bar === document.activeElement));
  const today = new Date().toISOString().slice(0, 10);
  await page.keyboard.press("Enter");
  await page.waitForURL(`**/requests?from=${today}&to=${today}*`);
  await shows(page.locator("dl.totals dd").first(), /^12$/);
});

browserTest(
  "an empty log shows the first steps, and fills when the first request comes",
  {},
  async (
    { page, seed, open },
  ) => {
    await open("/");
    await shows(page.locator("main"), "curl http");
    await bothThemes(page, () => axe(page));
    await seed({ alias: "first" });
    await shows(card(page, "Requests").locator(".value"), /^1$/);
    await counts(page.getByText("curl http"), 0);
  },
);

browserTest("without JavaScript ranges, sorting, folding and projects are pages", {
  context: { javaScriptEnabled: false },
}, async ({ page, seed }) => {
  await seed(
    ...facts(Date.now()),
    ...Array.from({ length: 31 }, (_, place) => ({ alias: `model-${place}` })),
  );
  await page.goto("/");
  await counts(rows(page), 25);
  await page.getByRole("link", { name: /^Show all 3\d models/ }).click();
  await page.waitForURL(/models=all/);
  await counts(rows(page), 36);
  await panel(page, "Models").getByRole("link", { name: "Model", exact: true }).click();
  await page.waitForURL(/sort=model/);
  await shows(rows(page).first(), "fine");
  await page.getByLabel("Project").selectOption("shop");
  await page.getByRole("button", { name: "Show" }).first().click();
  await page.waitForURL(/project=shop/);
  await shows(rows(page), "never");
  await counts(rows(page), 1);
});

browserTest(
  "a crowded page fits every window, has no barrier in either theme, and is reached by keys",
  DEMO,
  async (
    { page, seed, open },
  ) => {
    await seed.demo({ exchanges: 400, days: 90 });
    await seed({ alias: "no-price", cost: null }, {
      ...failed,
      alias: `a/${"very-long-".repeat(12)}name`,
      error: "x".repeat(400),
    });
    await refreshed(page, () => open("/?range=all"));
    await viewports(page, () => fits(page));
    await bothThemes(page, () => axe(page));
    await viewports(page, () => axe(page), ["phone", "laptop"]);
    const stops = await tabThrough(page);
    for (const name of ["a Cost$", "a Cost ↓", "select ", "a no-price", "button Clear errors"]) {
      assert.ok(stops.some((stop) => stop.startsWith(name)), `${name} in ${stops}`);
    }
  },
);

/** What of tables and legends is beyond the edge of its panel; a table that scrolls may be. */
const BEYOND = `[...document.querySelectorAll(".panel")].flatMap((panel) => {
  const { right } = panel.getBoundingClientRect();
  return [...panel.querySelectorAll("td, th, figcaption *, .axis-x, li *")]
    .filter((e) => !e.closest(".scrolls") && e.getBoundingClientRect().right > right)
    .map((e) => innerWidth + ": " + e.textContent);
})`;

browserTest("nothing sticks out of its panel, on no width and no paper", DEMO, async (
  { page, seed, open },
) => {
  await seed.demo({ exchanges: 300, days: 20 });
  await seed({ provider: "a-provider-with-a-long-name", cost: costOf(123_456_789_000_000) });
  await open("/?range=all");
  for (const media of ["screen", "print"] as const) {
    await page.emulateMedia({ media });
    for (const width of [360, 480, 600, 700, 794, 880, 960, 1040, 1120, 1200, 1280]) {
      await page.setViewportSize({ width, height: 800 });
      assert.deepEqual(await page.evaluate<string[]>(BEYOND), [], media);
    }
  }
  assert.equal(await page.locator(".ranges").innerText(), "All time", "the paper tells its range");
});
