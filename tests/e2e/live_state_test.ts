import assert from "node:assert/strict";
import { browserTest, DEMO, loads, PAGES, refreshed, shows } from "./harness/mod.ts";

const KEPT = "document.body.dataset.kept";
const TEXT = "half a wo";
/** Where one types: the way to the field, and its name. */
const TYPED: readonly (readonly [path: string, open: string | null, field: string])[] = [
  ["/", "Custom", "From"],
  ["/models", null, "Search models"],
  ["/models?do=add", null, "Alias: the name for clients"],
  ["/models?do=edit&model=echo", null, "Max tokens"],
  ["/requests", null, "Search"],
  ["/requests", "Filters", "Client"],
];

for (const [path, opener, name] of TYPED) {
  browserTest(
    `"${name}" on ${path} keeps what is typed, and where, over refreshes`,
    {},
    async (world) => {
      const { page, seed, open } = world;
      await seed({});
      await refreshed(page, () => open(path));
      if (opener) await page.getByText(opener, { exact: true }).first().click();
      const field = page.getByLabel(name).or(page.getByRole("searchbox", { name })).first();
      const text = await field.getAttribute("type") === "date" ? "2026-02-03" : TEXT;
      await field.fill(text);
      const mark = "document.activeElement.dataset.typing = 'yes'";
      await page.evaluate(mark);
      if (text === TEXT) await page.evaluate("document.activeElement.setSelectionRange(2, 5)");
      for (let time = 0; time < 2; time++) await refreshed(page, () => seed({ alias: "another" }));
      assert.equal(await field.inputValue(), text);
      const { typing, place } = await page.evaluate<{ typing?: string; place: number[] }>(
        `(({ dataset, selectionStart, selectionEnd }) =>
        ({ typing: dataset.typing, place: [selectionStart, selectionEnd] }))(document.activeElement)`,
      );
      assert.equal(typing, "yes", "the focus is elsewhere");
      if (text === TEXT) assert.deepEqual(place, [2, 5]);
    },
  );
}

browserTest("what is unfolded, and the settings, stay open over refreshes", {}, async (world) => {
  const { page, seed, open } = world;
  await seed({});
  await refreshed(page, () => open("/models?do=add"));
  await page.getByText("Default parameters").click();
  await refreshed(page, () => seed({}));
  assert.ok(await page.getByLabel("Temperature").isVisible());
  await refreshed(page, () => open("/requests"));
  await page.getByText("Filters", { exact: true }).click();
  await page.getByRole("button", { name: "Settings" }).click();
  await refreshed(page, () => seed({}));
  assert.ok(await page.locator("form.filters [name=client]").isVisible());
  assert.ok(await page.getByText("Theme").isVisible());
});

browserTest("the row that has the focus keeps it over refreshes", DEMO, async (world) => {
  const { page, seed, open } = world;
  await seed.demo({ exchanges: 100, days: 5 });
  for (const path of ["/models?sort=cost", "/requests"]) {
    await refreshed(page, () => open(path));
    for (let time = 0; time < 3; time++) await page.keyboard.press("j");
    const there = await page.evaluate<string>("document.activeElement.href");
    assert.ok(there);
    await refreshed(page, () => seed({ alias: "gpt-4o" }));
    assert.equal(await page.evaluate("document.activeElement.href"), there);
  }
});

browserTest(
  "every tab can be gone through by keys, back, forth and by reloading",
  DEMO,
  async (world) => {
    const { page, seed, open } = world;
    await seed.demo({ exchanges: 100, days: 5 });
    const tabs = PAGES.filter(({ needsData }) => !needsData).slice(0, 4);
    const order = ["/", "/calendar", "/models", "/requests"].map((path) =>
      tabs.find((tab) => tab.path === path)?.name ?? path
    );
    const at = (name: string) => shows(page.locator("h1"), name);
    await open("/");
    for (const [place, name] of order.entries()) {
      await loads(page, () => page.keyboard.press(String(place + 1)));
      await at(name);
    }
    for (const name of order.toReversed().slice(1)) {
      await loads(page, () => page.goBack());
      await at(name);
      await shows(page.getByRole("status"), "live");
    }
    for (const name of order.slice(1)) {
      await loads(page, () => page.goForward());
      await at(name);
      await loads(page, () => page.reload());
      await at(name);
      await shows(page.getByRole("status"), "live");
    }
  },
);

/** A step within each tab: what is clicked, and the address that it leads to. */
const STEPS: readonly (readonly [path: string, link: string, to: RegExp])[] = [
  ["/", "Today", /range=today/],
  ["/calendar", "Requests", /show=requests/],
  ["/models", "Needs attention", /show=attention/],
  ["/requests", "Failed", /outcome=failed/],
];

for (const [path, link, to] of STEPS) {
  browserTest(`a step within ${path} has an address, goes back, forth, and outlives a reload`, {
    ...DEMO,
  }, async ({ page, seed, open }) => {
    await seed.demo({ exchanges: 100, days: 5 });
    await open(path);
    // Times and sums go on by themselves.
    const chosen = async () => [
      await page.locator("main [aria-current=true]").allInnerTexts(),
      await page.locator("main tr").count(),
    ];
    await page.evaluate(`${KEPT} = "yes"`);
    const before = page.url();
    await page.locator("main").getByRole("link", { name: link }).first().click();
    await page.waitForURL(to);
    await page.goBack();
    assert.equal(page.url(), before);
    await page.goForward();
    await page.waitForURL(to);
    assert.equal(await page.evaluate(KEPT), "yes", "a page load in between");
    // The address comes first, what it shows a moment later.
    await page.locator("main [aria-current=true]", { hasText: link }).waitFor();
    const shown = await chosen();
    await loads(page, () => page.reload());
    await shows(page.getByRole("status"), "live");
    assert.deepEqual(await chosen(), shown);
  });
}

browserTest("who comes back to the page sees what was done meanwhile, even to the keys", {
  config: "model_list: [{ model_name: m, litellm_params: { model: xai/grok-4 } }]\n",
}, async ({ page, app, open }) => {
  // A page asks once by itself, for what happened before it listened.
  await refreshed(page, () => open("/models"));
  await shows(page.locator("table.models"), "missing");
  await Deno.writeTextFile(`${app.dir}/.env`, "XAI_API_KEY=x\n");
  await refreshed(page, () => page.evaluate("dispatchEvent(new Event('focus'))"));
  await shows(page.locator("table.models .muted"), /^set$/);
});
