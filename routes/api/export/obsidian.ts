import { define } from "../../../lib/define.ts";
import { obsidianExport } from "../../../lib/models/export.ts";

/** The enabled aliases for Obsidian Copilot. */
export const handler = define.handlers({
  GET: ({ url, state }) =>
    Response.json(obsidianExport(state.config.current(), url.origin, new Date())),
});
