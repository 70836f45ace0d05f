import { usageFromChat } from "../protocols/openai-chat/usage.ts";
import { providerNamed } from "../providers/table.ts";
import type { ColumnValue, ImportedRow } from "../types/imported.ts";
import { isObject, type JsonObject } from "../types/json.ts";
import { decimalText } from "../pricing/decimal.ts";
import { type Fields, RefusedRow } from "./fields.ts";
import { notesOf, objectOf, payloadOf, requestOf, tagsOf } from "./spend_payloads.ts";
import { integerOf, momentOf, nanosOf } from "./values.ts";

/**
 * A row of LiteLLM's table `LiteLLM_SpendLogs`, or of an answer of its `/spend/logs`. Keys and their
 * hashes are never taken. Throws {@link RefusedRow}.
 * https://github.com/BerriAI/litellm/blob/main/schema.prisma
 */
export function spendLogRow(fields: Fields): ImportedRow {
  const metadata = objectOf(fields.json("metadata"));
  const request = requestOf(fields);
  const response = payloadOf(fields.json("response"));
  const asked = objectOf(request);
  return {
    columns: {
      ...timesOf(fields),
      ...namesOf(fields),
      ...usageOf(fields, metadata),
      ...moneyOf(fields, metadata),
      ...outcomeOf(fields, metadata),
      request_id: fields.text("request_id"),
      stream: typeof asked.stream === "boolean" ? BigInt(asked.stream) : null,
      finish_reason: finishReasonOf(objectOf(response)),
      ...callerOf(fields),
      notes: notesOf(fields, metadata),
    },
    request,
    response,
    attempts: [],
    costHistory: [],
  };
}

function timesOf(fields: Fields): { timestamp: string; [name: string]: ColumnValue } {
  const at = (name: string) => {
    const moment = momentOf(fields, name);
    return moment === null ? null : Date.parse(`${moment}Z`);
  };
  const start = at("startTime");
  if (start === null) throw new RefusedRow("has no startTime");
  const end = at("endTime");
  const first = at("completionStartTime");
  return {
    // As LiteLLM's database has it: milliseconds, however they were printed.
    timestamp: new Date(start).toISOString().slice(0, -1),
    duration_ms: end === null ? integerOf(fields, "request_duration_ms") : BigInt(end - start),
    // Without a stream LiteLLM writes the end here.
    first_byte_ms: first === null || first === end ? null : BigInt(first - start),
  };
}

/** `model_group` is what the client named, `model` what the provider was asked for. */
function namesOf(fields: Fields): { model: string; [name: string]: ColumnValue } {
  const model = fields.text("model") ?? "";
  const prefix = fields.text("custom_llm_provider") || null;
  const isPrefixed = prefix !== null && model.startsWith(`${prefix}/`);
  const upstream = isPrefixed ? model.slice(prefix.length + 1) : model;
  return {
    model: fields.text("model_group") || model,
    upstream_model: upstream || null,
    provider: prefix && (providerNamed(prefix)?.name ?? prefix),
  };
}

function usageOf(fields: Fields, metadata: JsonObject): Record<string, ColumnValue> {
  const totals = {
    prompt_tokens: integerOf(fields, "prompt_tokens"),
    completion_tokens: integerOf(fields, "completion_tokens"),
    total_tokens: integerOf(fields, "total_tokens"),
  };
  const raw = metadata.usage_object ?? null;
  const usage = usageFromChat(raw);
  if (usage === null) return totals;
  return {
    ...totals,
    cache_read_tokens: usage.cacheRead,
    cache_write_5m_tokens: usage.cacheWrite5m,
    cache_write_1h_tokens: usage.cacheWrite1h,
    reasoning_tokens: usage.reasoning,
    audio_input_tokens: usage.audioInput,
    audio_output_tokens: usage.audioOutput,
    image_output_tokens: usage.imageOutput,
    cache_read_audio_tokens: usage.cacheReadAudio,
    web_searches: usage.webSearches,
    usage_raw: JSON.stringify(raw),
  };
}

/** LiteLLM writes 0 for what is free, for what came from its cache, and where it knows no price. */
function moneyOf(fields: Fields, metadata: JsonObject): Record<string, ColumnValue> {
  const nanos = nanosOf(fields, "spend");
  if (nanos === null || (nanos === 0n && !isFree(fields, metadata))) return {};
  const price = decimalText(fields.text("spend") ?? "0");
  const detail = { bucket: "reported", amount: 1, price, nanos: Number(nanos) };
  return {
    cost: Number(nanos) / 1e9,
    cost_nanos: nanos,
    price_source: "litellm",
    cost_detail: JSON.stringify([detail]),
  };
}

function isFree(fields: Fields, { model_map_information }: JsonObject): boolean {
  if (fields.text("cache_hit")?.toLowerCase() === "true") return true;
  const known = isObject(model_map_information) ? model_map_information.model_map_value : null;
  return isObject(known) && known.input_cost_per_token === 0 && known.output_cost_per_token === 0;
}

function outcomeOf(fields: Fields, metadata: JsonObject) {
  const stated = fields.text("status") ?? metadata.status;
  if (stated !== "failure") return { outcome: "ok" as const, error: null, status: 200 };
  const { error_information } = metadata;
  const information = isObject(error_information) ? error_information : {};
  const { error_code, error_class, error_message } = information;
  const words = [error_class, error_message].filter((word) => typeof word === "string" && word);
  const code = Number(error_code);
  return {
    outcome: "failed" as const,
    error: words.join(": ") || "failed",
    status: Number.isInteger(code) && code >= 100 && code < 600 ? code : null,
  };
}

/** A longer name of a project is cut, as the server does. */
const LONGEST_PROJECT = 64;

/** LiteLLM tags requests with their User-Agent; `end_user` is OpenAI's `user`, as for the server. */
function callerOf(fields: Fields): Record<string, ColumnValue> {
  const agents = tagsOf(fields).flatMap((tag) => /^User-Agent: (.+)/.exec(tag)?.[1] ?? []);
  const project = fields.text("end_user")?.trim().slice(0, LONGEST_PROJECT).trim();
  return {
    // The name of the program alone is a tag as well.
    client: agents.sort((a, b) => b.length - a.length)[0] ?? null,
    project: project || null,
  };
}

function finishReasonOf({ choices }: JsonObject): string | null {
  const [first] = Array.isArray(choices) ? choices : [];
  const reason = isObject(first) ? first.finish_reason : null;
  return typeof reason === "string" ? reason : null;
}
