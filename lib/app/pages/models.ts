import { standings } from "../../models/standing.ts";
import type { FileProblem, ModelsPage } from "../../ui/models/page.ts";
import { readRange } from "../../ui/range.ts";
import type { Services } from "../services.ts";
import { timeOf, viewOf } from "./view.ts";

/** What the page Models shows. */
export async function modelsPage(services: Services, req: Request): Promise<ModelsPage> {
  const { config, secrets, store, options } = services;
  const view = viewOf(services, req);
  const current = config.current();
  const models = standings(current, secrets, new Date(view.now));
  const month = readRange(new URLSearchParams({ range: "month" }), view.today);
  const uses = await store.read("models", {
    ...timeOf({ ...view, range: month }),
    models: models.map(({ name }) => name),
  });
  const { settings } = current;
  return {
    view,
    models: models.flatMap((model, place) => {
      const use = uses[place];
      return use === undefined ? [] : [{ ...model, use }];
    }),
    ...fileState(services),
    defaults: {
      timeout: settings.requestTimeout ?? options.timeout,
      num_retries: settings.numRetries ?? options.retries,
    },
  };
}

function fileState({ config, options }: Services) {
  const { problems, isHeld } = config.problems();
  const told = problems.map(({ severity, line, column, alias, message }): FileProblem => ({
    ...{ severity, line, column, alias, message },
  }));
  return { file: options.config, problems: told, isHeld };
}
