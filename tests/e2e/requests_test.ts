import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import {
  axe,
  bothThemes,
  browserTest,
  counts,
  DEMO,
  fits,
  loads,
  shows,
  viewports,
} from "./harness/mod.ts";
import type { Exchange } from "../../lib/types/exchange.ts";

const rows = (page: Page) => page.locator("table.requests tbody tr");
const drawer = (page: Page) => page.locator("dialog.drawer");

/** No number of a row is beyond the edge of the list, on phones neither. */
async function rowsFit(page: Page, viewport: string): Promise<void> {
  const wide = await page.evaluate<string[]>(`(() => {
    const edge = document.querySelector(".list").getBoundingClientRect().right;
    return [...document.querySelectorAll("table.requests tbody td")]
      .filter((cell) => cell.getBoundingClientRect().right > edge)
      .map((cell) => cell.textContent);
  })()`);
  assert.deepEqual(wide, [], viewport);
}

/** What the Tab key reaches while a request is open: nothing of the list behind it. */
async function stopsIn(page: Page): Promise<string[]> {
  const stops: string[] = [];
  for (let press = 0; press < 60; press++) {
    await page.keyboard.press("Tab");
    const stop = await page.evaluate<string | null>(`(() => {
      const { activeElement: e } = document;
      if (e === document.body) return "";
      const name = e.getAttribute("aria-label") ?? e.textContent.trim();
      return e.closest("dialog.drawer") ? name : null;
    })()`);
    assert.notEqual(stop, null, "the list behind can be reached");
    if (stop !== null && stops.includes(stop) && stop === stops[0]) break;
    if (stop) stops.push(stop);
  }
  return stops;
}

const FACTS: readonly Partial<Exchange>[] = [
  {
    alias: "fine",
    provider: "acme",
    stream: true,
    durationMs: 4000,
    project: "blog",
    request: JSON.stringify({
      model: "fine",
      temperature: 0.25,
      messages: [{ role: "user", content: "Will it **rain** in Berlin?" }],
    }),
    response: JSON.stringify({
      choices: [{
        index: 0,
        message: {
          role: "assistant",
          content: "Yes:\n\n1. today\n2. `tomorrow`",
          reasoning_content: "Clouds.",
        },
        finish_reason: "stop",
      }],
    }),
  },
  {
    alias: "broken",
    provider: "bolt",
    outcome: "failed",
    status: 429,
    error: "Slow down.",
    cost: null,
    usage: null,
    response: null,
  },
  {
    alias: "left",
    provider: "clay",
    outcome: "interrupted",
    status: 499,
    error: "The client left.",
  },
];

browserTest(
  "each filter narrows the list, stays in the address, and goes by its chip",
  DEMO,
  async ({
    page,
    seed,
    open,
  }) => {
    await seed(...FACTS);
    await open("/requests");
    await counts(rows(page), 3);
    await page.getByRole("link", { name: "Failed", exact: true }).click();
    await shows(rows(page), "broken");
    await counts(rows(page), 1);
    await page.getByRole("link", { name: "All", exact: true }).click();
    await counts(rows(page), 3);

    await page.getByText("Filters", { exact: true }).click();
    const form = page.locator("form.filters");
    const choices: readonly (readonly [name: string, value: string])[] = [
      ["model", "fine"],
      ["provider", "acme"],
      ["project", "blog"],
      ["stream", "streamed"],
    ];
    for (const [name, value] of choices) {
      const choice = form.locator(`[name=${name}]`);
      await choice.selectOption(value);
      await shows(page.locator(".chips"), value);
      await counts(rows(page), 1);
      await shows(rows(page), "fine");
      await page.locator(".chips a").first().click();
      await counts(page.locator(".chips"), 0);
      await counts(rows(page), 3);
      assert.equal(await choice.inputValue(), "");
    }
    const typed: readonly (readonly [name: string, value: string, left: number])[] = [
      ["status", "429", 1],
      ["min_cost", "1", 0],
      ["max_cost", "0.5", 2],
      ["min_seconds", "3.5", 1],
      ["max_seconds", "2", 2],
      ["client", "tests/*", 3],
    ];
    for (const [name, value, left] of typed) {
      await form.locator(`[name=${name}]`).fill(value);
      await form.locator(`[name=${name}]`).press("Enter");
      await page.locator(".chips").waitFor();
      await counts(rows(page), left);
      await page.locator(".chips a").first().click();
      await counts(page.locator(".chips"), 0);
    }
    await form.locator("[name=provider]").selectOption("bolt");
    await counts(rows(page), 1);
    await form.locator("[name=status]").fill("500");
    await form.getByRole("button", { name: "Apply" }).click();
    await shows(page.locator(".empty"), "No requests match");
    await page.goBack();
    await counts(rows(page), 1);
    await loads(page, () => page.reload());
    await shows(rows(page), "broken");
    await page.getByRole("link", { name: "Without Provider: bolt" }).click();
    await counts(rows(page), 3);
  },
);

