/** The parameters of a slot that its viewer has changed; others are the configuration's. */
export interface Params {
  temperature?: number;
  top_p?: number;
  max_tokens?: number;
}

/** What each parameter may be. Sources: OpenAI's reference of chat completions. */
export const LIMITS: Readonly<Record<keyof Params, { min: number; max: number; step: number }>> = {
  temperature: { min: 0, max: 2, step: 0.1 },
  top_p: { min: 0, max: 1, step: 0.05 },
  max_tokens: { min: 1, max: 1_000_000, step: 1 },
};

/** How an answer went. Times in milliseconds, cost in USD (`null`: no price known). */
export interface Answer {
  status: "waiting" | "streaming" | "done" | "stopped" | "failed";
  text: string;
  reasoning: string;
  error: string | null;
  firstTokenMs: number | null;
  durationMs: number | null;
  promptTokens: number | null;
  completionTokens: number | null;
  /** `undefined` until it is known. */
  cost?: number | null;
  requestId: string | null;
}

/** A question with its images, as data URLs, and its answer. */
export interface Turn {
  prompt: string;
  images: string[];
  answer: Answer;
}

/** One of the columns: a model with its parameters and its own conversation. */
export interface Slot {
  model: string;
  params: Params;
  turns: Turn[];
}

/** A message of the chat API as it is sent; what a replayed request has, goes as it was. */
export type Message = Readonly<Record<string, unknown>>;

/** All that the playground keeps in the browser. */
export interface Bench {
  system: string;
  prompt: string;
  /** Messages before the first question, of a request that is replayed. */
  history: Message[];
  slots: Slot[];
}

/** At most so many columns stand side by side. */
export const MOST_SLOTS = 3;

/** An answer that was asked for. */
export const WAITING: Answer = {
  status: "waiting",
  text: "",
  reasoning: "",
  error: null,
  firstTokenMs: null,
  durationMs: null,
  promptTokens: null,
  completionTokens: null,
  requestId: null,
};

/** A number of a field, brought within its limits; `undefined` for none. */
export function clamp(name: keyof Params, text: string): number | undefined {
  const number = Number(text);
  if (text.trim() === "" || !Number.isFinite(number)) return undefined;
  const { min, max } = LIMITS[name];
  const within = Math.min(max, Math.max(min, number));
  return name === "max_tokens" ? Math.round(within) : within;
}

/** The messages of a slot's next request. */
export function messagesOf({ system, history }: Bench, { turns }: Slot): Message[] {
  const messages: Message[] = system.trim() === "" ? [] : [{ role: "system", content: system }];
  messages.push(...history);
  for (const { prompt, images, answer } of turns) {
    messages.push({ role: "user", content: contentOf(prompt, images) });
    // What failed was never said.
    if (answer.text !== "") messages.push({ role: "assistant", content: answer.text });
  }
  return messages;
}

function contentOf(prompt: string, images: string[]): unknown {
  if (images.length === 0) return prompt;
  const text = prompt === "" ? [] : [{ type: "text", text: prompt }];
  return [...text, ...images.map((url) => ({ type: "image_url", image_url: { url } }))];
}

const KEY = "apantli.playground";

/** What was kept in this browser; `null` when nothing usable was. */
export function readBench(): Bench | null {
  try {
    return parseBench(localStorage.getItem(KEY) ?? "");
  } catch {
    return null;
  }
}

/** A bench that was kept or shared as JSON; `null` where the text is none. */
export function parseBench(text: string): Bench | null {
  const kept = jsonOf(text);
  if (typeof kept?.system !== "string" || !Array.isArray(kept.slots)) return null;
  const slots = kept.slots.filter((slot) =>
    typeof slot?.model === "string" && Array.isArray(slot.turns)
  );
  if (slots.length === 0) return null;
  return {
    system: kept.system,
    prompt: typeof kept.prompt === "string" ? kept.prompt : "",
    history: Array.isArray(kept.history) ? kept.history : [],
    slots: slots.slice(0, MOST_SLOTS).map((slot) => ({
      model: slot.model,
      params: slot.params ?? {},
      turns: slot.turns.filter(isTurn).map(settled),
    })),
  };
}

function jsonOf(text: string): Partial<Bench> | null {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function isTurn(turn: Partial<Turn> | null): turn is Turn {
  return typeof turn?.prompt === "string" && Array.isArray(turn.images) &&
    typeof turn.answer?.text === "string" && typeof turn.answer.reasoning === "string";
}

/** Keeps the bench in this browser, without images where there is no room for them. */
export function keepBench(bench: Bench): void {
  const without = {
    ...bench,
    slots: bench.slots.map((slot) => ({
      ...slot,
      turns: slot.turns.map((turn) => ({ ...turn, images: [] })),
    })),
  };
  for (const version of [bench, without]) {
    try {
      return localStorage.setItem(KEY, JSON.stringify(version));
    } catch {
      // Full, or switched off.
    }
  }
}

/** What streamed when the page was left has stopped. */
function settled(turn: Turn): Turn {
  const { answer } = turn;
  const isOpen = answer.status === "waiting" || answer.status === "streaming";
  return isOpen ? { ...turn, answer: { ...answer, status: "stopped" } } : turn;
}
