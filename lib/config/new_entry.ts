import { parse } from "yaml";
import type { JsonObject, JsonValue } from "../types/json.ts";
import { EditError } from "./edit_error.ts";

/** An alias to be added, in the names of `POST /api/models`. */
export interface NewModel {
  model_name: string;
  /** `litellm_params.model`, for example `openai/gpt-5-mini`. */
  litellm_model: string;
  /** `litellm_params.api_base`, for a server that is not the provider's own. */
  api_base?: string | null | undefined;
  /** The variable that holds the key; `null` or absent for providers without one. */
  api_key_env?: string | null | undefined;
  enabled?: boolean | null | undefined;
  temperature?: number | null | undefined;
  top_p?: number | null | undefined;
  max_tokens?: number | null | undefined;
  timeout?: number | null | undefined;
  num_retries?: number | null | undefined;
}

/** Keys of `litellm_params` that the API edits. */
export const EDITABLE_PARAMS = [
  "temperature",
  "top_p",
  "max_tokens",
  "timeout",
  "num_retries",
] as const;

/** A new entry as data and as text. */
export interface RenderedEntry {
  data: JsonObject;
  /** Its lines in block style, the dash at a column counted from 0. */
  block(indent: number): string[];
  flow: string;
}

/**
 * A value as YAML that means the same in block and in flow style: plain where that is safe, else
 * in JSON's double quotes. Throws {@link EditError} (`invalid`) for numbers that are not finite.
 */
export function renderValue(value: string | number | boolean): string {
  if (typeof value === "number" && !Number.isFinite(value)) {
    throw new EditError("invalid", "A number is not finite. Send a finite number.");
  }
  if (typeof value !== "string") return String(value);
  const plain = /^[A-Za-z0-9_./][\w./:@+-]*$/.test(value) && !value.endsWith(":");
  return plain && parse(value) === value ? value : JSON.stringify(value);
}

function paramsOf(model: NewModel): [string, string | number][] {
  const variable = model.api_key_env?.replace(/^os\.environ\//, "");
  if (variable !== undefined && !/^[A-Za-z_][A-Za-z0-9_]*$/.test(variable)) {
    throw new EditError(
      "invalid",
      "api_key_env is no variable's name. Send one like OPENAI_API_KEY.",
    );
  }
  const params: [string, string | number][] = [["model", model.litellm_model]];
  if (model.api_base) params.push(["api_base", model.api_base]);
  if (variable !== undefined) params.push(["api_key", `os.environ/${variable}`]);
  for (const key of EDITABLE_PARAMS) {
    const value = model[key];
    if (value !== undefined && value !== null) params.push([key, value]);
  }
  return params;
}

/** Renders a new entry. Throws {@link EditError} (`invalid`) for values that the file cannot hold. */
export function newEntry(model: NewModel): RenderedEntry {
  const params = paramsOf(model).map(([key, value]) => [key, value, renderValue(value)] as const);
  const name = renderValue(model.model_name);
  const enabled: JsonValue | undefined = model.enabled ?? undefined;
  const flow = params.map(([key, , text]) => `${key}: ${text}`).join(", ");
  return {
    data: {
      model_name: model.model_name,
      litellm_params: Object.fromEntries(params.map(([key, value]) => [key, value])),
      ...(enabled === undefined ? {} : { enabled }),
    },
    block: (indent) => {
      const pad = " ".repeat(indent);
      const lines = [`- model_name: ${name}`, "  litellm_params:"];
      for (const [key, , text] of params) lines.push(`    ${key}: ${text}`);
      if (enabled !== undefined) lines.push(`  enabled: ${enabled}`);
      return lines.map((line) => pad + line);
    },
    flow: `{model_name: ${name}, litellm_params: {${flow}}` +
      (enabled === undefined ? "}" : `, enabled: ${enabled}}`),
  };
}
