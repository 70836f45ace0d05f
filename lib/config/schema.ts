import { z } from "zod";
import { PRICE_KEYS } from "./keys.ts";
import { age, size } from "./quantities.ts";

/** Quotes a short value for a message; long ones are cut, so that no secret is spelled out. */
function shown(input: unknown): string {
  if (typeof input === "object") return Array.isArray(input) ? "a list" : "a map";
  const text = typeof input === "string" ? JSON.stringify(input) : String(input);
  return text.length > 24 ? `${text.slice(0, 20)}…"` : text;
}

function wrong(what: string) {
  return (issue: { input?: unknown }) => {
    if (typeof issue.input === "string" && issue.input.startsWith("os.environ/")) {
      return `is read from a variable, which works in text only. Write ${what}`;
    }
    return `is ${shown(issue.input)}. Write ${what}`;
  };
}

/** `"30"` → 30, as LiteLLM's `float()` does; what is no number stays and fails the check. */
function toNumber(value: unknown): unknown {
  if (typeof value !== "string" || value.trim() === "") return value;
  const number = Number(value);
  return Number.isFinite(number) ? number : value;
}

const YAML_1_1_BOOLEANS: Readonly<Record<string, boolean>> = {
  true: true,
  yes: true,
  on: true,
  false: false,
  no: false,
  off: false,
};

/** LiteLLM reads YAML 1.1, where `yes` and `off` are booleans. */
function toBoolean(value: unknown): unknown {
  return typeof value === "string" ? YAML_1_1_BOOLEANS[value.toLowerCase()] ?? value : value;
}

const number = z.number({ error: wrong("a number") });
/** A timer holds 31 bits of milliseconds, 24 days; a longer one would go off at once. */
const LONGEST_SECONDS = 2_147_483;
const seconds = z.preprocess(
  toNumber,
  number.positive("must be above 0. Write seconds, for example 30")
    .transform((value) => Math.min(value, LONGEST_SECONDS)),
).nullish();
const count = z.preprocess(
  toNumber,
  number.int("must be a whole number, for example 3").min(
    0,
    "must not be negative. Write 0 or more",
  ),
).nullish();
const price = z.preprocess(
  toNumber,
  number.min(0, "must not be negative. Write USD per token, for example 0.000001"),
).nullish();
const flag = z.preprocess(toBoolean, z.boolean({ error: wrong("true or false") })).nullish();
const text = z.string("must be text. Put it in quotes").nullish();

/** `off` is false in YAML 1.1, `on` is true. */
const capture = z.preprocess(
  (value) => {
    const known = toBoolean(value);
    return typeof known === "boolean" ? (known ? "full" : "off") : value;
  },
  z.enum(["full", "metadata", "off"], { error: wrong("full, metadata or off") }),
).nullish();

const prices = Object.fromEntries(Object.keys(PRICE_KEYS).map((key) => [key, price]));

const name = (missing: string) =>
  z.string({
    error: (issue) =>
      issue.input === undefined || issue.input === null
        ? missing
        : "must be text. Put it in quotes",
  }).min(1, missing).refine(
    (value) => !value.includes("*"),
    "is a wildcard, which is not supported. Write one entry for each model",
  );

const headerValue = z.preprocess(
  (value) => typeof value === "number" || typeof value === "boolean" ? String(value) : value,
  z.string("must be text. Put it in quotes"),
);

const params = z.looseObject({
  model: name("is missing. Add model: provider/model, for example model: openai/gpt-5-mini"),
  api_key: text,
  api_base: text,
  base_url: text,
  api_version: text,
  organization: text,
  timeout: seconds,
  stream_timeout: seconds,
  num_retries: count,
  drop_params: flag,
  extra_headers: z.record(z.string(), headerValue, "must be a map of header names to values")
    .nullish(),
  extra_body: z.looseObject({}, "must be a map of body fields").nullish(),
  enabled: flag,
  payloads: capture,
  turn_off_message_logging: flag,
  "no-log": flag,
  ...prices,
}, {
  error: (issue) =>
    issue.input === undefined || issue.input === null
      ? "is missing. Add litellm_params with at least a model"
      : "must be a map. Indent its keys below it",
});

/** One entry of `model_list`; unknown keys stay. Messages begin after the key's name. */
export const entrySchema = z.looseObject({
  model_name: name("is missing. Add model_name: the name that clients send"),
  litellm_params: params,
  model_info: z.looseObject({
    base_model: text,
    mode: text,
    enabled: flag,
    payloads: capture,
    ...prices,
  }, "must be a map. Indent its keys below it").nullish(),
  enabled: flag,
  payloads: capture,
}, "must be a map with model_name and litellm_params");

/** A checked entry, in LiteLLM's names. */
export type RawEntry = z.infer<typeof entrySchema>;

/** The members of `general_settings.payloads`, each by itself; patterns are looked at one by one. */
export const payloadSchemas = {
  capture,
  redact: z.array(z.unknown(), "must be a list of regular expressions")
    .max(100, "has more than 100 patterns. Put several into one, with | between them").nullish(),
  max_media_size: size("KMGT", "500KB or 10MB"),
} as const;

/** The keys of `litellm_settings` and `general_settings` that are interpreted, each by itself. */
export const settingSchemas = {
  litellm_settings: {
    num_retries: count,
    request_timeout: seconds,
    drop_params: flag,
    turn_off_message_logging: flag,
  },
  general_settings: {
    master_key: z.string("must be text. Write a key in quotes, or os.environ/NAME").nullish(),
    allowed_origins: z.array(
      z.string("must be text, for example https://example.org"),
      "must be a list of origins, for example [https://example.org]",
    ).nullish(),
    retention: z.strictObject({
      payloads: age,
      rows: age,
      max_size: size("MGT", "500MB or 2GB"),
    }, "must be a map of payloads, rows and max_size").nullish(),
    /** Read by itself, see payloads.ts. */
    payloads: z.unknown(),
    store_prompts_in_spend_logs: flag,
    projects: z.array(
      z.strictObject({
        project: z.string("must be the name of a project").trim().min(1).max(64),
        header: z.string("must be the name of a header, for example user-agent")
          .regex(/^[A-Za-z0-9-]+$/, "must be the name of a header, for example user-agent"),
        matches: z.string("must be text, in which * stands for any").min(1),
      }, "must be a map with project, header and matches"),
      "must be a list of maps with project, header and matches",
    ).nullish(),
  },
} as const;
