import { fillUp, type Grammar, tell } from "./grammar.ts";
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
    "my #product# #fault#.",
    "I bought a #product# on Monday, and now it #fault#.",
    "could you tell me why the #product# #fault#?",
    "this is about the #product# that #fault#. It is the second time 😕",
  ],
  detail: [
    "I have already tried another browser.",
    "The order number is in the subject.",
    "We arrive on Friday evening with the tide, so it is a little urgent.",
    "Please do not send a new one, I only want to understand it.",
    "My neighbour has the same, so it cannot be my phone.",
    "Otherwise we are very happy with the harbour.",
  ],
  closing: ["Kind regards", "Thank you!", "Best wishes from the north mole", "Until Friday ⛵"],
  answer: [
    "Thank you for writing. You are right: the #product# #fault#, and that is our mistake.",
    "I am sorry for the trouble with your #product#.",
  ],
  remedy: [
    "I have corrected it just now; the new one is in your account.",
    "The amount goes back to your card within three days.",
    "Would you send us the last four characters of the booking? Then I can look.",
    "Until it is settled you can show this message at the gate.",
    "We have told the people who print it.",
  ],
};

const LABELS = ["billing", "booking", "access", "complaint", "praise", "other"];

const mail = (random: Parameters<TellerOf>[0], size: number) =>
  `${tell(MAIL, "greeting", random)}\n\n${tell(MAIL, "opening", random)} ${
    fillUp(size - 90, " ", () => tell(MAIL, "detail", random))
  }\n\n${tell(MAIL, "closing", random)}`;

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
export const draft: TellerOf = (random) => ({
  system: "Draft an answer to the letter: friendly, short, honest. The harbour office signs it.",
  ask: (size) => mail(random, size),
  answer: (size) => ({
    content: `${tell(MAIL, "answer", random)} ${
      fillUp(size - 120, " ", () => tell(MAIL, "remedy", random))
    }\n\nThe harbour office`,
  }),
});
