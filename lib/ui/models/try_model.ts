import { Refusal } from "../api.ts";

/** How a call went. */
export interface Tried {
  text: string;
  /** The answer ended because it was long enough. */
  isCut: boolean;
  ms: number;
  promptTokens: number | null;
  completionTokens: number | null;
  /** USD; `null` when no price is known. */
  cost: number | null;
  requestId: string | null;
}

/** How long the answer may be: models that think need some before they speak. */
export const MOST_TOKENS = 64;

/** One small call, as any client makes it. Throws a {@link Refusal} with the sentence of whoever refused. */
export async function tryModel(alias: string, signal: AbortSignal, base = ""): Promise<Tried> {
  const begin = performance.now();
  const response = await fetch(`${base}/v1/chat/completions`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({
      model: alias,
      max_tokens: MOST_TOKENS,
      messages: [{ role: "user", content: "Say ok" }],
    }),
    signal,
  });
  const answer = await response.json().catch(() => null);
  const ms = performance.now() - begin;
  if (!response.ok) {
    throw new Refusal(answer?.error?.message ?? `HTTP ${response.status}`, null);
  }
  const [choice] = answer?.choices ?? [];
  const cost = response.headers.get("x-apantli-cost");
  return {
    text: typeof choice?.message?.content === "string" ? choice.message.content : "",
    isCut: choice?.finish_reason === "length",
    ms,
    promptTokens: answer?.usage?.prompt_tokens ?? null,
    completionTokens: answer?.usage?.completion_tokens ?? null,
    cost: cost === null ? null : Number(cost),
    requestId: response.headers.get("x-request-id"),
  };
}
