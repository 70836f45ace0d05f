import type { Random } from "../random.ts";
import { type Grammar, several } from "./grammar.ts";

const THOUGHTS: Grammar = {
  thought: [
    "The question is about #matter#, so I begin with #start#.",
    "Wait: #doubt#. Let me look at it again.",
    "Two ways are open. The first is #way#, the second #way#. The #order# one asks for less.",
    "#Doubt#, but that does not change the result.",
    "What would go wrong? Mostly #risk#. A short check is enough for it.",
    "So the answer should be short and name #matter# first.",
    "I compare it with what was said before: nothing contradicts it.",
    "Counting again gives the same number, good.",
    "Probably the reader wants #want#, not a lecture.",
    "If #risk# happened, the second paragraph would be wrong. I word it carefully.",
    "Let me check the edge: an empty list, a single entry, then many. All three hold.",
    "It is simplest to go step by step: first #start#, then #matter#, then the rest.",
  ],
  matter: [
    "the order of the steps",
    "the unit of the numbers",
    "the case that was left out",
    "the names in the example",
    "what the user already tried",
    "the date in the second line",
    "the cost of doing it twice",
  ],
  start: [
    "what is certain",
    "the smallest case",
    "the constraint that cannot move",
    "the last line of the input",
    "a plain example",
  ],
  doubt: [
    "the second number does not fit",
    "one of the names occurs twice",
    "the example and the text disagree",
    "this could also be meant the other way round",
    "the limit may be inclusive",
  ],
  way: [
    "to change the data",
    "to change the question",
    "to do it by hand once",
    "a small table",
    "to leave it as it is and document it",
  ],
  order: ["first", "second"],
  risk: [
    "rounding",
    "an empty field",
    "a time zone",
    "two writers at once",
    "an old cache",
    "a name with an accent",
  ],
  want: ["one clear step", "a result to paste", "a yes or a no", "numbers", "the reason"],
};

/** What a model thinks before it answers; about so many characters. */
export function thoughts(random: Random, size: number): string {
  return several(THOUGHTS, "thought", random, { size });
}
