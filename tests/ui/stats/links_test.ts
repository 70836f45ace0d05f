import assert from "node:assert/strict";
import { filtersOf, requestsAt, requestsOf } from "../../../lib/ui/stats/links.ts";
import { slotsOf } from "../../../lib/ui/stats/slots.ts";
import { statsPage, use } from "./sample.ts";

const OF: [query: string, filters: Record<string, string | number>, link: string][] = [
  ["range=30d", {}, "range=30d&outcome=ok"],
  ["range=all", { model: "a b&c" }, "range=all&outcome=ok&model=a+b%26c"],
  ["from=2026-01-02&to=2026-03-04", {}, "from=2026-01-02&to=2026-03-04&outcome=ok"],
  ["range=week&project=r%26d", { outcome: "failed" }, "range=week&project=r%26d&outcome=failed"],
];
for (const [query, filters, link] of OF) {
  Deno.test(`from ?${query} one comes to the requests ?${link}`, () => {
    assert.equal(requestsOf(statsPage({}, query), filters), `/requests?${link}`);
  });
}

Deno.test("a bar leads to the requests of its days, and of the page's project", () => {
  const [, slot] = slotsOf([], { from: "2026-03-01", to: "2026-03-03" }, "day");
  assert.ok(slot);
  assert.equal(
    requestsAt(statsPage({}, "range=week&project=blog"), slot),
    "/requests?from=2026-03-02&to=2026-03-02&project=blog&outcome=ok",
  );
});

Deno.test("an hour's bar leads to the requests of that hour", () => {
  const slot = slotsOf([], { from: "2026-03-01", to: "2026-03-01" }, "hour")[9];
  assert.ok(slot);
  assert.equal(
    requestsAt(statsPage({}, "range=today"), slot),
    "/requests?from=2026-03-01&to=2026-03-01&outcome=ok&hour=2026-03-01T09",
  );
});

Deno.test("a model is named with its provider, where it had one", () => {
  assert.deepEqual(filtersOf(use()), { model: "small", provider: "acme" });
  assert.deepEqual(filtersOf(use({ provider: null })), { model: "small" });
});
