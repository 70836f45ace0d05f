import type { Habit } from "./habits.ts";
import type { Bill } from "./price.ts";
import type { Random } from "./random.ts";
import type { Turn } from "./session.ts";

/** What is said in one turn, as the ledger stores it. */
export interface Payload {
  /** The request body, JSON. */
  request: string;
  /** The answer in OpenAI's format, JSON; `null` when none came. */
  response: string | null;
}

/** Tells a session turn by turn. */
export type Script = (turn: Turn, bill: Bill) => Payload;

/** Begins the script of a session, at a moment in milliseconds since the epoch. */
export type ScriptOf = (habit: Habit, random: Random, at: number) => Script;
