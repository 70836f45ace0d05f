import type { View } from "../page.ts";
import type { Answer, Message, Params } from "./state.ts";

/** A model that can be asked. */
export interface Choice {
  name: string;
  provider: string | null;
  /** The configuration's own parameters. */
  defaults: Params;
}

/** A request of the log that is asked again. */
export interface Replay {
  id: number;
  model: string;
  system: string;
  history: Message[];
  prompt: string;
  images: string[];
  params: Params;
  /** What else it asked for: tools, response format … */
  others: Message;
  /** How it went at its time. */
  answer: Answer;
}

/** What the playground starts from. */
export interface PlaygroundPage {
  view: View;
  models: Choice[];
  replay: Replay | null;
  /** Why a request cannot be asked again. */
  problem: string | null;
}
