import assert from "node:assert/strict";
import { startApp } from "../harness/app.ts";
import { assertInteractive } from "./harness/interactive.ts";
import { PAGES } from "./harness/pages.ts";

/** What all scripts of the dashboard together may weigh, compressed. */
const MOST_BYTES = 60_000;
const BROWSER = { accept: "text/html" };

/** Everything that a page or a script asks for by name. */
const NAMED = /(?:src|href)="([^"]+\.js[^"]*)"|["'](\.{0,2}\/[^"'\s]+\.m?js[^"'\s]*)["']/g;

Deno.test("all scripts of all pages together weigh less than 60 KB", async () => {
  await using app = await startApp("model_list: []");
  await assertInteractive(app.url);
  const weights = new Map<string, number>();
  const visit = async (url: string) => {
    const response = await fetch(url, { headers: BROWSER });
    const text = await response.text();
    assert.equal(response.status, 200, url);
    if (response.headers.get("content-type")?.startsWith("text/javascript")) {
      weights.set(url, await gzipped(text));
    }
    for (const [, inPage, inScript] of text.matchAll(NAMED)) {
      const named = new URL(inPage ?? inScript ?? "", url).href;
      if (!weights.has(named)) await visit(named);
    }
  };
  for (const { path } of PAGES.filter(({ needsData = false }) => !needsData)) {
    await visit(app.url + path);
  }
  const told = [...weights].map(([url, bytes]) => `${new URL(url).pathname} ${bytes}`).join("\n");
  const total = [...weights.values()].reduce((sum, bytes) => sum + bytes, 0);
  assert.ok(weights.size > 1, told);
  assert.ok(total < MOST_BYTES, `${total} bytes:\n${told}`);
});

async function gzipped(text: string): Promise<number> {
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream("gzip"));
  return (await new Response(stream).bytes()).length;
}
