import assert from "node:assert/strict";
import { axe, bothThemes, browserTest } from "./harness/mod.ts";

browserTest("the start page shows how to begin", {}, async ({ page, open }) => {
  await open("/");
  await page.getByText("curl").first().waitFor();
  await bothThemes(page, () => axe(page));
});

browserTest("the start page shows what was recorded", {}, async ({ page, seed, open }) => {
  await seed({ alias: "tiny" });
  await open("/");
  assert.equal(await page.getByText("tiny").count(), 2);
  await bothThemes(page, () => axe(page));
});
