import { page } from "fresh";
import ModelsTab from "../islands/ModelsTab.tsx";
import { openedDialog } from "../lib/app/pages/model_dialogs.ts";
import { modelsPage } from "../lib/app/pages/models.ts";
import { wantsPage } from "../lib/app/wants_page.ts";
import { define } from "../lib/define.ts";
import { listModels, openAiModels } from "../lib/models/list.ts";
import { PageHead } from "../lib/ui/shell.tsx";

/**
 * The configured models with their prices: a page for browsers, JSON for programs. OpenAI's list stands
 * in the JSON beside ours, for clients whose base URL has no `/v1`.
 */
export const handler = define.handlers({
  async GET({ state, req }) {
    if (wantsPage(req)) {
      const data = { first: await modelsPage(state, req), opened: await openedDialog(state, req) };
      return page(data, { headers: { vary: "accept" } });
    }
    const config = state.config.current();
    const models = {
      models: listModels(config, new Date()),
      object: "list",
      data: openAiModels(config, state.startedAt),
    };
    return Response.json(models, { headers: { vary: "accept" } });
  },
});

export default define.page<typeof handler>(({ data, url }) => (
  <>
    <PageHead title="Models" sheets={["models"]} />
    <ModelsTab {...data} url={url.pathname + url.search} />
  </>
));
