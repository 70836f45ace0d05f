import assert from "node:assert/strict";
import type { AxeResults } from "axe-core";
import minified from "axe-core/axe.min.js";
import type { Page } from "playwright-core";

/** In which look the barriers were found. */
const LOOK = "(matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light')" +
  " + `, ${innerWidth} px`";

/**
 * Fails when axe finds a barrier in the page as it is now: its rules for WCAG 2.2 A and AA, and its
 * best practices. The script comes in by the debugging protocol, past the Content-Security-Policy,
 * which stays in force for the page's own scripts.
 */
export async function axe(page: Page): Promise<void> {
  const isThere = await page.evaluate("typeof axe !== 'undefined'");
  if (!isThere) await page.evaluate(`${minified.source}; 0`);
  const { violations }: AxeResults = await page.evaluate(
    "axe.run(document, { resultTypes: ['violations'] })",
  );
  if (violations.length === 0) return;
  const told = violations.flatMap(({ id, help, nodes }) => [
    `${id}: ${help}`,
    ...nodes.map(({ target, failureSummary }) =>
      `  ${target.join(" ")}: ${failureSummary?.split("\n").slice(1).join("").trim()}`
    ),
  ]);
  const look = await page.evaluate<string>(LOOK);
  assert.fail(`axe found barriers at ${page.url()} (${look}):\n${told.join("\n")}`);
}
