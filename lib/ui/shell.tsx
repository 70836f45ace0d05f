import type { ComponentChildren } from "preact";
import { asset } from "fresh/runtime";

const TABS = [
  { name: "Stats", href: "/#stats" },
  { name: "Calendar", href: "/#calendar" },
  { name: "Models", href: "/#models" },
  { name: "Requests", href: "/#requests" },
];

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
        <link rel="stylesheet" href={asset("/styles.css")} />
      </head>
      <body>{children}</body>
    </html>
  );
}

/** The head of a page with its tabs; a tab without a page yet is shown as not to be chosen. */
export function Masthead({ current }: { current: string | null }) {
  return (
    <header class="masthead">
      <a class="brand" href="/">
        <img src={asset("/favicon.svg")} alt="" width="22" height="22" />
        Apantli
      </a>
      <nav aria-label="Sections">
        {TABS.map(({ name, href }) =>
          name === "Stats"
            ? (
              <a key={name} href={href} aria-current={name === current ? "page" : undefined}>
                {name}
              </a>
            )
            : <span key={name} class="soon" title="Comes with the dashboard">{name}</span>
        )}
      </nav>
    </header>
  );
}

/** One sentence in place of a page: what is wrong, and the way back. */
export function Notice({ status, title, children }: {
  status: number;
  title: string;
  children: ComponentChildren;
}) {
  return (
    <>
      <Masthead current={null} />
      <main class="notice">
        <p class="status">{status}</p>
        <h1>{title}</h1>
        <p>{children}</p>
        <p>
          <a href="/">Back to the start</a>
        </p>
      </main>
    </>
  );
}
