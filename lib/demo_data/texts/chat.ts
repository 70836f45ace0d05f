import type { Random } from "../random.ts";
import { fillUp, type Grammar, several, tell } from "./grammar.ts";
import { type Language, snippet } from "./code.ts";
import { LANGUAGES } from "./languages.ts";
import type { TellerOf } from "./teller.ts";

const TALK: Grammar = {
  thing: [
    ...["sourdough bread", "a bicycle chain", "a star chart", "a compost heap", "an old radio"],
    ...[
      "a rain barrel",
      "a wool jumper",
      "a window frame",
      "a bread oven",
      "a paper kite",
      "a beehive",
    ],
    ...[
      "a cold frame",
      "a sundial",
      "a harmonica",
      "a fountain pen",
      "a tide table",
      "a slide rule",
    ],
  ],
  aim: [
    "last longer",
    "work in winter",
    "look good",
    "cost less",
    "be ready by Saturday",
    "stay dry",
  ],
  trouble: [
    ...[
      "it smells odd",
      "it makes a noise",
      "the edges come loose",
      "it is too dry",
      "it leans to the left",
    ],
    ...["the colour fades", "it stops after a minute", "mice like it"],
  ],
  field: [
    "tides",
    "moss",
    "bridges",
    "glass",
    "migrating birds",
    "lighthouses",
    "yeast",
    "maps",
    "salt",
  ],
  ask: [
    "How do I get #thing1# to #aim#? I have a free afternoon and not many tools.",
    "Explain #field1# to me as if I were twelve, then once more as if I taught it.",
    "What is the difference between #thing1# and #thing#, if I have room for one only?",
    "I am writing a short talk about #field1#. Give me an outline with three surprises in it. ✨",
    "#Thing1#: #trouble1#. What should I look at first?",
    "Make a plan for a week in which I learn the basics of #field1#, half an hour a day.",
    "Is it true that #field1# changed how people build #thing1#? Please be sceptical.",
  ],
  more: [
    "Thanks! And if #trouble#?",
    "Shorter, please, and as a list.",
    "Why the second step? Couldn't I leave it out?",
    "Could you turn that into a table?",
    "What would somebody say who disagrees?",
    "ok and how long does it take",
    "Great 👍 Now the same for #thing#.",
    "I tried it, and #trouble#. What did I do wrong?",
    "Which of these would you do first?",
    "Is there a book about #field1# that you would recommend to a beginner?",
  ],
  begin: [
    "Short answer: yes, if you take your time.",
    "It depends on one thing above all: how much light there is.",
    "Good question, and the usual answer is only half of it.",
    "Start small; most trouble with this comes from doing too much at once.",
    "There are two schools, and they agree on more than they admit.",
  ],
  sentence: [
    "Most of the work is waiting: give it a night, and look again in the morning.",
    "People who do this every day keep a note of what they changed, because memory flatters.",
    "The old books recommend twice as much, but they had other materials.",
    "If #trouble1#, go one step back rather than on.",
    "A cheap one is good enough until you know what you miss.",
    "You will hear that it has to do with #field1#; that was never shown.",
    "Measure once before and once after, or you will not know whether it helped.",
    "In a damp room it takes about a third longer.",
    "What looks like a fault is often only dust.",
    "Some swear by vinegar; I have seen it help once and harm twice.",
    "Whoever has #thing1# for the first time should borrow before buying.",
    "The difference shows after about ten days, not earlier.",
    "A photo from the same place each week says more than a feeling.",
    "There is no shame in leaving it alone for a season.",
    "Two thin layers hold better than one thick one.",
    "It is worth asking in the neighbourhood: somebody has done it.",
  ],
  step: [
    "**Look** at it in daylight and note what you see",
    "**Clean** what can be cleaned, with water only",
    "**Loosen** the parts that should move",
    "**Wait** for a dry day",
    "**Try** it with a quarter of the amount",
    "**Compare** with how it was before",
    "**Put** it back together in the same order",
    "**Write down** what worked",
    "**Ask** somebody who has done it before",
    "**Leave** a gap as wide as a finger",
    "**Warm** the parts in your hands first",
    "**Mark** the place with a pencil, not with a pen",
  ],
  row: ["Patience", "Cost", "Room", "Noise", "Tools", "Weather", "Help from others"],
  cell: ["little", "some", "a lot", "none", "depends", "about an hour", "a weekend", "✓", "–"],
  heading: ["What matters", "Step by step", "If it goes wrong", "In short", "How I would do it"],
  quote: ["Do it twice, once to learn and once to keep.", "The best tool is the one at hand."],
};

