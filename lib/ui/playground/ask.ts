import { getJson } from "../api.ts";
import type { Answer, Message, ToolCall } from "./state.ts";

/** One question to one model. */
export interface Question {
  /** See `bodyOf()`. */
  body: Message;
  signal: AbortSignal;
}

/** A chunk of the stream, as far as it is read. */
interface Chunk {
  choices?: {
    delta?: {
      content?: string | null;
      reasoning_content?: string;
      reasoning?: string;
      tool_calls?: { index?: number; function?: { name?: string; arguments?: string } }[];
    };
  }[];
  usage?: { prompt_tokens?: number; completion_tokens?: number } | null;
  error?: { message?: string };
}

const LOST = "The server does not answer. Look whether it runs.";

/**
 * Asks and tells of the answer as it comes; resolves when it is over. Never rejects: what goes wrong is
 * the answer's error. Times are from the click to the last byte.
 */
export async function ask(
  { body, signal }: Question,
  told: (change: Partial<Answer>) => void,
): Promise<void> {
  const startedAt = performance.now();
  const since = () => Math.round(performance.now() - startedAt);
  try {
    const response = await fetch("/v1/chat/completions", {
      method: "POST",
      headers: { "content-type": "application/json", "x-apantli-project": "playground" },
      body: JSON.stringify({ ...body, stream: true, stream_options: { include_usage: true } }),
      signal,
    });
    const requestId = response.headers.get("x-request-id");
    told({ requestId });
    await read(response, { told, since });
    told({ status: "done", durationMs: since(), cost: await costOf(requestId) });
  } catch (error) {
    if (signal.aborted) return told({ status: "stopped", durationMs: since() });
    // Browsers tell of a connection with a TypeError, each in other words.
    const isLost = error instanceof TypeError;
    const message = isLost ? LOST : error instanceof Error ? error.message : String(error);
    told({ status: "failed", error: message, durationMs: since() });
  }
}

async function read(
  response: Response,
  { told, since }: { told: (change: Partial<Answer>) => void; since: () => number },
): Promise<void> {
  if (!response.ok || response.body === null) {
    const body = await response.json().catch(() => null);
    throw new Error(body?.error?.message ?? `The server answered with HTTP ${response.status}.`);
  }
  let [text, reasoning, isFirst] = ["", "", true];
  let calls: ToolCall[] = [];
  for await (const chunk of chunksOf(response.body)) {
    if (chunk.error) throw new Error(chunk.error.message ?? "The provider reported an error.");
    const delta = chunk.choices?.[0]?.delta;
    const thought = delta?.reasoning_content ?? delta?.reasoning ?? "";
    const said = delta?.content ?? "";
    const called = delta?.tool_calls ?? [];
    const isEmpty = said === "" && thought === "" && called.length === 0;
    if (isFirst && !isEmpty) {
      isFirst = false;
      told({ status: "streaming", firstTokenMs: since() });
    }
    if (called.length > 0) told({ calls: calls = withCalls(calls, called) });
    if (said !== "" || thought !== "") {
      told({ text: text += said, reasoning: reasoning += thought });
    }
    const { prompt_tokens, completion_tokens } = chunk.usage ?? {};
    if (completion_tokens !== undefined) {
      told({ promptTokens: prompt_tokens ?? null, completionTokens: completion_tokens });
    }
  }
}

/** The calls so far with what a chunk adds to them. */
function withCalls(
  calls: readonly ToolCall[],
  added: readonly { index?: number; function?: { name?: string; arguments?: string } }[],
): ToolCall[] {
  const all = [...calls];
  for (const { index = 0, function: part } of added) {
    while (all.length <= index) all.push({ name: "", arguments: "" });
    const { name = "", arguments: before = "" } = all[index] ?? {};
    all[index] = {
      name: name + (part?.name ?? ""),
      arguments: before + (part?.arguments ?? ""),
    };
  }
  return all;
}

/** The chunks of an event stream, up to its `[DONE]`. */
export async function* chunksOf(body: ReadableStream<Uint8Array>): AsyncGenerator<Chunk> {
  const decoder = new TextDecoder();
  const reader = body.getReader();
  let rest = "";
  try {
    while (true) {
      const { value, done } = await reader.read();
      if (done) return;
      const lines = (rest + decoder.decode(value, { stream: true })).split("\n");
      rest = lines.pop() ?? "";
      for (const line of lines) {
        if (!line.startsWith("data:")) continue;
        const data = line.slice(5).trim();
        if (data === "[DONE]") return;
        yield JSON.parse(data);
      }
    }
  } finally {
    await reader.cancel().catch(() => {});
  }
}

/** What an answer cost, from the log, where it stands when the answer is complete. */
async function costOf(requestId: string | null): Promise<number | null> {
  if (requestId === null) return null;
  try {
    const row = await getJson<{ cost: number | null }>(
      `/requests/${encodeURIComponent(requestId)}`,
    );
    return row.cost;
  } catch {
    return null;
  }
}
