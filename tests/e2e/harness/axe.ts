import assert from "node:assert/strict";
import type { AxeResults } from "axe-core";
import minified from "axe-core/axe.min.js";
import type { Page } from "playwright-core";

/**
 * Fails when axe finds a barrier in the page as it is now: its rules for WCAG 2.2 A and AA, and its
 * best practices. The script comes in by the debugging protocol, past the Content-Security-Policy,
 * which stays in force for the page's own scripts.
 */
export async function axe(page: Page, where = page.url()): Promise<void> {
  const isThere = await page.evaluate("typeof axe !== 'undefined'");
  if (!isThere) await page.evaluate(`${minified.source}; 0`);
  const options = JSON.stringify({ resultTypes: ["violations"] });
  const { violations }: AxeResults = await page.evaluate(`axe.run(document, ${options})`);
  const told = violations.map(({ id, help, nodes }) => ({
    rule: id,
    help,
    where: nodes.map(({ target, failureSummary }) => `${target.join(" ")}: ${failureSummary}`),
  }));
  assert.deepEqual(told, [], `axe: ${where}`);
}
