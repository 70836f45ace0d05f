import type { Random } from "../random.ts";
import { fillUp, type Grammar, tell } from "./grammar.ts";

const NEWS: Grammar = {
  place: [
    "Saltmere",
    "Brackwater",
    "Finnholm",
    "Gull Rock",
    "Oyster Bay",
    "Lantern Point",
    "Upper Fenn",
  ],
  group: [
    "the rowing club",
    "the reading circle",
    "the harbour board",
    "the school",
    "the fire brigade",
    "the museum",
  ],
  thing: [
    "footbridge",
    "library",
    "night ferry",
    "market hall",
    "lighthouse",
    "tide mill",
    "swimming pool",
    "orchard",
  ],
  when: [
    "last autumn",
    "on Tuesday",
    "for the third year",
    "since the flood",
    "after a long debate",
    "in early spring",
  ],
  number: ["four", "a dozen", "forty", "two hundred", "almost a thousand"],
  sentence: [
    "#Group# of #place# has decided #when# to repair the #thing#, and #number# people came to see the first plank laid.",
    "The #thing# in #place# stays open longer: until eight in summer, until five when the clocks go back.",
    "Nobody knows who left #number# books at the #thing# #when#, but most of them are already lent.",
    "The costs are lower than feared, says #group#, because the stones of the old #thing# could be used again.",
    "#Number# volunteers counted birds #when#; the list hangs in the #thing#.",
    "A storm took the roof of the #thing#; #group# had it back on within a week.",
    "Whoever wants to help with the #thing# meets on Saturday at nine, with boots.",
    "The new timetable connects #place1# with Upper Fenn twice a day, and on market days once more.",
    "In #place# the old #thing# became a workshop, where #number# things were mended #when#.",
    "Opinions differ: #group# would rather have a #thing#, and says so on posters.",
  ],
  short: [
    "#Group# of #place# repairs the #thing#; #number# helped.",
    "The #thing# opens longer, until eight in summer.",
    "#Number# birds counted near #place#.",
    "New timetable for #place#, twice a day.",
    "Cheaper than feared, thanks to old stones.",
  ],
};

/** A report of a local paper, of about so many characters. */
export function article(random: Random, size: number): string {
  const paragraph = () => fillUp(420, " ", () => tell(NEWS, "sentence", random));
  return fillUp(size, "\n\n", paragraph);
}

/** The same in a few points. */
export function points(random: Random, size: number): string {
  return fillUp(size, "\n", () => `- ${tell(NEWS, "short", random)}`);
}

/** Single lines of it, as one would translate them. */
export function lines(random: Random, size: number): string {
  return fillUp(size, " ", () => tell(NEWS, "sentence", random));
}
