/**
 * `deno task screenshots [word …]`: pictures of every page in `screenshots/`, in both themes, on a
 * phone and a laptop, with an empty ledger, with one request and with three years of them. With words
 * only those that have them all in their names, such as `deno task screenshots calendar dark wide`.
 *
 * @module
 */
import { closeBrowser } from "./harness/browser.ts";
import { findChromium } from "./harness/chromium.ts";
import { bothThemes, DEMO, PAGES, THEMES, VIEWPORTS, viewports, withPage } from "./harness/mod.ts";
import type { DashboardPage, Theme, Viewport, World } from "./harness/mod.ts";

const FOLDER = "screenshots";
const LEDGERS: Readonly<Record<string, (world: World) => unknown>> = {
  empty: () => {},
  one: ({ seed }) => seed({}),
  full: ({ seed }) => seed.demo({ exchanges: 6000, days: 3 * 365, full: true }),
};
const words = Deno.args.map((word) => word.toLowerCase());
const isWanted = (name: string) => words.every((word) => name.split("-").includes(word));
/** Sizes that nobody names are left out but for the two that matter most. */
const SIZES = (Object.keys(VIEWPORTS) as Viewport[]).filter((size) =>
  words.includes(size) || size === "phone" || size === "laptop"
);

async function takeAll(): Promise<number> {
  let taken = 0;
  for (const [ledger, fill] of Object.entries(LEDGERS)) {
    const pages = PAGES.filter((page) =>
      namesOf(page, ledger).some(isWanted) && !(page.needsData && ledger === "empty")
    );
    if (pages.length === 0) continue;
    await withPage(ledger === "full" ? DEMO : {}, async (world) => {
      await fill(world);
      for (const page of pages) taken += await take(page, ledger, world);
    });
  }
  return taken;
}

async function take(shown: DashboardPage, ledger: string, { page, open }: World): Promise<number> {
  let taken = 0;
  await viewports(page, (viewport) =>
    bothThemes(page, async (theme) => {
      const name = nameOf(shown, ledger, theme, viewport);
      if (!isWanted(name)) return;
      // Anew for each: a page may look at its width or theme when it begins.
      await open(shown.path);
      await page.screenshot({ path: `${FOLDER}/${name}.png`, fullPage: true });
      console.log(`${FOLDER}/${name}.png`);
      taken++;
    }), SIZES);
  return taken;
}

const nameOf = ({ name }: DashboardPage, ledger: string, theme: Theme, viewport: Viewport) =>
  `${name}-${ledger}-${theme}-${viewport}`;

function namesOf(page: DashboardPage, ledger: string): string[] {
  return SIZES.flatMap((size) => THEMES.map((theme) => nameOf(page, ledger, theme, size)));
}

const { missing } = findChromium();
const taken = missing === null ? await takeAll() : 0;
await closeBrowser();
if (taken === 0) {
  console.error(missing ?? `No picture has a name with ${words.join(" and ")}.`);
  Deno.exit(1);
}
