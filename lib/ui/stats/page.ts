import type { View } from "../page.ts";

/** What the page Stats shows. */
export interface StatsPage {
  view: View;
  stats: unknown;
}
