import type { Random } from "../random.ts";
import { type Grammar, several, tell } from "./grammar.ts";
import type { TellerOf } from "./teller.ts";

const MAIL: Grammar = {
  product: [
    "season ticket",
    "berth booking",
    "gift card",
    "guided tour",
    "kayak rental",
    "parking permit",
    "newsletter",
  ],
  fault: [
    ...["has the wrong date", "never arrived", "was charged twice", "does not open on my phone"],
    ...["shows somebody else's boat", "is in a language I do not read", "ends a day too early"],
  ],
  greeting: ["Hello,", "Dear team,", "Good morning!", "Hi there,", "To whom it may concern,"],
  opening: [
    "my #product1# #fault1#.",
    "I bought a #product1# on Monday, and now it #fault1#.",
    "could you tell me why the #product1# #fault1#?",
    "this is about the #product1# that #fault1#. It is the second time 😕",
  ],
  detail: [
    "I have already tried another browser.",
    "The order number is in the subject.",
    "We arrive on Friday evening with the tide, so it is a little urgent.",
    "Please do not send a new one, I only want to understand it.",
    "My neighbour has the same, so it cannot be my phone.",
    "Otherwise we are very happy with the harbour.",
    "There will be four of us and a dog.",
    "I am writing for my parents, who were too polite to ask.",
    "I have a photo, if it helps.",
    "The machine at the gate said the same.",
    "Last year it took three weeks, which I hope was an exception.",
    "If it cannot be changed, that is fine, too.",
    "You can also ring me in the evening.",
    "The lady in the office was very kind, but she could not find it either.",
  ],
  closing: ["Kind regards", "Thank you!", "Best wishes from the north mole", "Until Friday ⛵"],
  answer: [
    "Thank you for writing. You are right: the #product1# #fault1#, and that is our mistake.",
    "I am sorry for the trouble with your #product1#.",
  ],
  remedy: [
    "I have corrected it just now; the new one is in your account.",
    "The amount goes back to your card within three days.",
    "Would you send us the last four characters of the booking? Then I can look.",
    "Until it is settled you can show this message at the gate.",
    "We have told the people who print it.",
    "You need not do anything for now.",
    "Your place at the quay is yours in any case.",
    "If you like, come by at the office by the crane, any morning but Monday.",
    "A new one is on its way by post, the old one is void.",
    "We were as surprised as you were.",
  ],
};

const LABELS = ["billing", "booking", "access", "complaint", "praise", "other"];

function mail(random: Random, size: number, fixed = new Map<string, string>()): string {
  const opening = tell(MAIL, "opening", random, fixed);
  const details = several(MAIL, "detail", random, { size: size - opening.length - 40 });
  return `${tell(MAIL, "greeting", random)}\n\n${opening} ${details}\n\n${
    tell(MAIL, "closing", random)
  }`;
}

const SCHEMA =
  '"temperature":0,"max_completion_tokens":60,"response_format":{"type":"json_schema","json_schema":' +
  '{"name":"ticket","strict":true,"schema":{"type":"object","properties":{"label":{"type":"string","enum":' +
  `${
    JSON.stringify(LABELS)
  }},"urgent":{"type":"boolean"}},"required":["label","urgent"],"additionalProperties":false}}}`;

/** A job that sorts letters. */
export const classify: TellerOf = (random) => ({
  system:
    `Sort the letter of a harbour guest. label is one of: ${LABELS.join(", ")}. urgent is true ` +
    "when something happens within two days that cannot be made good. Praise with a question is the question's " +
    "label. Two labels fit: take the one that costs the guest money. Letters in all languages are sorted alike. " +
    "Do not answer the letter.\n\n" +
    LABELS.map((label) =>
      `### ${label}\nExample: the ${label} of a season ticket, told in one sentence.`
    ).join("\n\n"),
  parameters: SCHEMA,
  ask: (size) => mail(random, size),
  answer: () => ({
    content: JSON.stringify({ label: random.pick(LABELS), urgent: random.chance(0.2) }),
  }),
});

/** One who drafts answers to letters. */
export const draft: TellerOf = (random) => {
  let fixed = new Map<string, string>();
  return {
    system: "Draft an answer to the letter: friendly, short, honest. The harbour office signs it.",
    ask(size) {
      fixed = new Map();
      return mail(random, size, fixed);
    },
    answer: (size) => ({
      content: `${tell(MAIL, "answer", random, fixed)} ${
        several(MAIL, "remedy", random, { size: size - 120 })
      }\n\nThe harbour office`,
    }),
  };
};
