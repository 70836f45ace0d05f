import type { ComponentChildren } from "preact";
import { asset, Head } from "fresh/runtime";

/** The tabs in their order: the keys 1 to 4 go to them. Some know of a range of time. */
export const TABS = [
  { name: "Stats", href: "/", knows: true },
  { name: "Calendar", href: "/calendar", knows: false },
  { name: "Models", href: "/models", knows: false },
  { name: "Requests", href: "/requests", knows: true },
] as const;

const SHEETS = ["base", "shell", "parts", "chart"];

/**
 * Nothing is painted before the end is there: tables and columns would get their widths again and
 * again. Chromium waits for the beginning of an element, so the end has one of its own.
 */
const WHOLE = { rel: "expect", href: "#end", blocking: "render" };

/** The HTML document around every page. */
export function Document({ children }: { children: ComponentChildren }) {
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>Apantli</title>
        <link rel="icon" type="image/svg+xml" href={asset("/favicon.svg")} />
        {SHEETS.map((name) => <Sheet key={name} name={name} />)}
        <link {...WHOLE} />
        <script src={asset("/boot.js")}></script>
      </head>
      <body>
        {children}
        <span id="end" hidden></span>
      </body>
    </html>
  );
}

function Sheet({ name }: { name: string }) {
  return <link rel="stylesheet" href={asset(`/css/${name}.css`)} />;
}

/** What a page puts into the head: its title, and style sheets of its own in `static/css`. */
export function PageHead({ title, sheets = [] }: { title: string; sheets?: string[] }) {
  return (
    <Head>
      <title>{`${title} · Apantli`}</title>
      {sheets.map((name) => <Sheet key={name} name={name} />)}
    </Head>
  );
}

/** The range stays when the tab changes: it is there again after a look at one that does not know it. */
const RANGE = ["range", "from", "to"];

/** The links to the tabs, with the range of `url`, and its project for those that tell of it. */
export function TabLinks({ url }: { url: string }) {
  const [path = "", query = ""] = url.split("?");
  const kept = (names: readonly string[]) => {
    const found = [...new URLSearchParams(query)].filter(([name]) => names.includes(name));
    return found.length === 0 ? "" : `?${new URLSearchParams(found)}`;
  };
  const isAt = (href: string) => href === "/" ? path === "/" : `${path}/`.startsWith(`${href}/`);
  const link = (name: string, href: string, knows: boolean, mark = "") => (
    <a
      key={name}
      href={href + kept(knows ? [...RANGE, "project"] : RANGE)}
      class={mark || undefined}
      aria-current={isAt(href) ? "page" : undefined}
    >
      {name}
    </a>
  );
  return (
    <nav aria-label="Sections">
      {TABS.map(({ name, href, knows }) => link(name, href, knows))}
      {link("Playground", "/compare", false, "apart")}
    </nav>
  );
}

/** The head of a page, with its tabs and what stands at its end. */
export function Masthead({ children }: { children: ComponentChildren }) {
  return (
    <>
      <a class="skip" href="#content">Skip to the content</a>
      <header class="masthead">
        <div>
          <a class="brand" href="/">
            <img src={asset("/favicon.svg")} alt="" width="20" height="20" />
            Apantli
          </a>
          {children}
        </div>
      </header>
    </>
  );
}

/** One sentence in place of a page: what is wrong, and the way back. */
export function Notice({ status, title, children }: {
  status: number;
  title: string;
  children: ComponentChildren;
}) {
  return (
    <div class="notice">
      <p class="status">{status}</p>
      <h1>{title}</h1>
      <p>{children}</p>
      <p>
        <a href="/">Back to the start</a>
      </p>
    </div>
  );
}
