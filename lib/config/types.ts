import type { JsonObject } from "../types/json.ts";
import type { PayloadSettings } from "../types/payloads.ts";
import type { Retention } from "../types/retention.ts";

/** Prices that a config entry states, in USD per token. They win over every other source. */
export interface ConfigPrices {
  inputCostPerToken?: number;
  outputCostPerToken?: number;
  cacheReadInputTokenCost?: number;
  cacheCreationInputTokenCost?: number;
  cacheCreationInputTokenCostAbove1hr?: number;
  inputCostPerAudioToken?: number;
  outputCostPerAudioToken?: number;
  outputCostPerReasoningToken?: number;
}

/** One entry of `model_list`, checked, with `os.environ/NAME` still unresolved. */
export interface AliasEntry {
  /** The name that clients send as `model`. */
  alias: string;
  enabled: boolean;
  /** `litellm_params.model` as written, for example `anthropic/claude-haiku-4-5`. */
  model: string;
  /** As written: a literal or `os.environ/NAME`; `null` when absent. */
  apiKey: string | null;
  apiBase: string | null;
  apiVersion: string | null;
  organization: string | null;
  /** Seconds; `null` means the setting or flag above applies. */
  timeout: number | null;
  streamTimeout: number | null;
  numRetries: number | null;
  dropParams: boolean | null;
  extraHeaders: Record<string, string>;
  extraBody: JsonObject;
  /** Every other key of `litellm_params`: default parameters of the request. */
  defaults: JsonObject;
  prices: ConfigPrices;
  /** `model_info.base_model`: the name to look prices up by. */
  baseModel: string | null;
  /** `model_info.mode`, for example `chat`. */
  mode: string | null;
  /** Position of the entry in the file, counted from 1. */
  line: number;
  column: number;
}

/** Requests whose header is like a pattern belong to a project. */
export interface ProjectRule {
  project: string;
  /** The header's name, for example `user-agent` or `x-title`. */
  header: string;
  /** What its value has to be like, without regard to case; `*` stands for any text. */
  matches: string;
}

/** Something to tell the user about the configuration. */
export interface ConfigProblem {
  severity: "error" | "warning";
  /** `config.yaml` as given on the command line. */
  file: string;
  line: number;
  column: number;
  alias: string | null;
  /** What is wrong, and how to mend it. */
  message: string;
}

/** A configuration as loaded: what is good in it and what is not. */
export interface Config {
  /** By alias, in the order of the file. */
  aliases: ReadonlyMap<string, AliasEntry>;
  /** `litellm_settings`. */
  settings: {
    numRetries: number | null;
    requestTimeout: number | null;
    dropParams: boolean;
  };
  /** `general_settings.master_key` as written (literal or `os.environ/NAME`). */
  masterKey: string | null;
  /** `general_settings.allowed_origins`: further CORS origins. */
  allowedOrigins: string[];
  /** `general_settings.retention`: how long what is kept. */
  retention: Retention;
  /** `general_settings.payloads` and what aliases say: how much of requests and answers is stored. */
  payloads: PayloadSettings;
  /** `general_settings.projects`: which clients belong to which project. */
  projects: ProjectRule[];
  problems: ConfigProblem[];
  /** Set when nothing could be read (no file, not YAML): whoever has an older one keeps it. */
  broken?: true;
}

/** Whether a problem takes something out of service, or is only to be known. */
export type Severity = ConfigProblem["severity"];

/** Reads a variable: the process environment first, then `.env`. `undefined` when neither has it. */
export type Secrets = (name: string) => string | undefined;
