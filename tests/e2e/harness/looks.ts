import type { Page } from "playwright-core";

/** The two looks of a page. */
export const THEMES = ["light", "dark"] as const;
/** One of {@link THEMES}. */
export type Theme = (typeof THEMES)[number];

/** Widths that a page has to fit, in CSS pixels: a phone, a tablet, a laptop, a 4K screen. */
export const VIEWPORTS = {
  phone: { width: 360, height: 740 },
  tablet: { width: 768, height: 1024 },
  laptop: { width: 1280, height: 800 },
  wide: { width: 3840, height: 2160 },
} as const;
/** One of {@link VIEWPORTS}. */
export type Viewport = keyof typeof VIEWPORTS;

/** Runs `body` with the page in each theme, as the system's setting would have it. */
export async function bothThemes(page: Page, body: (theme: Theme) => unknown): Promise<void> {
  for (const theme of THEMES) {
    await page.emulateMedia({ colorScheme: theme });
    await body(theme);
  }
}

/** Runs `body` with the page at each of these sizes; at all of them unless told otherwise. */
export async function viewports(
  page: Page,
  body: (viewport: Viewport) => unknown,
  names: readonly Viewport[] = Object.keys(VIEWPORTS) as Viewport[],
): Promise<void> {
  for (const name of names) {
    await page.setViewportSize(VIEWPORTS[name]);
    await body(name);
  }
}
