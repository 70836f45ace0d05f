import type { BrowserContextOptions, Page } from "playwright-core";
import { type AppOptions, type RunningApp, startApp } from "../../harness/app.ts";
import { configFor, type Received, startUpstream } from "../../harness/upstream.ts";
import { browser, closeBrowser, isLeftOut } from "./browser.ts";
import { assertInteractive } from "./interactive.ts";
import { type Theme, type Viewport, VIEWPORTS } from "./looks.ts";
import { Problems } from "./problems.ts";
import { type Seed, seedOf } from "./seed.ts";

/** What a browser test may set. */
export interface PageOptions extends AppOptions {
  /**
   * The config.yaml of the server, or how it is made from the address of `answer`; one alias, `echo`
   * of the demo provider, unless given.
   */
  config?: string | ((base: string) => string);
  /**
   * Stands for a provider: every request to it is answered so. The configuration then has the alias
   * `m`, which leads to it, unless another is given.
   */
  answer?: Parameters<typeof startUpstream>[0];
  /** Default `laptop`. */
  viewport?: Viewport;
  /** What the system prefers. Default `light`. */
  theme?: Theme;
  /** What else the context has: timezone (default UTC), locale (default en-US), permissions … */
  context?: BrowserContextOptions;
}

/** What a browser test works with. */
export interface World {
  /** A page in a context of its own; `page.goto("/…")` is the server's. */
  page: Page;
  app: RunningApp;
  seed: Seed;
  problems: Problems;
  /** What came to the provider of `answer`. */
  received: readonly Received[];
  /** Opens a path in the page and waits until its islands are awake. */
  open(path: string): Promise<void>;
}

const CONFIG = `model_list:
  - { model_name: echo, litellm_params: { model: demo/echo } }
`;
/** The machine may be busy; what is there at once is not waited for. */
const PATIENCE_MS = 15_000;

/**
 * Starts a server and opens an empty page of a new browser context. Fails when the body does, and
 * when anything went wrong in a page meanwhile: an error on the console, an exception, something that
 * the Content-Security-Policy forbids, a request to elsewhere. With a name, a failure leaves a
 * picture in `screenshots/failed/`.
 */
export async function withPage(
  options: PageOptions,
  body: (world: World) => unknown,
  name?: string,
): Promise<void> {
  await using upstream = options.answer ? await startUpstream(options.answer) : null;
  const { config = upstream === null ? CONFIG : configFor } = options;
  const text = typeof config === "string" ? config : config(upstream?.base ?? "");
  await using app = await startApp(text, options);
  await assertInteractive(app.url);
  const context = await (await browser()).newContext({
    baseURL: app.url,
    viewport: VIEWPORTS[options.viewport ?? "laptop"],
    colorScheme: options.theme ?? "light",
    reducedMotion: "reduce",
    locale: "en-US",
    timezoneId: "UTC",
    ...options.context,
  });
  // Before the server: it waits for the streams that pages read.
  await using _ = { [Symbol.asyncDispose]: () => context.close() };
  context.setDefaultTimeout(PATIENCE_MS);
  const problems = new Problems(context, app.url);
  const page = await context.newPage();
  const open = async (path: string) => {
    await page.goto(path);
    await awake(page);
  };
  const received = upstream?.received ?? [];
  try {
    await body({ page, app, seed: seedOf(app), problems, received, open });
    await problems.assertNone();
  } catch (error) {
    if (name !== undefined) await takePicture(page, name);
    throw error;
  }
}

async function takePicture(page: Page, name: string): Promise<void> {
  const path = `screenshots/failed/${name.replace(/\W+/g, "-").slice(0, 80)}.png`;
  // A page that is gone or hangs has no picture; the test's own failure says more.
  await page.screenshot({ path, timeout: 5000 }).then(
    () => console.error(`What "${name}" looked like when it failed: ${path}`),
    () => {},
  );
}

/** Resolves when every island of the page has been hydrated. */
async function awake(page: Page): Promise<void> {
  await page.locator("[data-fresh-island]").first().waitFor({ state: "detached" });
}

/**
 * Does what loads a page, be it the same one again, and resolves when the islands of the new one have
 * been hydrated. What the old one showed cannot be told from it by looking.
 */
export async function loads(page: Page, change: () => Promise<unknown>): Promise<void> {
  const load = page.waitForEvent("load");
  await change();
  await load;
  await awake(page);
}

/** A `Deno.test` with {@link withPage}, left out where there is no browser. */
export function browserTest(
  name: string,
  options: PageOptions,
  body: (world: World) => unknown,
): void {
  Deno.test({ name, ignore: isLeftOut, fn: () => withPage(options, body, name) });
}

Deno.test.afterAll(closeBrowser);
