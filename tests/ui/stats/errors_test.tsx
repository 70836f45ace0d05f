import assert from "node:assert/strict";
import { renderToString } from "preact-render-to-string";
import { Errors } from "../../../lib/ui/stats/errors.tsx";
import type { StatsPage } from "../../../lib/ui/stats/page.ts";
import { statsPage } from "./sample.ts";

const errors = (all: StatsPage["errors"], query = "range=30d") =>
  renderToString(
    <Errors page={statsPage({ errors: all }, query)} clear={() => Promise.resolve()} />,
  );

Deno.test("each failure has its time, its model that leads to it, and its reason as plain text", () => {
  const html = errors([
    { id: 7, timestamp: "2026-11-23T11:58:00.000", model: "small", error: "No <b>quota</b>." },
    { id: 5, timestamp: "2026-11-22T12:00:00.000", model: "big", error: "Gone." },
  ], "range=week&project=blog");
  assert.match(html, /title="Mon, 23 Nov 2026, 11:58:00">2 min ago</);
  assert.match(html, /No &lt;b>quota/);
  assert.deepEqual([...html.matchAll(/href="([^"]*)">(.*?)</g)].map(([, ...found]) => found), [
    ["/requests?range=week&amp;project=blog&amp;outcome=failed&amp;open=7", "small"],
    ["/requests?range=week&amp;project=blog&amp;outcome=failed&amp;open=5", "big"],
  ]);
  assert.match(html, /<button type="button" class="quiet">Clear errors/);
  assert.doesNotMatch(html, /<dialog/);
});

Deno.test("without failures there is no list", () => assert.equal(errors([]), ""));
