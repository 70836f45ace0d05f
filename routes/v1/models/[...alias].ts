import { define } from "../../../lib/define.ts";
import { ApiError } from "../../../lib/http/error.ts";
import { pathRest } from "../../../lib/http/path.ts";
import { openAiModels } from "../../../lib/models/list.ts";

/** One alias as OpenAI retrieves a model. */
export const handler = define.handlers({
  GET: ({ state, url }) => {
    const alias = pathRest(url, 2);
    const models = openAiModels(state.config.current(), state.startedAt);
    const model = models.find(({ id }) => id === alias);
    if (model) return Response.json(model);
    throw new ApiError(`The model "${alias}" does not exist.`, {
      status: 404,
      type: "invalid_request_error",
      code: "model_not_found",
      param: "model",
    });
  },
});
