import type { ConfigPrices } from "../config/types.ts";
import type { JsonObject } from "./json.ts";

/** The wire formats that the gateway speaks to providers. */
export type ProtocolName = "openai-chat" | "anthropic-messages" | "gemini";

/** How a key is sent: as a bearer token, in the header of that name, or not at all. */
export type Auth = "bearer" | "x-api-key" | "x-goog-api-key" | "api-key" | "none";

/** What an alias resolves to: where to send a request, as whom, and with which defaults. */
export interface Target {
  alias: string;
  /** The provider's name in the table, as stored in the ledger (`openai`, `anthropic` …). */
  provider: string;
  protocol: ProtocolName;
  /** The model name for the provider. */
  model: string;
  /** No trailing slash; `demo:` for the provider in this process. */
  baseUrl: string;
  /** The variable that holds the key; `null` for a literal key or none. */
  apiKeyEnv: string | null;
  auth: Auth;
  /** The key itself; `null` when the provider needs none. Never logged. */
  apiKey: string | null;
  apiVersion: string | null;
  organization: string | null;
  extraHeaders: Record<string, string>;
  extraBody: JsonObject;
  defaults: JsonObject;
  /** Milliseconds for the whole answer. */
  timeoutMs: number;
  /** Milliseconds to the first byte of a stream and between its chunks. */
  streamTimeoutMs: number;
  numRetries: number;
  dropParams: boolean;
  prices: ConfigPrices;
  /** The name to look prices up by. */
  priceModel: string;
}
