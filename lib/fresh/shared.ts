import { type ComponentChildren, createContext } from "preact";

/** The query parameter that marks a URL as one for this build only, so that it may be cached for good. */
export const CACHE_PARAM = "__frsh_c";

/** Where the client bundle is served, below a hash of its content. */
export const CLIENT = "/_fresh/js/";

/** Collects what `<Head>` holds while a page is rendered; `null` in the browser. */
export const HeadContext = createContext<((children: ComponentChildren) => void) | null>(null);

/** The hash over all assets: set before a page is rendered, and once in the browser. */
export const build = { id: "" };
