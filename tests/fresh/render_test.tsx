import { equal, match } from "node:assert/strict";
import { App } from "fresh";
import { asset, Head } from "fresh/runtime";
import { ask, startFolder } from "./harness.ts";

Deno.test("Head takes fragments for what is in them, however deep", async () => {
  const inner = (
    <>
      <title>of the page</title>
      {[<meta name="a" content="2" key="a" />]}
    </>
  );
  const outer = (
    <>
      <meta name="a" content="1" key="a" />
      {inner}
    </>
  );
  const app = new App().appWrapper(({ Component }) => (
    <html>
      <head>
        <title>of the wrapper</title>
      </head>
      <body>
        <Component />
      </body>
    </html>
  )).route("/", {
    component: () => <Head>{outer}</Head>,
  });
  const html = await (await ask(app, "/")).text();
  match(html, /<head><meta name="a" content="2"\/><title>of the page<\/title><\/head>/);
});

Deno.test("asset() keeps all of a fragment", async () => {
  await startFolder({ "static/a.svg": "<svg/>" });
  const [url, ...fragment] = asset("/a.svg#icon#2").split("#");
  equal(url, asset("/a.svg"));
  equal(fragment.join("#"), "icon#2");
});
