import { APPS } from "./apps.ts";
import type { Access, Client } from "./client.ts";
import { CODE } from "./code.ts";

/** A client with its text for one server and alias. */
export interface ClientText extends Omit<Client, "text"> {
  text: string;
}

/** Clients that speak a protocol which this server does not have yet. */
export const NOT_YET = "Claude Code, Codex and Cursor need protocols that are not here yet.";

/** How each client that works with this server is told of it. */
export function clientTexts(access: Access): ClientText[] {
  return [...CODE, ...APPS].map((client) => ({ ...client, text: client.text(access) }));
}
