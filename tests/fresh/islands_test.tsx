import { deepEqual, equal, match } from "node:assert/strict";
import { parse } from "devalue";
import type { ComponentChildren } from "preact";
import { useContext } from "preact/hooks";
import { createContext } from "preact";
import { signal } from "@preact/signals";
import { App, type PageProps } from "fresh";
import { Head } from "fresh/runtime";
import { registerIslands } from "../../lib/fresh/islands.ts";
import { ask } from "./harness.ts";

const Theme = createContext("none");

function Show({ value, children }: { value?: unknown; children?: ComponentChildren }) {
  return <b data-type={typeof value}>{children}</b>;
}
function Pair({ left, right }: { left: ComponentChildren; right: ComponentChildren }) {
  return <i>{left}|{right}</i>;
}
function Outer({ children }: { children?: ComponentChildren }) {
  return (
    <section>
      <Show value={1} />
      {children}
    </section>
  );
}
function Themed() {
  return <em>{useContext(Theme)}</em>;
}
registerIslands("islands/own.tsx", { Show, Pair, Outer, Themed, tag: "u", count: 7 });

/** The page that shows the given JSX, and what it hands to the browser. */
async function show(children: ComponentChildren) {
  const app = new App().route("/", { component: () => <>{children}</> });
  const html = await (await ask(app, "/")).text();
  const text = /<script type="application\/json" id="fresh-data">(.*?)<\/script>/s.exec(html)?.[1];
  const islands: [string, Record<string, unknown>][] = text === undefined ? [] : parse(text, {
    Signal: ([value]: [unknown]) => ({ signal: value }),
    Slot: ([id]: [number]) => ({ slot: id }),
  }).islands;
  const body = /<body>(.*?)(<template|<script|<\/body>)/s.exec(html)?.[1];
  return { html, body, islands };
}

Deno.test("text as children is data; JSX among it makes it a slot", async () => {
  const table: [ComponentChildren, sent: unknown, inner: string][] = [
    ["text", "text", "text"],
    [["a", 1, null], ["a", 1, null], "a1"],
    [<u key="u">x</u>, { slot: 0 }, '<slot data-fresh-slot="0"><u>x</u></slot>'],
    [["a", <u key="u">x</u>], { slot: 0 }, '<slot data-fresh-slot="0">a<u>x</u></slot>'],
    [[["a", [<u key="u">x</u>]]], { slot: 0 }, '<slot data-fresh-slot="0">a<u>x</u></slot>'],
  ];
  for (const [children, sent, inner] of table) {
    const { body, islands } = await show(<Show>{children}</Show>);
    deepEqual(islands[0]?.[1].children, sent);
    equal(body, `<slot data-fresh-island="0"><b data-type="undefined">${inner}</b></slot>`);
  }
});

Deno.test("each prop that is JSX has a slot of its own", async () => {
  const { body, islands } = await show(<Pair left={<u>l</u>} right={<s>r</s>} />);
  deepEqual(islands[0]?.[1], { left: { slot: 0 }, right: { slot: 1 } });
  match(
    body ?? "",
    /<i><slot data-fresh-slot="0"><u>l<\/u><\/slot>\|<slot data-fresh-slot="1"><s>r/,
  );
});

Deno.test("an island that an island renders is a part of it; one handed to it in JSX is its own", async () => {
  const { islands, body } = await show(
    <Outer>
      <Show value={2} />
    </Outer>,
  );
  deepEqual(islands.map(([name, { value }]) => [name.split(":")[1], value]), [
    ["Outer", undefined],
    ["Show", 2],
  ]);
  equal(body?.match(/data-fresh-island/g)?.length, 2);
});

Deno.test("an island not shown yet waits in a template, with the islands inside it", async () => {
  const Hidden = ({ children }: { children?: ComponentChildren }) => <p>{children ? "" : "no"}</p>;
  registerIslands("islands/hidden.tsx", { Hidden });
  const { html, islands } = await show(
    <Hidden>
      <Hidden>
        <Show value={3} />
      </Hidden>
    </Hidden>,
  );
  match(
    html,
    /<template data-fresh-slot="0"><slot data-fresh-island="1"><p><\/p><\/slot><\/template>/,
  );
  match(html, /<template data-fresh-slot="1"><slot data-fresh-island="2"><b data-type="number">/);
  deepEqual(islands.map(([, props]) => props.value ?? props.children), [
    { slot: 0 },
    { slot: 1 },
    3,
  ]);
});

Deno.test("a signal may stand for an attribute or a text of a page", async () => {
  const { body } = await show(
    <button type="button" disabled={signal(false)}>{signal("go")}</button>,
  );
  equal(body, '<button type="button">go</button>');
});

Deno.test("an island's data stands before the end of the document, whatever HTML the page holds", async () => {
  const Bare = ({ Component }: PageProps) => (
    <html>
      <head></head>
      <Component />
    </html>
  );
  const data = '<script type="application/json" id="fresh-data">';
  const bare = new App().appWrapper(Bare).route("/", { component: () => <Show value={1} /> });
  const html = await (await ask(bare, "/")).text();
  match(html, new RegExp(`</slot>${data}[^<]*</script></html>$`));
  const raw = { __html: "<!-- </body></html> -->" };
  const page = await show(
    <>
      <Show value={1} />
      <p dangerouslySetInnerHTML={raw} />
    </>,
  );
  match(page.html, new RegExp(`--></p>${data}[^<]*</script></body></html>$`));
});

Deno.test("islands see the page's context on the server, and components alone leave no trace", async () => {
  const { body, islands } = await show(
    <Theme.Provider value="dark">
      <Themed />
    </Theme.Provider>,
  );
  equal(body, '<slot data-fresh-island="0"><em>dark</em></slot>');
  deepEqual(islands, [["islands/own.tsx:Themed", {}]]);
  const plain = await show(<p>plain</p>);
  equal(plain.html.includes("fresh-"), false);
});

Deno.test("Head works inside what an island shows, and numbers begin anew on each page", async () => {
  const page = (
    <Outer>
      <Head>
        <title>from inside</title>
      </Head>
    </Outer>
  );
  for (let i = 0; i < 2; i++) {
    const { html } = await show(page);
    match(html, /<head>.*<title>from inside<\/title><\/head>/);
    match(html, /data-fresh-island="0"/);
  }
});
