import { fillUp, type Grammar, several, tell } from "./grammar.ts";
import type { TellerOf } from "./teller.ts";

const GARDEN: Grammar = {
  plant: [
    "runner beans",
    "quinces",
    "sea kale",
    "black salsify",
    "medlars",
    "lovage",
    "winter radishes",
    "hops",
  ],
  month: ["February", "late March", "May", "July", "October", "a mild November"],
  soil: ["sandy soil", "heavy clay", "a raised bed", "a salty wind", "half shade"],
  question: [
    "When do I sow #plant# in #soil#?",
    "Can #plant# stand next to #plant#? 🌱",
    "My #plant# have yellow leaves in #month#. What now?",
    "Which of #plant# and #plant# keeps longer in a cellar?",
  ],
  passage: [
    "#Plant1# are sown in #month#, two fingers deep. In #soil# they come a week later and need a stake.",
    "Against slugs a ring of sand helps little and a neighbour with ducks a lot. #Plant# are left alone by them.",
    "Yellow leaves in #month# mean hunger more often than thirst: a handful of compost, then wait for ten days.",
    "In #soil# water runs off; make a shallow bowl around each of the #plant#.",
    "#Plant# and #plant# do not mind each other as long as there is an arm's length between them.",
    "What is harvested in #month# keeps until spring, dry and dark, not washed.",
  ],
  answer: [
    "In #month#, according to the almanac [1]; in #soil# about a week later [2].",
    "Yes, with an arm's length between them [2].",
    "Most likely they are hungry. A handful of compost, and patience for ten days [3].",
    "The passages do not say it. Passage [1] only names #month#.",
  ],
};

/** Answers from an almanac whose passages were looked up. */
export const retrieval: TellerOf = (random) => ({
  system:
    "Answer from the passages of the almanac, with their numbers. If they do not say it, say that.",
  parameters: '"temperature":0.3',
  ask(size) {
    const passages = fillUp(
      size - 80,
      "\n",
      (place) => `[${place + 1}] ${tell(GARDEN, "passage", random)}`,
    );
    return `${passages}\n\nQuestion: ${tell(GARDEN, "question", random)}`;
  },
  answer: (size) => ({ content: several(GARDEN, "answer", random, { size: size / 3 }) }),
});
