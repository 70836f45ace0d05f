import assert from "node:assert/strict";
import type { Page } from "playwright-core";

/** More than a person would press. */
const MOST_STOPS = 300;

/** Forgets earlier stops; the next one is the page's first. */
const BEGIN = `(() => {
  for (const e of document.querySelectorAll("[data-test-stop]")) e.removeAttribute("data-test-stop");
  document.body.setAttribute("tabindex", "-1");
  document.body.focus();
  document.body.removeAttribute("tabindex");
})()`;

/**
 * What the keyboard stands on: a name for it, whether one sees that, and whether it was there before.
 * An outline on what is drawn for it (a label beside a hidden input, a box around it) counts as well.
 */
const STOP = `(() => {
  const e = document.activeElement;
  if (e === null || e === document.body) return null;
  const drawn = [e, e.nextElementSibling, e.previousElementSibling];
  for (let up = e.parentElement; up !== null; up = up.parentElement) drawn.push(up);
  const isOutlined = (one) => {
    const { outlineStyle, outlineWidth } = getComputedStyle(one);
    return outlineStyle !== "none" && parseFloat(outlineWidth) > 0;
  };
  const again = e.hasAttribute("data-test-stop");
  e.setAttribute("data-test-stop", "");
  const text = (e.getAttribute("aria-label") ?? e.textContent ?? "").trim().slice(0, 40);
  return {
    name: e.tagName.toLowerCase() + " " + text,
    isSeen: drawn.some((one) => one !== null && isOutlined(one)),
    again,
  };
})()`;

/** What a pointer can use and the Tab key has not reached. */
const MISSED = `[...document.querySelectorAll(
    "a[href], button, input, select, textarea, summary, [tabindex='0'], [contenteditable]"
  )]
  .filter((e) => e.checkVisibility({ visibilityProperty: true }) && !e.matches(":disabled, [inert] *"))
  .filter((e) => !e.hasAttribute("data-test-stop") && e.tabIndex >= 0)
  .filter((e) => !(e.type === "radio" && document.querySelector(
    'input[type=radio][data-test-stop][name="' + CSS.escape(e.name) + '"]')))
  .map((e) => e.tagName.toLowerCase() + " " + (e.textContent ?? "").trim().slice(0, 40))`;

/**
 * Goes through the page with the Tab key. Fails when the focus cannot be seen somewhere, or when
 * something that can be clicked is not reached. Returns the names of the stops, in their order.
 */
export async function tabThrough(page: Page): Promise<string[]> {
  const stops: { name: string; isSeen: boolean; again: boolean }[] = [];
  await page.evaluate(BEGIN);
  while (stops.length < MOST_STOPS) {
    await page.keyboard.press("Tab");
    const stop = await page.evaluate<(typeof stops)[number] | null>(STOP);
    if (stop === null || stop.again) break;
    stops.push(stop);
  }
  const unseen = stops.filter(({ isSeen }) => !isSeen).map(({ name }) => name);
  assert.deepEqual(unseen, [], "These show no outline when they have the focus");
  const missed = stops.length < MOST_STOPS ? await page.evaluate<string[]>(MISSED) : [];
  assert.deepEqual(missed, [], "The Tab key does not reach these");
  return stops.map(({ name }) => name);
}
