import { App, staticFiles } from "fresh";
import type { State } from "./define.ts";

export function createApp(): App<State> {
  return new App<State>()
    .use((ctx) => {
      ctx.state.trail = ["main"];
      return ctx.next();
    })
    .use(staticFiles())
    .fsRoutes();
}
