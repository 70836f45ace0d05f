import { App, staticFiles } from "fresh";
import type { State } from "../define.ts";
import { door } from "./door.ts";
import { pageHeaders } from "./page_headers.ts";
import type { Services } from "./services.ts";
import { transfer } from "./transfer.ts";

/** The application: the services on `ctx.state`, the door, tags and compression, static files, every file of `routes/`. */
export function createApp(services: Services): App<State> {
  const startedAt = Math.floor(Date.now() / 1000);
  return new App<State>()
    .use((ctx) => {
      Object.assign(ctx.state, services, { startedAt });
      return ctx.next();
    })
    .use(door)
    .use(pageHeaders)
    .use(transfer)
    .use(staticFiles())
    .fsRoutes();
}
