import { define } from "../../../lib/define.ts";
import { readJson } from "../../../lib/http/body.ts";
import { pathRest } from "../../../lib/http/path.ts";
import { changeAlias, removeAlias } from "../../../lib/models/change.ts";
import { listModels } from "../../../lib/models/list.ts";

/** Changes or removes an alias in `config.yaml`; its comments and order stay. */
export const handler = define.handlers({
  PATCH: async ({ req, url, state }) => {
    const alias = pathRest(url, 2);
    const config = await changeAlias(state.config, alias, await readJson(req));
    const model = listModels(config, new Date()).find(({ name }) => name === alias);
    return Response.json({ status: "ok", model });
  },
  DELETE: async ({ url, state }) => {
    const alias = pathRest(url, 2);
    await removeAlias(state.config, alias);
    return Response.json({ status: "ok", deleted: alias });
  },
});
