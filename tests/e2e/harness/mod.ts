export { axe } from "./axe.ts";
export { bothThemes, THEMES, type Viewport, VIEWPORTS, viewports } from "./looks.ts";
export { awake, browserTest, type PageOptions, withPage, type World } from "./with_page.ts";
