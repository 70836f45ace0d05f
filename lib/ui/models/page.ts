import type { View } from "../page.ts";

/** A configured model, how it stands with it, and how it was used this month. */
export interface ModelRow {
  name: string;
  litellm_model: string;
  provider: string | null;
  enabled: boolean;
  /** USD per million tokens; `null` when unknown. */
  input_cost_per_million: number | null;
  output_cost_per_million: number | null;
  cached_input_cost_per_million: number | null;
  key: { state: "set" } | { state: "not needed" } | { state: "missing"; variable: string };
  /** Why it leads nowhere. */
  problem: string | null;
  /** The host that the server was started without. */
  beyond: string | null;
  /** Tokens. */
  contextWindow: number | null;
  params: Readonly<Record<string, unknown>>;
  /** The names of other parameters that the file sets. */
  otherParams: string[];
  /** Where it stands in the file. */
  line: number;
  use: Use;
}

/** How a model was used this month; requests and cost over all outcomes. */
export interface Use {
  requests: number;
  /** USD. */
  cost: number;
  unpriced: number;
  failed: number;
  interrupted: number;
  tokens_per_sec: number | null;
  first_byte_ms: number | null;
  /** ISO 8601, of all time. */
  last_used: string | null;
}

/** Something to know about the configuration's file. */
export interface FileProblem {
  severity: "error" | "warning";
  line: number;
  column: number;
  alias: string | null;
  message: string;
}

/** A provider of which a model can be added. */
export interface Provider {
  name: string;
  displayName: string;
  group: "popular" | "more" | "own machine";
  keyEnv: string | null;
  keySet: boolean;
  baseExample: string | null;
  models: number;
}

/** A client with its copy-ready text. */
export interface ClientText {
  id: string;
  name: string;
  where: string;
  text: string;
  download?: { href: string; label: string };
}

/** What the page Models shows. */
export interface ModelsPage {
  view: View;
  models: ModelRow[];
  /** The configuration's path as given on the command line. */
  file: string;
  problems: FileProblem[];
  /** The file is broken, and what it held before is in force. */
  isHeld: boolean;
  /** What holds where an alias says nothing: seconds and numbers of retries. */
  defaults: { timeout: number; num_retries: number };
}

/** What is needed to add a model. */
export interface AddData {
  providers: Provider[];
}

/** What is needed to connect a client; no alias where none is configured. */
export interface ConnectData {
  alias: string | null;
  /** The server's address for clients. */
  base: string;
  clients: ClientText[];
  /** What cannot be connected. */
  notYet: string;
}

/** What a dialog of the page needs beside the page's own data. */
export interface Opened {
  add?: AddData;
  connect?: ConnectData;
}
