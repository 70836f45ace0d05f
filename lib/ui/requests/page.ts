import type { View } from "../page.ts";

/** What the page Requests shows. */
export interface RequestsPage {
  view: View;
  requests: unknown;
}
