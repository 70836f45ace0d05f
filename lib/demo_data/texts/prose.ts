import type { Random } from "../random.ts";
import { type Grammar, several } from "./grammar.ts";

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
    "The first snow closed the road to #place#; the #thing# served as a shelter for #number# travellers.",
    "At the #thing# a clock was found that goes backwards, and #group# will not have it mended.",
    "#Number# jars of jam were sold #when# in favour of the #thing#.",
    "The school of #place# has a new boat, built by its oldest pupils #when#.",
    "Whether the #thing# of #place# is haunted will be discussed again on Thursday.",
    "The bus stops at the #thing# now, which #group# had asked for #when#.",
    "A letter to #group#, posted #number# years ago, arrived #when#.",
    "Because of the low water the old walls of the #thing# can be seen near #place#.",
    "#Group# looks for singers, above all for low voices; rehearsals are in the #thing#.",
    "The well of #place# is dry; water comes by cart #when#.",
    "Opinions differ: #group# would rather have a #thing#, and says so on posters.",
  ],
  short: [
    "#Group# of #place# repairs the #thing#; #number# helped.",
    "The #thing# opens longer, until eight in summer.",
    "#Number# birds counted near #place#.",
    "New timetable for #place#, twice a day.",
    "The #thing# of #place# is cheaper than feared, thanks to old stones.",
    "#Group# looks for singers.",
    "The bus stops at the #thing# now.",
    "#Number# jars of jam sold for the #thing#.",
    "Low water shows old walls near #place#.",
    "The #thing# of #place#: haunted or not, on Thursday.",
  ],
};

/** A report of a local paper, of about so many characters. */
export function article(random: Random, size: number): string {
  const sentences = several(NEWS, "sentence", random, { size, separator: "\n" }).split("\n");
  // A paragraph is of some sentences.
  return sentences.map((sentence, place) => sentence + (place % 4 === 3 ? "\n\n" : " ")).join("")
    .trim();
}

/** The same in a few points. */
export function points(random: Random, size: number): string {
  return `- ${several(NEWS, "short", random, { size, separator: "\n- " })}`;
}
