import { equal, match } from "node:assert/strict";
import { type ComponentChildren, h } from "preact";
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

/** The head of a page that adds `page` to a head of the wrapper's own. */
async function headOf(own: ComponentChildren, page: ComponentChildren): Promise<string> {
  const app = new App().appWrapper(({ Component }) => (
    <html>
      <head>{own}</head>
      <body>
        <Component />
      </body>
    </html>
  ));
  const html = await show(app, <Head>{page}</Head>);
  return /<head>(.*)<\/head>/s.exec(html)?.[1] ?? html;
}

Deno.test("Head: what has the same id, or is a meta of the same name, is there once: the last one", async () => {
  const two = (
    <>
      <meta name="d" content="1" />
      <meta name="d" content="2" />
      <link rel="x" />
      <link rel="x" />
    </>
  );
  const table: { own: ComponentChildren; page: ComponentChildren; html: string }[] = [
    { own: null, page: two, html: '<meta name="d" content="2"/><link rel="x"/><link rel="x"/>' },
    {
      own: <meta name="d" content="own" />,
      page: two,
      html: '<meta name="d" content="2"/><link rel="x"/><link rel="x"/>',
    },
    { own: <meta name="d" />, page: <meta name="e" />, html: '<meta name="d"/><meta name="e"/>' },
    { own: <meta content=">" name="d" />, page: <meta name="d" />, html: '<meta name="d"/>' },
    { own: <meta id="d" />, page: <meta name="d" />, html: '<meta id="d"/><meta name="d"/>' },
    {
      own: h("link", { name: "d" }),
      page: <meta name="d" />,
      html: '<link name="d"/><meta name="d"/>',
    },
    { own: <link id="s" href="/own" />, page: <link id="s" />, html: '<link id="s"/>' },
    { own: <script id="s" src="/a" />, page: <link id="s" />, html: '<link id="s"/>' },
    { own: <style id="s">a b</style>, page: <link id="s" />, html: '<link id="s"/>' },
    {
      own: <title>own</title>,
      page: <title lang="en">page</title>,
      html: '<title lang="en">page</title>',
    },
    {
      own: <title>own</title>,
      page: <meta name="title" />,
      html: '<title>own</title><meta name="title"/>',
    },
    {
      own: <link rel="x" />,
      page: <base href="/a" />,
      html: '<link rel="x"/><base href="/a"/>',
    },
  ];
  for (const { own, page, html } of table) equal(await headOf(own, page), html);
});

Deno.test("Head: a key tells apart what an id or a name would not", async () => {
  const page = (
    <>
      <meta key="light" name="theme-color" content="#fff" />
      <meta key="dark" name="theme-color" content="#000" />
    </>
  );
  equal(
    await headOf(<meta name="theme-color" content="own" />, page),
    '<meta name="theme-color" content="#fff"/><meta name="theme-color" content="#000"/>',
  );
});

Deno.test("Head: a component stands for what it shows", async () => {
  const Described = ({ text }: { text: string }) => <meta name="description" content={text} />;
  equal(
    await headOf(<meta name="description" content="own" />, <Described text="page" />),
    '<meta name="description" content="page"/>',
  );
});
