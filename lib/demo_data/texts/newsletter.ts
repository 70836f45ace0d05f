import { fillUp, tell } from "./grammar.ts";
import { LANGUAGES } from "./languages.ts";
import { article, lines, points } from "./prose.ts";
import type { TellerOf } from "./teller.ts";

/** One who makes long texts short. */
export const summary: TellerOf = (random) => ({
  system: "Sum up the text in the points that a neighbour would want to know. No adjectives.",
  parameters: '"max_completion_tokens":800',
  ask: (size) => article(random, size),
  answer: (size) => ({ content: points(random, size) }),
});

/** One who translates. */
export const translate: TellerOf = (random) => {
  const { name, density, grammar } = random.pick(LANGUAGES);
  const into = random.chance(0.6);
  const foreign = (size: number) =>
    fillUp(size * density, " ", () => tell(grammar, "line", random));
  return {
    system: into
      ? `Translate into ${name}. Answer with the translation alone.`
      : `Translate from ${name} into English. Answer with the translation alone.`,
    parameters: '"temperature":0.2',
    ask: (size) => into ? lines(random, size) : foreign(size),
    answer: (size) => ({ content: into ? foreign(size) : lines(random, size) }),
  };
};
