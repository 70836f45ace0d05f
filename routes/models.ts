import { define } from "../lib/define.ts";
import { listModels, openAiModels } from "../lib/models/list.ts";

/**
 * The configured models with their prices. OpenAI's list stands beside them, for clients whose base
 * URL has no `/v1`.
 */
export const handler = define.handlers({
  GET: ({ state }) => {
    const config = state.config.current();
    return Response.json({
      models: listModels(config, new Date()),
      object: "list",
      data: openAiModels(config, state.startedAt),
    });
  },
});
