import { createDefine } from "fresh";
import type { Overview } from "./ui/overview.ts";

/** What middleware hands to the routes. */
export interface State {
  /** The numbers of the start page over the last `hours`, or over all time for `null`. */
  overview(hours: number | null): Promise<Overview>;
}

/** The app's `define`: its State in handlers, pages and middleware. */
export const define = createDefine<State>();