const SYSTEM = "You are a friendly, precise assistant. Use Markdown. Say when you are not sure.";

/** A conversation about this and that, in one of many languages. It keeps to its subject. */
export const chat: TellerOf = (random) => {
  const speech = random.chance(0.3) ? random.pick(LANGUAGES) : null;
  const fixed = new Map<string, string>();
  let asked = 0;
  return {
    system: random.chance(0.7) ? SYSTEM : null,
    parameters: random.pick(['"temperature":0.7', '"temperature":1,"top_p":0.95', ""]),
    ask: () => tell(speech?.talk ?? TALK, asked++ === 0 ? "ask" : "more", random, fixed),
    answer: (size) => ({
      content: speech === null
        ? markdown(random, size, fixed)
        : several(speech.talk, "answer", random, { size, separator: "\n\n" }),
    }),
  };
};

type Fixed = Map<string, string>;

const paragraph = (random: Random, size: number, fixed: Fixed) =>
  several(TALK, "sentence", random, { size, fixed });

/** The parts of an answer, as Markdown has them. */
const PARTS: readonly ((random: Random, fixed: Fixed) => string)[] = [
  (random, fixed) => paragraph(random, 260, fixed),
  (random, fixed) => paragraph(random, 180, fixed),
  (random) => numbered(several(TALK, "step", random, { size: 200, separator: "\n" })),
  (random) => `- ${several(TALK, "step", random, { size: 130, separator: "\n- " })}`,
  (random) => table(random),
  (random) => `> ${tell(TALK, "quote", random)}`,
  (random) => code(random),
  (random) => `$$\nh(t) = h_0 + ${random.int(2, 9)} \\cos\\left(\\frac{2\\pi t}{12.4}\\right)\n$$`,
];

function markdown(random: Random, size: number, fixed: Fixed): string {
  const begin = tell(TALK, "begin", random, fixed);
  let parts = [...PARTS];
  const part = (place: number) => {
    if (parts.length === 0) parts = [...PARTS];
    const made = random.pick(parts);
    parts = parts.filter((part) => part !== made);
    const text = made(random, fixed);
    return place > 0 && random.chance(0.4)
      ? `## ${tell(TALK, "heading", random)}\n\n${text}`
      : text;
  };
  return size < 160 ? begin : `${begin}\n\n${fillUp(size - begin.length, "\n\n", part)}`;
}

function numbered(lines: string): string {
  return lines.split("\n").map((line, place) => `${place + 1}. ${line}.`).join("\n");
}

function table(random: Random): string {
  const head = `| | ${tell(TALK, "thing", random)} | ${
    tell(TALK, "thing", random)
  } |\n| --- | --- | ---: |`;
  const rows = Array.from(
    { length: random.int(3, 5) },
    () =>
      `| ${tell(TALK, "row", random)} | ${tell(TALK, "cell", random)} | ${
        tell(TALK, "cell", random)
      } |`,
  );
  return [head, ...rows].join("\n");
}

function code(random: Random): string {
  const language = random.pick<Language>(["ts", "python", "rust", "go", "sql"]);
  return `\`\`\`${language}\n${snippet(random, language)}\n\`\`\``;
}
