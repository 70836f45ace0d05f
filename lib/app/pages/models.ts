import type { ModelsPage } from "../../ui/models/page.ts";
import type { Services } from "../services.ts";
import { listModels } from "../../models/list.ts";
import { viewOf } from "./view.ts";

/** What the page Models shows. */
export function modelsPage(services: Services, req: Request): Promise<ModelsPage> {
  const view = viewOf(services, req);
  const models = listModels(services.config.current(), new Date(view.now));
  return Promise.resolve({ view, models });
}
