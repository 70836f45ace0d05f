import { define } from "../../lib/define.ts";
import { ApiError } from "../../lib/http/error.ts";
import { pathRest } from "../../lib/http/path.ts";

/** One exchange, by its number or its `x-request-id`, with its attempts and its cost line by line. */
export const handler = define.handlers({
  GET: async ({ url, state }) => {
    const id = pathRest(url, 1);
    const by = /^\d{1,15}$/.test(id) ? { id: Number(id) } : { requestId: id };
    const found = await state.store.read("request", by);
    if (found) return Response.json(found);
    throw new ApiError(`There is no request "${id}" in the log.`, {
      status: 404,
      type: "invalid_request_error",
      code: "request_not_found",
    });
  },
});
