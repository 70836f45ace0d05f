import { define } from "../../../lib/define.ts";
import { openAiModels } from "../../../lib/models/list.ts";

/** The enabled aliases as OpenAI lists models. */
export const handler = define.handlers({
  GET: ({ state }) =>
    Response.json({
      object: "list",
      data: openAiModels(state.config.current(), state.startedAt),
    }),
});
