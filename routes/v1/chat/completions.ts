import { define } from "../../../lib/define.ts";

/** OpenAI's chat completions, streamed or not, for every alias of the configuration. */
export const handler = define.handlers({
  POST: ({ req, state }) => state.gateway.chat(req, state.requestId),
});
