import { z } from "zod";
import { addModel, removeModel, updateModel } from "../config/edit.ts";
import { EditError } from "../config/edit_error.ts";
import type { LiveConfig } from "../config/live.ts";
import type { Config } from "../config/types.ts";
import { ApiError, badRequest } from "../http/error.ts";
import { knownModel } from "./known.ts";

const patchFields = {
  enabled: z.boolean().nullish(),
  temperature: z.number().min(0).max(2).nullish(),
  top_p: z.number().min(0).max(1).nullish(),
  max_tokens: z.number().int().positive().nullish(),
  timeout: z.number().positive().nullish(),
  num_retries: z.number().int().min(0).nullish(),
};

/** The body of `POST /api/models` (http-api.md, "Models"). */
const NewModel = z.strictObject({
  model_name: z.string().trim().min(1),
  litellm_model: z.string().trim().min(1),
  api_key_env: z.string().regex(
    /^(os\.environ\/)?[A-Za-z_][A-Za-z0-9_]*$/,
    "must be the name of a variable",
  )
    .nullish(),
  ...patchFields,
});

/** The body of `PATCH /api/models/{model_name}`; `null` removes a value. */
const Patch = z.strictObject(patchFields);

/** Adds an alias. Throws ApiError 400 for a missing field, a duplicate or an unknown model. */
export async function addAlias(config: LiveConfig, body: unknown): Promise<Config> {
  const model = checked(NewModel, body);
  const known = knownModel(model.litellm_model, new Date());
  if ("problem" in known) throw badRequest(known.problem, "litellm_model", "unknown_model");
  const { keyEnv, displayName } = known.provider;
  if (keyEnv !== null && !model.api_key_env) {
    const mend = `Name the variable of the key, for example ${keyEnv}`;
    throw badRequest(
      `\`api_key_env\` is missing. ${displayName} needs one. ${mend}.`,
      "api_key_env",
    );
  }
  return await edit(
    config,
    (text) => addModel(text, model),
  );
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

function checked<T>(schema: z.ZodType<T>, body: unknown): T {
  const result = schema.safeParse(body);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const field = issue?.path.join(".") ?? "";
  const param = field === "" ? null : field;
  const what = field === "" ? "The body" : `\`${field}\``;
  const isMissing = issue?.code === "invalid_type" && /received undefined$/.test(issue.message);
  throw badRequest(
    isMissing ? `${what} is missing.` : `${what}: ${issue?.message ?? "is wrong"}.`,
    param,
  );
}

async function edit(config: LiveConfig, change: (text: string) => string): Promise<Config> {
  try {
    return await config.edit(change);
  } catch (error) {
    if (error instanceof EditError) throw refusal(error);
    // What is left is a broken or unwritable file; its sentence names the mend.
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
  return badRequest(
    error.message,
    null,
    error.reason === "duplicate" ? "duplicate_model" : "bad_request",
  );
}
