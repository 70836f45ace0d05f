import assert from "node:assert/strict";
import { axe, bothThemes, browserTest, fits, loads, PAGES, shows } from "./harness/mod.ts";
import { TABS } from "../../lib/ui/shell.tsx";

browserTest(
  "the keys 1 to 4 go through the tabs, and back and forward return",
  {},
  async (world) => {
    const { page, open } = world;
    await open("/compare");
    for (const [place, { name, href }] of TABS.entries()) {
      await loads(page, () => page.keyboard.press(String(place + 1)));
      assert.equal(new URL(page.url()).pathname, href);
      await shows(page.locator("h1"), name);
      await shows(page.locator(".masthead [aria-current=page]"), new RegExp(`^${name}$`));
    }
    await page.goBack();
    await shows(page.locator("h1"), "Models");
    await page.goForward();
    await shows(page.locator("h1"), "Requests");
  },
);

browserTest(
  "? opens the help, Esc closes it, and neither is typed into a field",
  {},
  async (world) => {
    const { page, open } = world;
    await open("/");
    await page.keyboard.press("?");
    const dialog = page.getByRole("dialog", { name: "Keys" });
    await shows(dialog, "Search");
    await bothThemes(page, () => axe(page));
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "hidden" });
    await open("/compare");
    const field = page.locator("textarea:visible").first();
    await field.click();
    await page.keyboard.type("2?");
    assert.equal(await field.inputValue(), "2?");
    assert.equal(await dialog.isVisible(), false);
    assert.equal(new URL(page.url()).pathname, "/compare");
  },
);

browserTest("addresses of the Python dashboard lead to its tabs", {}, async ({ page, open }) => {
  for (const { name, href } of TABS.slice(0, 4)) {
    await open(`/#${name.toLowerCase()}`);
    await page.waitForURL((url) => url.pathname === href);
    await shows(page.locator("h1"), name);
  }
  await open("/#elsewhere");
  await shows(page.locator("h1"), "Stats");
});

browserTest("a theme that was chosen is there before the first paint", {}, async (world) => {
  const { page, open } = world;
  await open("/");
  const light = await backgroundOf();
  await page.getByRole("button", { name: "Settings" }).click();
  const settings = page.getByRole("dialog", { name: "Settings" });
  await axe(page);
  await settings.getByRole("button", { name: "dark", exact: true }).click();
  await settings.getByRole("button", { name: "dark", pressed: true }).waitFor();
  const dark = await backgroundOf();
  assert.notEqual(dark, light);
  await axe(page);

  // Islands that never wake must make no difference.
  await page.route("**/_fresh/**", (route) => route.abort());
  world.problems.expect(/ERR_FAILED/);
  for (const { path } of PAGES.filter(({ needsData }) => !needsData)) {
    await page.goto(path);
    assert.equal(await backgroundOf(), dark, path);
  }
  async function backgroundOf() {
    return await page.evaluate<string>(
      "getComputedStyle(document.documentElement).backgroundColor",
    );
  }
});

browserTest("a broken memory of choices leaves the page as shipped", {}, async ({ page, open }) => {
  await page.addInitScript(`localStorage["apantli.look"] = "{not JSON"`);
  await open("/");
  await page.getByRole("button", { name: "Settings" }).click();
  await page.getByRole("button", { name: "system", pressed: true }).waitFor();
});

browserTest("pages have their content without JavaScript", {
  context: { javaScriptEnabled: false },
}, async ({ page, seed }) => {
  await seed({ alias: "in-the-html" });
  for (const { path, name, needsData } of PAGES) {
    await page.goto(path);
    // A request is called by its alias.
    await shows(page.locator("h1"), needsData ? "in-the-html" : name);
  }
});

browserTest("the way to the content is the first stop of the Tab key", {}, async (world) => {
  const { page, open } = world;
  await open("/");
  await page.keyboard.press("Tab");
  await shows(page.locator(":focus"), "Skip to the content");
  await page.keyboard.press("Enter");
  await page.waitForURL("**/#content");
});

browserTest("what is not there says so, in a page that fits and leads back", {}, async (world) => {
  const { page, open, problems } = world;
  await page.setViewportSize({ width: 360, height: 740 });
  problems.expect(/status of 404/);
  await open(`/nope/${"very-long-".repeat(20)}`);
  await shows(page.locator("main"), "404");
  await fits(page);
  await bothThemes(page, () => axe(page));
  await page.getByRole("link", { name: /start/i }).click();
  await page.waitForURL("**/");
});
