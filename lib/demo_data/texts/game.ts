import { type Grammar, several, tell } from "./grammar.ts";
import type { TellerOf } from "./teller.ts";

const GAME: Grammar = {
  figure: [
    "the lighthouse keeper",
    "a smuggler with a cold",
    "the talking gull",
    "the clockmaker's aunt",
    "a ghost who is afraid of water",
  ],
  place: [
    "the lamp room",
    "the flooded cellar",
    "the rope ladder",
    "the kitchen",
    "the reef at low tide",
  ],
  item: [
    "a brass key",
    "half a map",
    "a jar of fireflies",
    "the wrong logbook",
    "a whistle without a pea",
  ],
  ask: [
    "I show #item# to #figure#. What happens?",
    "Ask about #place#, but politely.",
    "I go to #place# and listen.",
    "Give #item# back and say nothing.",
    "“Who wound the clock?”",
    "look under the table",
  ],
  line: [
    "*The lamp turns once, and for a moment you see #place#.*",
    "“That,” says #figure#, “is #item#. I was told it had sunk.”",
    "“You may look, but the tide won't wait for your looking.”",
    "*Somewhere below a door closes that you did not open.*",
    "“Ask me again when the gull has gone. It repeats everything. 🐦”",
    "*You now carry #item#.*",
  ],
};

/** The characters of a game talk. */
export const dialogue: TellerOf = (random) => ({
  system:
    `You play ${
      tell(GAME, "figure", random)
    } in the game The Ninth Lighthouse. Stay in the role. At most four ` +
    "sentences, stage directions in *italics*, speech in quotes. You know of the tide, the cellar and the missing " +
    "keeper; you do not know who the player is. Never give the solution of the clock away, hint at it at the third " +
    "question at the earliest. If the player is rude, become sad. The weather is always mentioned once. " +
    "Things that the player may find: a brass key, half a map, a jar of fireflies, the wrong logbook.",
  parameters: '"temperature":1.1,"max_tokens":220',
  ask: () => tell(GAME, "ask", random),
  answer: (size) => ({ content: several(GAME, "line", random, { size }) }),
});