browserTest(
  "a search marks its words and explains its language",
  {},
  async ({ page, seed, open }) => {
    await seed(...FACTS);
    await open("/requests");
    await page.keyboard.press("/");
    await page.keyboard.type("berlin tomor");
    await page.keyboard.press("Enter");
    await counts(rows(page), 1);
    await shows(page.locator("mark"), "Berlin");
    await shows(page.locator("mark"), "tomorrow");
    await page.getByRole("button", { name: "How to search" }).click();
    await shows(page.locator("#search-help"), "tool:get_weather");
    await page.keyboard.press("Escape");
    await page.getByRole("searchbox").fill("cost:much");
    await page.keyboard.press("Enter");
    await shows(page.getByRole("alert"), "write cost:>0.1");
  },
);

browserTest("a request opens beside the list, by mouse and by keys, and closes again", {}, async (
  { page, seed, open },
) => {
  await seed(...FACTS);
  await open("/requests");
  await rows(page).filter({ hasText: "fine" }).click();
  await shows(drawer(page), "Will it rain in Berlin?");
  await shows(drawer(page).locator(".prose strong"), "rain");
  await counts(drawer(page).locator(".prose ol li"), 2);
  await shows(drawer(page).locator(".parameters"), "0.25");
  assert.match(page.url(), /open=1$/);
  await drawer(page).getByText("Reasoning").click();
  await shows(drawer(page).locator(".reasoning"), "Clouds.");
  await bothThemes(page, () => axe(page));
  await viewports(page, () => fits(page));

  await page.keyboard.press("k");
  await shows(drawer(page).getByRole("heading", { level: 2 }), "broken");
  await shows(drawer(page), "Slow down.");
  await page.keyboard.press("j");
  await shows(drawer(page).getByRole("heading", { level: 2 }), "fine");
  await page.goBack();
  await shows(drawer(page).getByRole("heading", { level: 2 }), "broken");
  await page.keyboard.press("Escape");
  await counts(drawer(page), 0);
  assert.doesNotMatch(page.url(), /open=/);

  await page.locator("h1").click();
  for (const _ of [1, 2]) await page.keyboard.press("j");
  await page.keyboard.press("Enter");
  await shows(drawer(page).getByRole("heading", { level: 2 }), "broken");
  await drawer(page).getByRole("link", { name: "Close" }).click();
  await counts(drawer(page), 0);
  await page.goBack();
  await shows(drawer(page), "broken");
  await loads(page, () => page.reload());
  await shows(drawer(page), "broken");
  await page.mouse.click(5, 300);
  await counts(drawer(page), 0);
});

browserTest("what is open can be read with the keyboard alone, as a page, too", {}, async (
  { page, seed, open },
) => {
  await seed(...FACTS);
  await open("/requests?open=1");
  await shows(drawer(page), "Berlin");
  const stops = await stopsIn(page);
  for (const name of ["Copy as curl", "Ask again in the playground", "Close"]) {
    assert.ok(stops.includes(name), `${name} in ${stops}`);
  }
  await drawer(page).getByRole("link", { name: "Page" }).click();
  await page.waitForURL("**/requests/1");
  await shows(page.getByRole("heading", { level: 1 }), "fine");
});

browserTest("raw texts unfold, and what goes upstream says why it cannot be shown", {
  context: { permissions: ["clipboard-read", "clipboard-write"] },
}, async ({ page, seed, open, problems }) => {
  problems.expect(/status of 404/);
  await seed(...FACTS);
  await open("/requests/1");
  await page.locator("summary").filter({ hasText: /^Request/ }).click();
  await shows(page.locator(".fold[open] pre"), '"temperature": 0.25');
  await page.locator("summary").filter({ hasText: /^Sent upstream/ }).click();
  await shows(page.locator(".fold[open]"), '"fine" does not exist');
  await page.getByRole("button", { name: "Copy as curl" }).click();
  await shows(page.getByRole("button"), "Copied");
  const copied = await page.evaluate<string>("navigator.clipboard.readText()");
  assert.match(copied, /^curl 'http:\/\/127\.0\.0\.1:\d+\/v1\/chat\/completions' \\\n/);
  assert.ok(copied.endsWith(`--data-raw '${FACTS[0]?.request}'`), copied);
});

