import { z } from "zod";
import { addModel, removeModel, updateModel } from "../config/edit.ts";
import { EditError } from "../config/edit_error.ts";
import type { LiveConfig } from "../config/live.ts";
import { parseConfig } from "../config/load.ts";
import type { Config } from "../config/types.ts";
import { ApiError, badRequest } from "../http/error.ts";
import { isObject } from "../types/json.ts";
import { knownModel } from "./known.ts";

/** A number between two bounds; the message says which. */
function between(min: number, max: number, what = "a number") {
  const message = `must be ${what} from ${min} to ${max}`;
  return z.number(message).min(min, message).max(max, message);
}

const patchFields = {
  enabled: z.boolean("must be true or false").nullish(),
  temperature: between(0, 2).nullish(),
  top_p: between(0, 1).nullish(),
  max_tokens: between(1, 1e9, "a whole number").int("must be a whole number").nullish(),
  timeout: z.number("must be seconds, as a number").positive("must be above 0").nullish(),
  num_retries: between(0, 100, "a whole number").int("must be a whole number").nullish(),
};

/** The body of `POST /api/models` (http-api.md, "Models"). */
const NewModel = z.strictObject({
  model_name: z.string("must be text").trim().min(1, "must not be empty"),
  litellm_model: z.string("must be text").trim().min(1, "must not be empty"),
  api_key_env: z.string("must be the name of a variable").regex(
    /^(os\.environ\/)?[A-Za-z_][A-Za-z0-9_]*$/,
    "must be the name of a variable",
  )
    .nullish(),
  api_base: z.string("must be text").trim().regex(
    /^https?:\/\/[^\s/]/i,
    "must be an address like https://host/v1",
  ).nullish(),
  allow_unpriced: z.boolean("must be true or false").nullish(),
  ...patchFields,
}, "must be an object");

/** The body of `PATCH /api/models/{model_name}`; `null` removes a value. */
const Patch = z.strictObject(patchFields, "must be an object");

/** Adds an alias. Throws ApiError 400 for a missing field, a duplicate or an unknown model. */
export async function addAlias(config: LiveConfig, body: unknown): Promise<Config> {
  const { allow_unpriced, ...model } = checked(NewModel, body);
  const known = knownModel({
    litellmModel: model.litellm_model,
    apiBase: model.api_base ?? null,
    allowUnpriced: allow_unpriced ?? false,
  }, new Date());
  if ("problem" in known) throw badRequest(known.problem, known.param, "unknown_model");
  const { keyEnv, provider: { displayName } } = known.address;
  if (keyEnv !== null && !model.api_key_env) {
    const mend = `Name the variable of the key, for example ${keyEnv}`;
    throw badRequest(
      `\`api_key_env\` is missing. ${displayName} needs one. ${mend}.`,
      "api_key_env",
    );
  }
  return await edit(config, (text) => serving(addModel(text, model), model.model_name));
}

/** Changes an alias. Throws ApiError 404 when there is none of that name, 400 for a bad value. */
export async function changeAlias(
  config: LiveConfig,
  alias: string,
  body: unknown,
): Promise<Config> {
  const patch = checked(Patch, body);
  const given = Object.entries(patch).filter(([, value]) => value !== undefined);
  if (given.length === 0) {
    throw badRequest(`Send at least one of ${Object.keys(patchFields).join(", ")}.`);
  }
  return await edit(config, (text) => updateModel(text, alias, Object.fromEntries(given)));
}

/** Removes an alias. Throws ApiError 404 when there is none of that name. */
export async function removeAlias(config: LiveConfig, alias: string): Promise<Config> {
  return await edit(config, (text) => removeModel(text, alias));
}

/** A text in which an alias serves; one that would only be reported as broken is not written. */
function serving(text: string, alias: string): string {
  const { aliases, problems } = parseConfig(text, "config.yaml");
  if (aliases.has(alias)) return text;
  const problem = problems.find((problem) => problem.alias === alias);
  throw badRequest(problem?.message ?? "The configuration cannot hold this model.");
}

function checked<T>(schema: z.ZodType<T>, body: unknown): T {
  const result = schema.safeParse(body);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const field = issue?.path.join(".") ?? "";
  const param = field === "" ? null : field;
  const what = field === "" ? "The body" : `\`${field}\``;
  if (issue?.code === "unrecognized_keys") {
    throw badRequest(`There is no field ${issue.keys.join(", ")}. Remove it.`, issue.keys[0]);
  }
  const isMissing = field !== "" && issue?.code === "invalid_type" && isAbsent(body, field);
  throw badRequest(
    isMissing ? `${what} is missing.` : `${what} ${issue?.message ?? "is wrong"}.`,
    param,
  );
}

function isAbsent(body: unknown, field: string): boolean {
  return isObject(body) && body[field] === undefined;
}

async function edit(config: LiveConfig, change: (text: string) => string): Promise<Config> {
  try {
    return await config.edit(change);
  } catch (error) {
    if (error instanceof EditError) throw refusal(error);
    if (error instanceof ApiError) throw error;
    // What is left is a file that cannot be written; its sentence names the mend.
    const message = error instanceof Error ? error.message : String(error);
    throw new ApiError(message, {
      status: 409,
      type: "invalid_request_error",
      code: "config_not_writable",
    });
  }
}

function refusal(error: EditError): ApiError {
  if (error.reason === "unknown") {
    return new ApiError(error.message, {
      status: 404,
      type: "invalid_request_error",
      code: "model_not_found",
      param: "model_name",
    });
  }
  return error.reason === "duplicate"
    ? badRequest(error.message, "model_name", "duplicate_model")
    : badRequest(error.message);
}
