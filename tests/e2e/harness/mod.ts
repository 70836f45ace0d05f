/**
 * What tests in a browser are written with; see README.md beside this folder.
 *
 * @module
 */
export { axe } from "./axe.ts";
export { DEMO } from "./demo_config.ts";
export { fits } from "./fits.ts";
export { tabThrough } from "./focus.ts";
export { bothThemes, THEMES, VIEWPORTS, viewports } from "./looks.ts";
export type { Theme, Viewport } from "./looks.ts";
export { PAGES } from "./pages.ts";
export type { DashboardPage } from "./pages.ts";
export { counts, hasFocus, refreshed, shows } from "./waiting.ts";
export { browserTest, loads, withPage } from "./with_page.ts";
export type { PageOptions, World } from "./with_page.ts";
