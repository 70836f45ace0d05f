import { addable } from "../../models/addable.ts";
import { clientTexts, NOT_YET } from "../../models/clients/mod.ts";
import { standings } from "../../models/standing.ts";
import type { AddData, ConnectData, Opened } from "../../ui/models/page.ts";
import type { Services } from "../services.ts";

/** What is needed to add a model. */
export function addData({ secrets }: Services): Promise<AddData> {
  return Promise.resolve({ providers: addable(secrets) });
}

/** How clients are told of this server: with `?model=…`, else with the first alias that can be called. */
export function connectData({ config, secrets }: Services, req: Request): Promise<ConnectData> {
  const { searchParams, origin } = new URL(req.url);
  const current = config.current();
  const models = standings(current, secrets, new Date());
  const model = models.find(({ name }) => name === searchParams.get("model")) ??
    models.find(({ enabled, key }) => enabled && key.state !== "missing") ?? models[0];
  const base = `${origin}/v1`;
  const clients = model === undefined ? [] : clientTexts({
    base,
    alias: model.name,
    key: current.masterKey === null ? "unused" : "YOUR_MASTER_KEY",
    contextWindow: model.contextWindow,
  });
  return Promise.resolve({ alias: model?.name ?? null, base, clients, notYet: NOT_YET });
}

/** What the dialog needs that the page's address opens: `?do=add`, `?do=connect`. */
export async function openedDialog(services: Services, req: Request): Promise<Opened> {
  const asked = new URL(req.url).searchParams.get("do");
  if (asked === "add") return { add: await addData(services) };
  return asked === "connect" ? { connect: await connectData(services, req) } : {};
}
