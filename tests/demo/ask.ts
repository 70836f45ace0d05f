import { demoTransport } from "../../lib/demo/mod.ts";
import { type Wait, waitFor } from "../../lib/demo/pace.ts";

/** Asks the demo provider; every wait is over at once and noted in `waits`, in milliseconds. */
export function ask(
  body: Record<string, unknown>,
  { signal = new AbortController().signal, waits = [] as number[] } = {},
): Promise<Response> {
  const wait: Wait = (ms, signal) => {
    waits.push(ms);
    return waitFor(ms === Infinity ? ms : 0, signal);
  };
  return demoTransport({ body: JSON.stringify(body), signal }, wait);
}

/** One user message. */
export function user(content: unknown): { messages: unknown[] } {
  return { messages: [{ role: "user", content }] };
}

interface Delta {
  role?: string;
  content?: string | null;
  tool_calls?: { index: number; id?: string; function: { name?: string; arguments: string } }[];
}

/** What the tests read of a chunk. */
export interface Chunk {
  id: string;
  choices: { index: number; delta: Delta; finish_reason: string | null }[];
  usage?: { completion_tokens: number };
}

/** The chunks of a streamed answer; throws when it does not end with `[DONE]`. */
export async function chunksOf(response: Response): Promise<Chunk[]> {
  const events = (await response.text()).split("\n\n").filter((event) => event !== "");
  const data = events.map((event) => event.replace(/^data: /, ""));
  if (data.pop() !== "[DONE]") throw new Error("the stream has no end");
  return data.map((text) => JSON.parse(text));
}
