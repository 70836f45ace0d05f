import { define } from "../lib/define.ts";

/** `{"status":"ok"}`, or `degraded` with the reason while the database cannot be written. */
export const handler = define.handlers({
  GET: ({ state }) => {
    const health = state.store.health();
    return Response.json(health.status === "ok" ? { status: "ok" } : health);
  },
});
