import type { View } from "../page.ts";

/** What the page Models shows. */
export interface ModelsPage {
  view: View;
  models: unknown[];
}
