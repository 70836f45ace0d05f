import type { ComponentChildren } from "preact";
import { asset, Head } from "fresh/runtime";

/** The tabs in their order: the keys 1 to 4 go to them. */
export const TABS = [
  { name: "Stats", href: "/" },
  { name: "Calendar", href: "/calendar" },
  { name: "Models", href: "/models" },
  { name: "Requests", href: "/requests" },
] as const;

const SHEETS = ["base", "shell", "parts", "chart"];

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
        <script src={asset("/boot.js")}></script>
      </head>
      <body>{children}</body>
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

/**
 * The head of a page with its tabs. `query` (such as `range=week`) goes with the links between tabs
 * that know of it; `children` stand at its end.
 */
export function Masthead({ current, query = "", children }: {
  current: string | null;
  query?: string;
  children?: ComponentChildren;
}) {
  const kept = query === "" ? "" : `?${query}`;
  const link = (name: string, href: string, mark = "") => (
    <a
      key={name}
      href={href}
      class={mark || undefined}
      aria-current={name === current ? "page" : undefined}
    >
      {name}
    </a>
  );
  return (
    <>
      <a class="skip" href="#content">Skip to the content</a>
      <header class="masthead">
        <div>
          <a class="brand" href="/">
            <img src={asset("/favicon.svg")} alt="" width="20" height="20" />
            Apantli
          </a>
          <nav aria-label="Sections">
            {TABS.map(({ name, href }) =>
              link(name, name === "Stats" || name === "Requests" ? href + kept : href)
            )}
            {link("Playground", "/compare", "apart")}
          </nav>
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
