import { ApiError } from "../../http/error.ts";
import { isObject, type JsonValue } from "../../types/json.ts";
import type { RequestDetail } from "../../ui/requests/detail.ts";
import type { Services } from "../services.ts";
import { shownRow } from "./requests.ts";
import { viewOf } from "./view.ts";

/**
 * What is stored of a request, by its number in the log or its `x-request-id`.
 *
 * @throws {ApiError} 404
 */
export async function storedRequest({ store }: Pick<Services, "store">, id: string) {
  const by = /^\d{1,15}$/.test(id) ? { id: Number(id) } : { requestId: id };
  const found = await store.read("request", by);
  if (found) return found;
  throw new ApiError(`There is no request "${id}" in the log.`, {
    status: 404,
    type: "invalid_request_error",
    code: "request_not_found",
  });
}

/** The request that is open in a page of others, by `?open=`: none, or why it cannot be shown. */
export async function openRequest(
  services: Services,
  req: Request,
): Promise<{ detail: RequestDetail | null; problem: string | null }> {
  const id = new URL(req.url).searchParams.get("open") ?? "";
  try {
    return { detail: id === "" ? null : await requestDetail(services, req, id), problem: null };
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return { detail: null, problem: error.message };
  }
}

/**
 * One request, to be shown; `?messages=all` for a conversation from its beginning.
 *
 * @throws {ApiError} 404
 */
export async function requestDetail(
  services: Services,
  req: Request,
  id = new URL(req.url).searchParams.get("id") ?? "",
): Promise<RequestDetail> {
  const found = await storedRequest(services, id);
  const { now, zone } = viewOf(services, req);
  const { request_data, response_data, cost_detail, notes, attempt_list } = found;
  const { upstream_model, first_byte_ms, cache_read_tokens, reasoning_tokens } = found;
  const { price_source, price_date, price_rule, finish_reason } = found;
  const all = new URL(req.url).searchParams.get("messages") === "all";
  return {
    ...{ now, zone },
    request: {
      ...shownRow(found),
      ...{ upstream_model, first_byte_ms, cache_read_tokens, reasoning_tokens },
      ...{ price_source, price_date, price_rule, finish_reason },
    },
    costLines: cost_detail,
    attempts: attempt_list,
    dropped: droppedOf(notes),
    capture: captureOf(notes),
    sizes: { request: request_data?.length ?? null, response: response_data?.length ?? null },
    conversation: await services.conversations.read(request_data, response_data, { all }),
    locked: services.config.current().masterKey !== null,
  };
}

function droppedOf(notes: JsonValue): string[] {
  const dropped = isObject(notes) && Array.isArray(notes.dropped) ? notes.dropped : [];
  return dropped.filter((name) => typeof name === "string");
}

function captureOf(notes: JsonValue): RequestDetail["capture"] {
  const capture = isObject(notes) ? notes.capture : null;
  return capture === "metadata" || capture === "off" ? capture : "full";
}
