import { define } from "../lib/define.ts";

/** Deletes the failed requests from the log. */
export const handler = define.handlers({
  DELETE: async ({ state }) => Response.json({ deleted: await state.store.deleteErrors() }),
});
