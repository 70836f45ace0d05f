import type { JsonValue } from "../../types/json.ts";
import type { Random } from "../random.ts";

/** What a model says. */
export interface Said {
  content: string | null;
  calls?: { name: string; arguments: string }[];
}

/** One who tells what is said in a session. Sizes are in characters, and are met about. */
export interface Teller {
  /** The instructions before everything else. */
  system: string | null;
  /** The tools that the model may call, a JSON list. */
  tools?: string;
  /** Members of the request beside model, messages, tools and stream: JSON without its braces. */
  parameters?: string;
  /** The next message: of the user, or of the tool `called` where the model called one. */
  ask(size: number, called: string | null): JsonValue;
  /** The answer to what was asked last. */
  answer(size: number, callsTool: boolean): Said;
}

/** Begins a session, at a moment in milliseconds since the epoch. */
export type TellerOf = (random: Random, at: number) => Teller;
