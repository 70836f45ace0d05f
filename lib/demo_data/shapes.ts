import type { Kind } from "./habits.ts";

/** A size of which half are smaller; `spread` is the standard deviation of its logarithm. */
export interface Size {
  median: number;
  spread: number;
}

/** How large and how long the sessions of a kind are. */
export interface Shape {
  /** Tokens that stand before everything else: instructions, tools. */
  preface: number;
  /** Tokens that come new with a turn. */
  asked: Size;
  /** Tokens of an answer, without reasoning. */
  answered: Size;
  /** Turns of a session. */
  turns: Size;
  /** Milliseconds from an answer to the next turn. */
  pauseMs: Size;
  /** Whether a turn brings along all that was said before. */
  remembers: boolean;
  /** Whether a turn waits for the answer to the one before. */
  waits: boolean;
}

/** The shape of each kind of session. */
export const SHAPES: Readonly<Record<Kind, Shape>> = {
  agent: shape(8200, [2200, 0.8], [260, 0.8], [20, 0.7], [2_500, 0.9], true),
  analyst: shape(450, [420, 0.8], [190, 0.6], [6, 0.5], [1_800, 0.8], true),
  chat: shape(25, [40, 0.7], [420, 0.6], [2.6, 0.8], [70_000, 0.9], true),
  dialogue: shape(170, [40, 0.5], [130, 0.5], [7, 0.6], [25_000, 0.8], true),
  classify: shape(330, [110, 0.4], [14, 0.2], [40, 0.6], [350, 0.5], false),
  draft: shape(25, [140, 0.4], [130, 0.4], [1, 0], [0, 0], false),
  review: shape(20, [2600, 0.8], [460, 0.5], [1, 0], [0, 0], false),
  summary: shape(60, [1500, 0.6], [230, 0.4], [1, 0], [0, 0], false),
  translate: shape(25, [70, 0.5], [80, 0.5], [1.6, 0.5], [4_000, 0.5], false),
  vision: shape(30, [1250, 0.3], [150, 0.3], [3, 0.6], [1_500, 0.5], false),
  retrieval: shape(30, [1100, 0.4], [190, 0.5], [1.4, 0.5], [40_000, 0.6], false),
  completion: shape(30, [420, 0.6], [34, 0.7], [5, 0.7], [9_000, 0.9], false),
};

type Pair = readonly [median: number, spread: number];

function shape(
  preface: number,
  asked: Pair,
  answered: Pair,
  turns: Pair,
  pauseMs: Pair,
  remembers: boolean,
): Shape {
  const size = ([median, spread]: Pair): Size => ({ median, spread });
  return {
    preface,
    asked: size(asked),
    answered: size(answered),
    turns: size(turns),
    pauseMs: size(pauseMs),
    remembers,
    // Only a program that asks for many things at once does not.
    waits: pauseMs[0] !== 350,
  };
}
