import assert from "node:assert/strict";
import type { Locator, Page } from "playwright-core";

/**
 * Waits until something that the locator finds can be seen and has the text: a part of it in any
 * case, or a pattern. Fails with what is there instead.
 */
export async function shows(locator: Locator, text: string | RegExp): Promise<void> {
  const found = locator.filter({ hasText: text, visible: true }).first();
  await found.waitFor().catch(async () => {
    const there = await locator.allInnerTexts();
    assert.fail(`${locator} shows ${JSON.stringify(there)}, not ${text}`);
  });
}

/** Waits until the locator finds so many elements, seen or not. */
export async function counts(locator: Locator, number: number): Promise<void> {
  try {
    if (number > 0) await locator.nth(number - 1).waitFor({ state: "attached" });
    await locator.nth(number).waitFor({ state: "detached" });
  } catch {
    assert.fail(`${locator} finds ${await locator.count()}, not ${number}`);
  }
}

/** Waits until what the locator finds has the focus. */
export async function hasFocus(locator: Locator): Promise<void> {
  const page = locator.page();
  await locator.and(page.locator(":focus")).waitFor().catch(async () => {
    const there = await page.locator(":focus").allInnerTexts();
    assert.fail(`${locator} has not the focus, but ${JSON.stringify(there)}`);
  });
}

/** Makes a change, and goes on once a page has asked for what is new and has been drawn with it. */
export async function refreshed(page: Page, change: () => Promise<unknown>): Promise<void> {
  const answer = page.waitForResponse("**/api/pages/**");
  await change();
  await (await answer).finished();
  await page.evaluate("new Promise((done) => requestAnimationFrame(() => setTimeout(done, 100)))");
}
