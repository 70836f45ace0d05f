/**
 * `deno task screenshots:readme`: the pictures that README.md opens with, in `docs/images/`: Stats of
 * three years of invented requests, in both themes.
 *
 * @module
 */
import { closeBrowser } from "./harness/browser.ts";
import { bothThemes, DEMO, withPage } from "./harness/mod.ts";

const FOLDER = new URL("../../docs/images/", import.meta.url).pathname;
/** Sharp on screens with twice the pixels. */
const CONTEXT = { viewport: { width: 1280, height: 900 }, deviceScaleFactor: 1.5 };

await Deno.mkdir(FOLDER, { recursive: true });
await withPage({ ...DEMO, context: CONTEXT }, async ({ page, open, seed }) => {
  await seed.demo({ exchanges: 40_000, days: 3 * 365, full: true });
  await bothThemes(page, async (theme) => {
    await open("/?range=30d");
    await page.screenshot({ path: `${FOLDER}stats-${theme}.png` });
  });
});
await closeBrowser();
