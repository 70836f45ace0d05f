import assert from "node:assert/strict";
import { GALLERY, slugOf } from "../../lib/gallery/mod.tsx";
import { axe, bothThemes, browserTest, fits, shows, viewports } from "./harness/mod.ts";

const DEVELOPMENT = { mode: "development" } as const;

browserTest("the gallery leads to its parts and states", DEVELOPMENT, async ({ page, open }) => {
  await open("/gallery");
  await fits(page);
  await bothThemes(page, () => axe(page));
  await page.getByRole("link", { name: "all unpriced" }).first().click();
  await page.waitForURL("**/gallery/stats#all-unpriced");
  await page.locator("#all-unpriced h2 a").click();
  await page.waitForURL("**/gallery/stats/all-unpriced");
  await shows(page.locator("h1"), "Stats");
  await page.getByRole("navigation", { name: "Gallery" }).getByRole("link", { name: "Parts" })
    .click();
  await shows(page.locator("h1"), "Parts");
});

for (const { name, states } of GALLERY) {
  browserTest(`all views of ${name} are without barriers and fit`, DEVELOPMENT, async (world) => {
    const { page, open } = world;
    await open(`/gallery/${name}`);
    assert.equal(await page.locator(".gallery-state").count(), Object.keys(states).length);
    await viewports(page, () => fits(page));
    await bothThemes(page, () => axe(page));
    for (const state of Object.keys(states)) {
      await open(`/gallery/${name}/${slugOf(state)}`);
      await bothThemes(page, () => axe(page));
      await viewports(page, () => fits(page), ["phone"]);
    }
  });
}
