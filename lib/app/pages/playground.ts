import { ApiError } from "../../http/error.ts";
import { listModels } from "../../models/list.ts";
import { isObject, type JsonObject, type JsonValue } from "../../types/json.ts";
import type { PlaygroundPage, Replay } from "../../ui/playground/page.ts";
import { callsOf } from "../../ui/playground/body.ts";
import { type Answer, clamp, type Params } from "../../ui/playground/state.ts";
import type { Services } from "../services.ts";
import { storedRequest } from "./request.ts";
import { viewOf } from "./view.ts";

/** What the playground starts from; `?request=<id>` is a request of the log that is asked again. */
export async function playgroundPage(services: Services, req: Request): Promise<PlaygroundPage> {
  const view = viewOf(services, req);
  const models = listModels(services.config.current(), new Date(view.now))
    .filter(({ enabled }) => enabled)
    .map((facts) => ({ name: facts.name, provider: facts.provider, defaults: paramsOf(facts) }));
  const id = new URL(req.url).searchParams.get("request");
  if (id === null) return { view, models, replay: null, problem: null };
  try {
    const replay = await replayOf(services, id);
    return { view, models, replay, problem: replay === null ? NOT_STORED : null };
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return { view, models, replay: null, problem: error.message };
  }
}

const NOT_STORED = "This request cannot be asked again: what it asked is not stored.";

/** What of a request goes along in other ways. */
const TOLD = [
  "model",
  "messages",
  "stream",
  "stream_options",
  "temperature",
  "top_p",
  "max_tokens",
];

async function replayOf(services: Services, id: string): Promise<Replay | null> {
  const row = await storedRequest(services, id);
  const body = parsed(row.request_data);
  if (row.id === null || !isObject(body)) return null;
  const messages = Array.isArray(body.messages) ? body.messages.filter(isObject) : [];
  const isSystem = ({ role }: JsonObject) => role === "system" || role === "developer";
  const [first] = messages;
  const system = first && isSystem(first) && typeof first.content === "string" ? first.content : "";
  const rest = system === "" ? messages : messages.slice(1);
  const last = rest.at(-1);
  const asks = last?.role === "user" ? last : null;
  return {
    id: row.id,
    model: row.model,
    system,
    history: asks ? rest.slice(0, -1) : rest,
    ...questionOf(asks?.content ?? ""),
    params: paramsOf(body),
    others: Object.fromEntries(Object.entries(body).filter(([name]) => !TOLD.includes(name))),
    answer: {
      status: row.outcome === "ok" ? "done" : "failed",
      ...answerOf(row.response_data),
      error: row.error,
      firstTokenMs: row.first_byte_ms,
      durationMs: row.duration_ms,
      promptTokens: row.prompt_tokens,
      completionTokens: row.completion_tokens,
      cost: row.cost,
      requestId: row.request_id,
    },
  };
}

function questionOf(content: JsonValue): { prompt: string; images: string[] } {
  if (typeof content === "string") return { prompt: content, images: [] };
  const parts = Array.isArray(content) ? content.filter(isObject) : [];
  const texts = parts.map(({ text }) => text).filter((text) => typeof text === "string");
  const urls = parts.map(({ image_url }) => isObject(image_url) ? image_url.url : null);
  // A page of ours loads nothing from elsewhere.
  const images = urls.filter((url): url is string =>
    typeof url === "string" && url.startsWith("data:image/")
  );
  return { prompt: texts.join("\n"), images };
}

function answerOf(response: string | null): Pick<Answer, "text" | "reasoning" | "calls"> {
  const body = parsed(response);
  const [choice] = isObject(body) && Array.isArray(body.choices) ? body.choices : [];
  const message = isObject(choice) && isObject(choice.message) ? choice.message : {};
  const text = (value: JsonValue | undefined) => typeof value === "string" ? value : "";
  return {
    text: text(message.content),
    reasoning: text(message.reasoning_content) || text(message.reasoning),
    calls: callsOf(message),
  };
}

function paramsOf(source: { [name in keyof Params]?: unknown }): Params {
  const params: Params = {};
  for (const name of ["temperature", "top_p", "max_tokens"] as const) {
    const value = typeof source[name] === "number" ? clamp(name, String(source[name])) : undefined;
    if (value !== undefined) params[name] = value;
  }
  return params;
}

function parsed(text: string | null): JsonValue {
  try {
    return text === null ? null : JSON.parse(text);
  } catch {
    return null;
  }
}