browserTest("new requests come in by themselves, but not where somebody reads", {
  answer: () => Response.json({ error: { message: "No." } }, { status: 400 }),
}, async ({ page, app, seed, open }) => {
  await seed(...Array.from({ length: 60 }, (_, n) => ({ alias: `old-${n}` })));
  await open("/requests");
  await shows(rows(page).first(), "old-59");
  await app.post("/v1/chat/completions", { model: "m", messages: [] });
  await shows(rows(page).first(), "Failed 400");

  await page.mouse.move(600, 500);
  await page.mouse.wheel(0, 700);
  await page.waitForFunction(() => scrollY === 700);
  const seen = await rows(page).nth(20).boundingBox();
  const startedAt = Date.now();
  await seed({ alias: "new-1", startedAt }, { alias: "new-2", startedAt });
  const button = page.getByRole("button", { name: "2 new" });
  await button.waitFor();
  assert.deepEqual(await rows(page).nth(20).boundingBox(), seen);
  await button.click();
  await shows(rows(page).first(), "new-2");
  await page.waitForFunction(() => scrollY === 0);
});

const answered = Promise.withResolvers<Response>();

browserTest("a request that runs stands on top and ends where it stood, also while it is open", {
  answer: () => answered.promise,
}, async ({ page, app, seed, open }) => {
  await seed({ alias: "before" });
  await open("/requests");
  const messages = [{ role: "user", content: "How long?" }];
  const going = app.post("/v1/chat/completions", { model: "m", messages });
  await shows(rows(page).first(), "Running");
  await rows(page).first().click();
  await shows(drawer(page), "How long?");
  await shows(drawer(page), "It is known when the answer is complete.");
  const message = { role: "assistant", content: "That long." };
  answered.resolve(Response.json({
    choices: [{ index: 0, message, finish_reason: "stop" }],
    usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
  }));
  await (await going).body?.cancel();
  await shows(drawer(page), "That long.");
  await shows(rows(page).first(), "OK");
  await counts(rows(page), 2);
});

browserTest(
  "pages follow each other, sums complete themselves, and all that matches is a file",
  DEMO,
  async (
    { page, seed, open },
  ) => {
    await seed.demo({ exchanges: 400, days: 20 });
    await open("/requests?range=all");
    await shows(page.locator(".pages"), "1–50 of 400");
    const first = await rows(page).first().innerText();
    await page.getByRole("link", { name: "Next page" }).click();
    await shows(page.locator(".pages"), "51–100 of 400");
    const second = await rows(page).first().innerText();
    for (const place of ["101–150", "151–200"]) {
      await page.getByRole("link", { name: "Next page" }).click();
      await shows(page.locator(".pages"), `${place} of 400`);
    }
    for (const place of ["101–150", "51–100"]) {
      await page.getByRole("link", { name: "Previous page" }).click();
      await shows(page.locator(".pages"), `${place} of 400`);
    }
    assert.equal(await rows(page).first().innerText(), second);
    await loads(page, () => page.reload());
    await shows(page.locator(".pages"), "51–100 of 400");
    await page.goBack();
    await shows(page.locator(".pages"), "101–150 of 400");
    await page.getByRole("link", { name: "First page" }).click();
    await shows(page.locator(".pages"), "1–50 of 400");
    assert.equal(await rows(page).first().innerText(), first);
    await page.getByRole("link", { name: "Next page" }).click();
    await page.getByRole("link", { name: "Previous page" }).click();
    await shows(page.locator(".pages"), "1–50 of 400");
    await viewports(page, () => fits(page));
    await viewports(page, (name) => rowsFit(page, name));
    await page.getByRole("link", { name: "200", exact: true }).click();
    await counts(rows(page), 200);
    await page.getByRole("link", { name: "Cost", exact: true }).click();
    await shows(page.locator("th[aria-sort=descending]"), "Cost");
    await page.getByRole("button", { name: "Export" }).click();
    const download = page.waitForEvent("download");
    await page.getByRole("link", { name: /^CSV/ }).click();
    const file = await download;
    assert.match(file.suggestedFilename(), /^apantli-requests-[\d-]+\.csv$/);
    const text = await Deno.readTextFile(await file.path());
    assert.equal(text.trimEnd().split("\r\n").length, 401);
  },
);

browserTest("what is typed outlives a refresh", {}, async ({ page, seed, open }) => {
  await seed({ alias: "one" });
  await open("/requests");
  await page.getByRole("searchbox").fill("half a wo");
  await seed({ alias: "two" });
  await shows(rows(page).first(), "two");
  assert.equal(await page.getByRole("searchbox").inputValue(), "half a wo");
});

browserTest("without JavaScript the list, its filters and what is open are pages", {
  context: { javaScriptEnabled: false },
}, async ({ page, seed }) => {
  await seed(...FACTS);
  await page.goto("/requests");
  await page.getByRole("searchbox").fill("berlin");
  await page.getByRole("button", { name: "Search", exact: true }).click();
  await page.waitForURL(/[?&]search=berlin/);
  await counts(rows(page), 1);
  await page.getByRole("link", { name: "fine" }).click();
  await page.waitForURL(/[?&]search=berlin.*[?&]open=1/);
  await shows(drawer(page), "Will it rain");
  await page.getByRole("link", { name: "Close" }).click();
  await page.waitForURL((url) => !url.search.includes("open="));
  await counts(drawer(page), 0);
});
