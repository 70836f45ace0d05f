import { App, type FreshConfig, HttpError, page, type PageProps, staticFiles } from "fresh";
import { h } from "preact";
import type { State } from "../define.ts";
import type { GalleryPage } from "../gallery/page.tsx";
import { door } from "./door.ts";
import { pageHeaders } from "./page_headers.ts";
import type { Services } from "./services.ts";
import { transfer } from "./transfer.ts";

/**
 * The application: the services on `ctx.state`, the door, tags and compression, static files, every file
 * of `routes/`; in development also the gallery of views.
 */
export function createApp(services: Services, config: FreshConfig = {}): App<State> {
  const startedAt = Math.floor(Date.now() / 1000);
  const app = new App<State>(config)
    .use((ctx) => {
      Object.assign(ctx.state, services, { startedAt });
      return ctx.next();
    })
    .use(door)
    .use(pageHeaders)
    .use(transfer)
    .use(staticFiles())
    .fsRoutes();
  if (app.config.mode === "development") addGallery(app);
  return app;
}

/** What only those need who work on the dashboard is not even loaded elsewhere. */
function addGallery(app: App<State>): void {
  const gallery = import("../gallery/mod.tsx");
  for (const path of ["/gallery", "/gallery/:part", "/gallery/:part/:state"]) {
    app.route(path, {
      handler: {
        GET: async ({ params: { part, state } }) => {
          const data = (await gallery).galleryPage(part, state);
          if (data === null) throw new HttpError(404);
          return page(data);
        },
      },
      component: async ({ data }: PageProps<GalleryPage>) => h((await gallery).Gallery, data),
    });
  }
}
