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

/** A tool that a model wants called, with its arguments as JSON. */
export interface ToolCall {
  name: string;
  arguments: string;
}

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
  /** Tools that the model wants called; nobody calls them here. */
  calls?: ToolCall[];
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
  /** What else that request asked for, such as its tools and its response format. */
  others: Message;
  /** Its tools are left out. */
  toolsOff: boolean;
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
