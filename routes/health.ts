import { define } from "../lib/define.ts";

/** `{"status":"ok"}`, or `degraded` with the reason while the database cannot be written. */
export const handler = define.handlers({
  GET: ({ state }) => {
    const { status, reason, waiting } = state.store.health();
    return Response.json(status === "ok" ? { status } : { status, reason, waiting });
  },
});
