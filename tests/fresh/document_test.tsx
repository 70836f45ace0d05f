import { equal, match } from "node:assert/strict";
import type { ComponentChildren } from "preact";
import { App } from "fresh";
import { Head } from "fresh/runtime";
import { ask } from "./harness.ts";

/** The document of a page that is rendered in the given way. */
async function show(app: App<unknown>, children: ComponentChildren): Promise<string> {
  return await (await ask(app.route("/", { component: () => <>{children}</> }), "/")).text();
}

const HEAD = '<head><meta charset="utf-8"></head>';

Deno.test("whatever a wrapper leaves out of the document is added, and nothing is lost", async () => {
  const table: [name: string, app: App<unknown>, html: string][] = [
    ["no wrapper", new App(), `<html>${HEAD}<body><header>x</header></body></html>`],
    [
      "body only",
      new App().appWrapper(({ Component }) => (
        <body>
          <Component />
        </body>
      )),
      `<html>${HEAD}<body><header>x</header></body></html>`,
    ],
    [
      "html and body, with a > in an attribute",
      new App().appWrapper(({ Component }) => (
        <html lang="a>b">
          <body>
            <Component />
          </body>
        </html>
      )),
      `<html lang="a>b">${HEAD}<body><header>x</header></body></html>`,
    ],
    [
      "html and head",
      new App().appWrapper(({ Component }) => (
        <html>
          <head>
            <title>t</title>
          </head>
          <Component />
        </html>
      )),
      "<html><head><title>t</title></head><header>x</header></html>",
    ],
    [
      "all",
      new App().appWrapper(({ Component }) => (
        <html>
          <head lang="en"></head>
          <body>
            <Component />
          </body>
        </html>
      )),
      '<html><head lang="en"></head><body><header>x</header></body></html>',
    ],
  ];
  for (const [name, app, html] of table) {
    equal(await show(app, <header>x</header>), `<!DOCTYPE html>${html}`, name);
  }
});

Deno.test("Head: the last title and the last element of a key win, all others stay", async () => {
  const html = await show(
    new App(),
    <>
      <Head>
        <title>first</title>
        <meta name="a" content="1" key="a" />
        <meta property="og:title" key="title" />
        text that is no element
        {null}
      </Head>
      <p>body</p>
      <Head>
        <title>$& &lt;last&gt;</title>
        {[<meta name="a" content="2" key="a" />, <link rel="x" href="/x" key="x" />]}
        <link rel="x" href="/x" />
      </Head>
    </>,
  );
  const head = html.slice(html.indexOf("<head>"), html.indexOf("</head>"));
  equal(
    head,
    '<head><meta charset="utf-8"><title>$&amp; &lt;last></title><meta name="a" content="2"/>' +
      '<meta property="og:title"/><link rel="x" href="/x"/><link rel="x" href="/x"/>',
  );
  match(html, /<body><p>body<\/p><\/body>/);
});

Deno.test("text is escaped wherever a page puts it", async () => {
  const evil = `</head><script>"'&`;
  const html = await show(
    new App(),
    <>
      <Head>
        <meta name="a" content={evil} />
      </Head>
      <p title={evil}>{evil}</p>
    </>,
  );
  equal(html.includes("<script"), false);
  equal(html.match(/<\/head>/g)?.length, 1);
  match(
    html,
    /<p title="&lt;\/head>&lt;script>&quot;'&amp;">&lt;\/head>&lt;script>&quot;'&amp;<\/p>/,
  );
});

Deno.test("what an element's own HTML holds does not move the head or the end", async () => {
  const raw = "<!-- </head></body> --><i>$1</i>";
  const html = await show(
    new App(),
    <>
      <Head>
        <title>t</title>
      </Head>
      <div dangerouslySetInnerHTML={{ __html: raw }} />
    </>,
  );
  equal(
    html,
    `<!DOCTYPE html><html><head><meta charset="utf-8"><title>t</title></head><body><div>${raw}</div></body></html>`,
  );
});
