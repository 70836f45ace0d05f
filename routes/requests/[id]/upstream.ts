import { storedRequest } from "../../../lib/app/pages/request.ts";
import { define } from "../../../lib/define.ts";
import { ApiError } from "../../../lib/http/error.ts";
import { pathRest } from "../../../lib/http/path.ts";

/** What a logged request becomes on its way to its provider, as the configuration stands now. */
export const handler = define.handlers({
  async GET({ url, state }) {
    const id = pathRest(url, 1).replace(/\/upstream$/, "");
    const { request_data } = await storedRequest(state, id);
    if (request_data !== null) return Response.json(state.gateway.preview(request_data));
    throw new ApiError(`The texts of request "${id}" are not stored.`, {
      status: 404,
      type: "invalid_request_error",
      code: "request_not_stored",
    });
  },
});
