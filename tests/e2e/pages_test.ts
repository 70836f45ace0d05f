import assert from "node:assert/strict";
import {
  axe,
  bothThemes,
  browserTest,
  DEMO,
  fits,
  type PageOptions,
  PAGES,
  tabThrough,
  viewports,
  type World,
} from "./harness/mod.ts";

/** The ledgers that every page is looked at with. */
const LEDGERS: readonly { name: string; has: PageOptions; fill: (world: World) => unknown }[] = [
  { name: "nothing", has: {}, fill: () => {} },
  { name: "one request", has: {}, fill: ({ seed }) => seed({}) },
  { name: "two months", has: DEMO, fill: ({ seed }) => seed.demo({ exchanges: 500, days: 60 }) },
];

for (const { name, path, needsData = false } of PAGES) {
  for (const { name: amount, has, fill } of needsData ? LEDGERS.slice(1) : LEDGERS) {
    browserTest(`${name} is without barriers and fits, with ${amount}`, has, async (world) => {
      const { page, open } = world;
      await fill(world);
      await open(path);
      await viewports(page, () => fits(page));
      await viewports(page, () => bothThemes(page, () => axe(page)), ["phone", "laptop"]);
      assert.equal(await page.locator("h1").count(), 1);
      assert.match(await page.title(), /\S · Apantli$/);
    });
  }

  browserTest(`${name} can be used with the keyboard`, DEMO, async ({ page, seed, open }) => {
    await seed.demo({ exchanges: 40, days: 20 });
    await open(path);
    const stops = await tabThrough(page);
    assert.ok(stops.length > 5, stops.join(", "));
  });

  browserTest(
    `${name} fits on a phone in the largest type`,
    { ...DEMO, viewport: "phone" },
    async (world) => {
      const { page, seed, open } = world;
      await seed.demo({ exchanges: 500, days: 60 });
      await page.addInitScript(`localStorage["apantli.look"] = '{"size":"large","font":"mono"}'`);
      await open(path);
      await fits(page);
    },
  );
}

Deno.test("every page in routes/ is among the pages that are tested", async () => {
  const root = new URL("../../routes/", import.meta.url).pathname;
  assert.deepEqual(await pagesIn(root), PAGES.map(({ route }) => route).toSorted());
});

/** The files of pages in a folder of routes, which is not one of layouts, errors and the like. */
async function pagesIn(root: string, folder = ""): Promise<string[]> {
  const found: string[] = [];
  for await (const { name, isDirectory } of Deno.readDir(root + folder)) {
    if (isDirectory) found.push(...await pagesIn(root, `${folder}${name}/`));
    else if (/^[^_].*\.tsx$/.test(name)) found.push(folder + name);
  }
  return found.toSorted();
}
