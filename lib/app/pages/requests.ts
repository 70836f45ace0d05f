import type { RequestsPage } from "../../ui/requests/page.ts";
import type { Services } from "../services.ts";
import { timeOf, viewOf } from "./view.ts";

/** What the page Requests shows. */
export async function requestsPage(services: Services, req: Request): Promise<RequestsPage> {
  const view = viewOf(services, req);
  return { view, requests: await services.store.read("requests", timeOf(view)) };
}
