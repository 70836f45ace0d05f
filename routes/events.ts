import { define } from "../lib/define.ts";

/** Server-sent events for open pages: `exchanges` when there are new ones, `config` when it changed. */
export const handler = define.handlers({
  GET: ({ state }) =>
    new Response(state.news.stream(), {
      headers: { "content-type": "text/event-stream", "cache-control": "no-cache" },
    }),
});
