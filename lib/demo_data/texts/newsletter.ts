import { ENGLISH_LINES, LANGUAGES } from "./languages.ts";
import { article, points } from "./prose.ts";
import type { TellerOf } from "./teller.ts";

/** One who makes long texts short. */
export const summary: TellerOf = (random) => ({
  system: "Sum up the text in the points that a neighbour would want to know. No adjectives.",
  parameters: '"max_completion_tokens":800',
  ask: (size) => article(random, size),
  answer: (size) => ({ content: points(random, Math.min(size, 600)) }),
});

/** One who translates notices. */
export const translate: TellerOf = (random) => {
  const { name, lines } = random.pick(LANGUAGES);
  const isInto = random.chance(0.6);
  const [from, into] = isInto ? [ENGLISH_LINES, lines] : [lines, ENGLISH_LINES];
  let first = 0;
  let count = 1;
  const notice = (of: readonly string[]) =>
    Array.from({ length: count }, (_, place) => of[(first + place) % of.length]).join("\n");
  return {
    system: `Translate ${isInto ? `into ${name}` : `from ${name} into English`}. ` +
      "Answer with the translation alone.",
    parameters: '"temperature":0.2',
    ask(size) {
      first = random.int(0, from.length - 1);
      count = Math.min(from.length, Math.max(1, Math.round(size / 60)));
      return notice(from);
    },
    answer: () => ({ content: notice(into) }),
  };
};
