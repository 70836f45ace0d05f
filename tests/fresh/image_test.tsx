import { deepEqual, equal, match } from "node:assert/strict";
import { App } from "fresh";
import { asset, assetSrcSet } from "fresh/runtime";
import { loadFiles } from "../../lib/fresh/files.ts";
import { ask, makeFolder } from "./harness.ts";

const files = await loadFiles(await makeFolder({ "static/a.png": "a", "static/b.png": "b" }));

/** The body of a page that is rendered with the files above. */
async function show(component: () => preact.ComponentChild): Promise<string> {
  const app = new App().route("/", { component });
  app._files = Promise.resolve(files);
  const html = await (await ask(app, "/")).text();
  return /<body>(.*)<\/body>/s.exec(html)?.[1] ?? html;
}

Deno.test("assetSrcSet() names every file of a list, and leaves alone what is no list", async () => {
  await show(() => null);
  const [a, b] = [asset("/a.png"), asset("/b.png")];
  match(a, /^\/a\.png\?__frsh_c=[0-9a-f]{16}$/);
  const table: Record<string, string> = {
    "/a.png": a,
    "/a.png 2x": `${a} 2x`,
    "/a.png 1x, /b.png 2x": `${a} 1x, ${b} 2x`,
    "/a.png 100w,\n  /b.png 200w": `${a} 100w,\n  ${b} 200w`,
    "https://h.example/x.png 1x, /b.png 2x": `https://h.example/x.png 1x, ${b} 2x`,
    "": "",
    "/a.png,": "/a.png,",
    ", /a.png": ", /a.png",
    "image-set(/a.png 1x)": "image-set(/a.png 1x)",
  };
  for (const [srcset, named] of Object.entries(table)) equal(assetSrcSet(srcset), named);
});

Deno.test("images and sources are locked to the build by themselves, other elements are not", async () => {
  const html = await show(() => (
    <picture>
      <source srcset="/a.png 1x, /b.png 2x" />
      <source srcSet="/b.png" src="/a.png" />
      <img src="/a.png" alt="" />
      <iframe src="/a.png" />
      <a href="/a.png">a</a>
    </picture>
  ));
  const [a, b] = [asset("/a.png"), asset("/b.png")];
  equal(
    html,
    `<picture><source srcset="${a} 1x, ${b} 2x"/><source srcset="${b}" src="${a}"/>` +
      `<img src="${a}" alt/><iframe src="/a.png"></iframe><a href="/a.png">a</a></picture>`,
  );
});

Deno.test("an image stays as it is where it says so, comes from elsewhere or has no text for a URL", async () => {
  const html = await show(() => (
    <>
      <img data-fresh-disable-lock src="/a.png" srcset="/b.png" />
      <img src="data:image/png;base64,AA" />
      <img src="https://h.example/a.png" />
      <img />
    </>
  ));
  equal(html.includes("__frsh_c"), false, html);
  deepEqual(html.match(/<img/g)?.length, 4);
});
