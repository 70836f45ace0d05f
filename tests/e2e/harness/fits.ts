import assert from "node:assert/strict";
import type { Page } from "playwright-core";

/** What sticks out to the right, for who has to mend it; runs in the page. */
const STICKING_OUT = `(() => {
  const { scrollWidth, clientWidth } = document.documentElement;
  if (scrollWidth <= clientWidth) return [];
  const nameOf = (e) => e.tagName.toLowerCase() + (e.id && "#" + e.id) +
    [...e.classList].map((name) => "." + name).join("");
  const wide = [...document.body.querySelectorAll("*")]
    .filter((e) => e.getBoundingClientRect().right > clientWidth + 0.5);
  return [
    scrollWidth + " px of content on " + clientWidth,
    ...wide.slice(0, 8).map((e) => nameOf(e) + " … " + (e.textContent ?? "").trim().slice(0, 40)),
  ];
})()`;

/** Fails when the page can be scrolled sideways. */
export async function fits(page: Page): Promise<void> {
  const sticking = await page.evaluate<string[]>(STICKING_OUT);
  assert.deepEqual(sticking, [], `${page.url()} is wider than its window`);
}
