import { CODE, snippet, sourceFile } from "./code.ts";
import { several, tell } from "./grammar.ts";
import type { TellerOf } from "./teller.ts";

const REVIEW = {
  ...CODE,
  remark: [
    "**`#file#`**: `#verb##Noun#` is called for each #noun#; once before the loop would do.",
    "**`#file#`**: what if `#field#` is empty? The test has only the good case.",
    "**`#file#`**: the name `#verb#` says less than the comment above it.",
    "**`#file#`**: a nice simplification 👏 Two lines of the test can go now, too.",
    "**`#file#`**: `#number#` deserves a name, and the comment beside it can go.",
    "**`#file#`**: the order of the #noun#s is not promised anywhere. Sort, or say so.",
    "**`#file#`**: two of the branches are the same but for `#field#`.",
    '**`#file#`**: does this hold when a #noun# is #state# while it runs?\n\n  ```ts\n  if (#noun1#.state === "#state#") return #verb#(#noun1#);\n  ```',
    "**`#file#`**: this swallows the error. Let it through, the route tells it better.",
  ],
  verdict: [
    "Good to merge once the first remark is settled.",
    "I would split this: the rename in one commit, the change in another.",
    "Fine. Only remarks, nothing that has to change.",
  ],
};

/** One who reads changes. */
export const review: TellerOf = (random) => ({
  system: "Review the diff. Correctness first, names second, style never.",
  parameters: '"reasoning_effort":"medium"',
  ask: (size) =>
    `\`\`\`diff\n${diff(snippet(random, "ts"))}\n\`\`\`\n\n${sourceFile(random, size - 500)}`,
  answer: (size) => ({
    content: `${
      several(REVIEW, "remark", random, { size: Math.min(size - 80, 900), separator: "\n\n" })
    }\n\n${tell(REVIEW, "verdict", random)}`,
  }),
});

/** An editor that asks how a line goes on. */
export const completion: TellerOf = (random) => {
  const source = sourceFile(random, 6000);
  return {
    system: "Complete the code at <cursor/>. Answer with the missing part alone.",
    parameters: '"temperature":0,"max_completion_tokens":128,"stop":["\\n\\n"]',
    ask(size) {
      const cursor = random.int(0, Math.max(0, source.length - size)) + Math.floor(size * 0.7);
      const from = Math.max(0, cursor - Math.floor(size * 0.7));
      return `${source.slice(from, cursor)}<cursor/>${source.slice(cursor, from + size)}`;
    },
    answer: (size) => ({ content: snippet(random, "ts").slice(-Math.max(size, 12)) }),
  };
};

function diff(source: string): string {
  return source.split("\n").map((line, place) => `${" +- "[place % 4]}${line}`).join("\n");
}
