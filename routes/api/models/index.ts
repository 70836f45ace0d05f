import { define } from "../../../lib/define.ts";
import { readJson } from "../../../lib/http/body.ts";
import { addAlias } from "../../../lib/models/change.ts";
import { listModels } from "../../../lib/models/list.ts";

/** Adds an alias to `config.yaml`; it can be called at once. */
export const handler = define.handlers({
  POST: async ({ req, state }) => {
    const body = await readJson(req);
    const config = await addAlias(state.config, body);
    const model = listModels(config, new Date()).at(-1);
    return Response.json({ status: "ok", model }, { status: 201 });
  },
});
