import type { z } from "zod";
import { isObject } from "../types/json.ts";
import { variableIn } from "./environ.ts";
import { readPayloads } from "./payloads.ts";
import type { Report } from "./problem.ts";
import { settingSchemas } from "./schema.ts";
import type { Config } from "./types.ts";

/** Top-level keys that LiteLLM has and we do not, with what to do about them. */
const OTHER_SECTIONS: Readonly<Record<string, string>> = {
  environment_variables: "is not used here. Put the variables into .env",
  include: "is not used here. Put all models into this file",
  router_settings: "is not used here: an alias has one target. Remove it",
};

/** What the file says beside its models. */
export interface Settings extends
  Pick<
    Config,
    "settings" | "masterKey" | "allowedOrigins" | "projects" | "retention" | "payloads"
  > {
  /** False when the file means to protect the server and does not say with which key. */
  safe: boolean;
}

/** Reports every key outside `model_list` that has no meaning to us. Values stay unnamed: they may be secret. */
function reportUnused(
  root: Record<string, unknown>,
  templates: ReadonlySet<string>,
  report: Report,
): void {
  for (const [section, values] of Object.entries(root)) {
    if (section === "model_list") continue;
    if (!Object.hasOwn(settingSchemas, section)) {
      if (templates.has(section)) continue;
      const mend = Object.hasOwn(OTHER_SECTIONS, section) ? OTHER_SECTIONS[section] : undefined;
      report("warning", [section], mend ?? "is not used here. Remove it");
    } else if (isObject(values)) {
      const known = section === "litellm_settings"
        ? settingSchemas.litellm_settings
        : settingSchemas.general_settings;
      for (const key of Object.keys(values)) {
        if (!Object.hasOwn(known, key)) {
          report("warning", [section, key], "is not used here. Remove it");
        }
      }
    } else if (values !== null) {
      report("error", [section], "must be a map. Indent its keys below it");
    }
  }
}

/** What is wrong with a master key: nobody could send it, or everybody could guess it. */
function wrongKey(key: string): string | undefined {
  if (key.trim() === "") return "is empty. Write a key, or remove it";
  if (!key.trim().startsWith("os.environ/") || variableIn(key) !== undefined) return undefined;
  return "names no variable. Write os.environ/NAME";
}

/**
 * Reads `litellm_settings` and `general_settings`; what is wrong is reported and left unset.
 * `templates` are the sections that exist for their anchors only.
 */
export function readSettings(
  root: Record<string, unknown>,
  templates: ReadonlySet<string>,
  report: Report,
): Settings {
  reportUnused(root, templates, report);
  let safe = true;

  function read<T>(section: string, key: string, schema: z.ZodType<T>): T | null {
    const values = root[section];
    const value = isObject(values) ? values[key] : undefined;
    const result = schema.safeParse(value);
    if (result.success) return result.data;
    for (const issue of result.error.issues) {
      const path = issue.path.map((part) => typeof part === "number" ? part : String(part));
      report("error", [section, key, ...path], issue.message);
    }
    if (key === "master_key") safe = false;
    if (!Array.isArray(value)) return null;
    // The other entries of a list hold.
    const wrong = new Set(result.error.issues.map(({ path }) => path[0]));
    return schema.safeParse(value.filter((_, index) => !wrong.has(index))).data ?? null;
  }

  const { litellm_settings: litellm, general_settings: general } = settingSchemas;
  const masterKey = read("general_settings", "master_key", general.master_key) ?? null;
  const wrong = masterKey === null ? undefined : wrongKey(masterKey);
  if (wrong !== undefined) {
    report("error", ["general_settings", "master_key"], wrong);
    safe = false;
  }
  const retention = read("general_settings", "retention", general.retention);
  return {
    safe: safe && (isObject(root.general_settings) || root.general_settings == null),
    settings: {
      numRetries: read("litellm_settings", "num_retries", litellm.num_retries) ?? null,
      requestTimeout: read("litellm_settings", "request_timeout", litellm.request_timeout) ?? null,
      dropParams: read("litellm_settings", "drop_params", litellm.drop_params) ?? false,
    },
    masterKey,
    allowedOrigins: read("general_settings", "allowed_origins", general.allowed_origins) ?? [],
    retention: {
      payloadDays: retention?.payloads ?? null,
      rowDays: retention?.rows ?? null,
      maxBytes: retention?.max_size ?? null,
    },
    payloads: readPayloads(root, report),
    projects: read("general_settings", "projects", general.projects) ?? [],
  };
}
