import { demoTransport } from "../demo/mod.ts";
import { anthropicMessages } from "../protocols/anthropic-messages/mod.ts";
import { gemini } from "../protocols/gemini/mod.ts";
import type { Translation } from "../protocols/protocol.ts";
import { endpointOf, headersOf } from "../providers/address.ts";
import { providerNamed, quirksOf } from "../providers/table.ts";
import type { ProtocolName, Target } from "../types/target.ts";
import type { Dialect } from "./dialect.ts";
import { passthrough } from "./passthrough.ts";
import { translated } from "./translated.ts";
import { networkTransport } from "./network.ts";
import { responseTransport, type Transport } from "./upstream.ts";

/** How to reach a target and how to talk to it. */
export interface Route {
  dialect: Dialect;
  transport: Transport;
  headers: Record<string, string>;
}

/** The protocols that are translated; openai-chat, the client's own, passes through. */
const TRANSLATIONS: Readonly<Partial<Record<ProtocolName, Translation>>> = {
  "anthropic-messages": anthropicMessages,
  gemini,
};

const DEMO = responseTransport(demoTransport);

/** The route to a target. */
export function routeTo(target: Target): Route {
  const row = providerNamed(target.provider);
  if (!row) throw new Error(`no provider "${target.provider}"`);
  const translation = TRANSLATIONS[target.protocol];
  return {
    dialect: translation
      ? translated(translation, target)
      : passthrough({ url: endpointOf(target, row), quirks: quirksOf(row, target.priceModel) }),
    transport: target.baseUrl === "demo:" ? DEMO : networkTransport,
    headers: headersOf(target, row),
  };
}
