import { define } from "../../../../lib/define.ts";
import { ApiError } from "../../../../lib/http/error.ts";
import { catalogue } from "../../../../lib/pricing/mod.ts";

/** The models of one provider of the price catalogue. */
export const handler = define.handlers({
  GET: ({ params }) => {
    const provider = params.provider ?? "";
    const models = catalogue().models(provider);
    if (models === null) {
      throw new ApiError(`There is no provider "${provider}". GET /api/providers lists them.`, {
        status: 404,
        type: "invalid_request_error",
        code: "provider_not_found",
      });
    }
    return Response.json({ provider, models, count: models.length });
  },
});
