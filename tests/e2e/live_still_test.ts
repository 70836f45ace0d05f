import assert from "node:assert/strict";
import { costOf } from "../store/exchange.ts";
import { browserTest, DEMO, PAGES, refreshed, shows } from "./harness/mod.ts";

/** What refreshes itself. */
const TABS = PAGES.filter(({ name, needsData }) => name !== "playground" && !needsData);

/**
 * Whatever moves by a pixel from the first paint on without anybody having touched the page. The sign
 * that tells how fresh the page is gets longer and shorter at its own place.
 */
const WATCH = `
  globalThis.shifts = [];
  new PerformanceObserver((list) => {
    for (const { value, hadRecentInput, sources } of list.getEntries()) {
      if (hadRecentInput) continue;
      for (const { node, previousRect: a, currentRect: b } of sources) {
        if (Math.abs(a.x - b.x) < 1 && Math.abs(a.y - b.y) < 1) continue;
        const element = node?.nodeType === 3 ? node.parentElement : node;
        if (element?.closest(".link-state")) continue;
        const what = (element?.outerHTML ?? "what is gone").slice(0, 80);
        shifts.push(what + " by " + [b.x - a.x, b.y - a.y] + ", score " + value);
      }
    }
  }).observe({ type: "layout-shift" });
`;

for (const viewport of ["laptop", "phone"] as const) {
  for (const { name, path } of TABS) {
    browserTest(`nothing moves on ${name} when it refreshes itself (${viewport})`, {
      ...DEMO,
      viewport,
    }, async ({ page, seed, open }) => {
      await page.addInitScript(WATCH);
      await seed.demo({ exchanges: 400, days: 40 });
      // What is dearest by far keeps its rank, and a dear day the scale, whatever day is today.
      const dear = { alias: "gpt-4o", provider: "openai", cost: costOf(500_000_000) };
      const tenDaysAgo = Date.now() - 10 * 86_400_000;
      await seed(dear, { ...dear, cost: costOf(50_000_000_000), startedAt: tenDaysAgo });
      await refreshed(page, () => open(path));
      // On top of the list of requests new ones come in: that is what one looks at there.
      for (const share of name === "requests" ? [0.5, 1] : [0, 0.5, 1]) {
        await page.evaluate(
          `scrollTo(0, ${share} * (document.documentElement.scrollHeight - innerHeight))`,
        );
        const before = await page.evaluate<number>("scrollY");
        for (let time = 0; time < 2; time++) {
          await refreshed(page, () => seed(dear));
        }
        assert.equal(await page.evaluate<number>("scrollY"), before);
        assert.deepEqual(await page.evaluate("shifts"), [], `scrolled by ${share}`);
      }
    });
  }
}

const answers: PromiseWithResolvers<Response>[] = [];

browserTest("nothing but what tells of it moves when requests begin and end", {
  answer: () => {
    const answer = Promise.withResolvers<Response>();
    answers.push(answer);
    return answer.promise;
  },
}, async ({ page, app, seed, open }) => {
  await page.addInitScript(WATCH);
  await seed.demo({ exchanges: 400, days: 40 });
  for (const { name, path } of TABS.filter(({ name }) => name !== "requests")) {
    await refreshed(page, () => open(path));
    await shows(page.getByRole("status"), "live");
    const asked = app.post("/v1/chat/completions", { model: "m", messages: [] });
    await shows(page.getByRole("status"), "1 running");
    answers.pop()?.resolve(Response.json({ error: { message: "No." } }, { status: 400 }));
    await (await asked).body?.cancel();
    await shows(page.getByRole("status"), "live");
    assert.deepEqual(await page.evaluate("shifts"), [], name);
  }
});
