import type { Random } from "../random.ts";
import { snippet } from "./code.ts";
import { fillUp, type Grammar, tell } from "./grammar.ts";
import type { TellerOf } from "./teller.ts";

const DAY_MS = 86_400_000;

const DATA: Grammar = {
  place: [
    "Saltmere",
    "Brackwater",
    "Finnholm",
    "Gull Rock",
    "Oyster Bay",
    "North Mole",
    "Lantern Point",
  ],
  figure: ["water level", "wind", "waiting time", "berths in use", "draught", "fog hours"],
  span: ["last week", "since spring", "by month", "in the last 90 days", "at neap tide"],
  question: [
    "How did the #figure# at #place# develop #span#? A table, please.",
    "Which of our harbours had the highest #figure# #span#, and is that unusual?",
    "Compare #place# and #place#: #figure# #span#. One sentence at the end for the board.",
    "The chart of #figure# has a gap at #place#. Is data missing, or was there nothing? 📉",
  ],
  plan: ["First the columns.", "Now the figures by month.", "I check for gaps.", ""],
  finding: [
    "#Place# stands out: its #figure# is twice that of #place#.",
    "The rise in #figure# begins in the week of the storm and ends with it.",
    "Without the three broken sensors the #figure# is flat.",
    "The gap is real: nothing was measured on those two days.",
  ],
  month: ["January", "February", "March", "April", "May", "June", "July", "August", "September"],
};

const TOOLS = JSON.stringify([
  {
    type: "function",
    function: {
      name: "query",
      description: "Runs one SELECT on the tide database and returns at most 200 rows as CSV.",
      parameters: {
        type: "object",
        properties: { sql: { type: "string" } },
        required: ["sql"],
        additionalProperties: false,
      },
      strict: true,
    },
  },
  {
    type: "function",
    function: {
      name: "chart",
      description: "Draws a line chart from a CSV with a date in its first column.",
      parameters: {
        type: "object",
        properties: { title: { type: "string" }, csv: { type: "string" } },
        required: ["title", "csv"],
      },
    },
  },
]);

const SYSTEM = "You answer questions about tides and harbours from one database. Tables: " +
  "measurements(station, at, level_cm, wind_ms, source), calls(ship, station, arrived, left, draught_cm), " +
  "stations(name, latitude, longitude, since). Look at the data before you answer, say how sure you are, and " +
  "give the query that a figure comes from. Levels are in centimetres above chart datum, times in UTC.";

/** One who answers questions from a database. */
export const analyst: TellerOf = (random, at) => ({
  system: SYSTEM,
  tools: TOOLS,
  parameters: '"temperature":0.2,"parallel_tool_calls":false',
  ask(size, called) {
    if (called === null) return tell(DATA, "question", random);
    return called === "chart"
      ? '{"url":"chart-1.svg","width":640,"height":320}'
      : rows(random, at, size);
  },
  answer(size, callsTool) {
    if (!callsTool) return { content: report(random, size) };
    const [name, args] = random.chance(0.85)
      ? ["query", { sql: snippet(random, "sql") }]
      : ["chart", { title: tell(DATA, "figure", random), csv: rows(random, at, size) }];
    return {
      content: tell(DATA, "plan", random) || null,
      calls: [{ name: String(name), arguments: JSON.stringify(args) }],
    };
  },
});

function rows(random: Random, at: number, size: number): string {
  const day = () => new Date(at - random.int(1, 400) * DAY_MS).toISOString().slice(0, 10);
  const row = () =>
    `${tell(DATA, "place", random)},${day()},${random.int(80, 620)},${
      (random.next() * 24).toFixed(1)
    }`;
  return `station,day,level_cm,wind_ms\n${fillUp(size, "\n", row)}`;
}

function report(random: Random, size: number): string {
  const rows = fillUp(
    size / 2,
    "\n",
    () =>
      `| ${tell(DATA, "place", random)} | ${tell(DATA, "month", random)} | ${
        random.int(90, 600)
      } | ${random.int(-30, 45)} % |`,
  );
  return `${tell(DATA, "finding", random)}\n\n| Station | Month | Level (cm) | Change |\n` +
    `| --- | --- | ---: | ---: |\n${rows}\n\n${
      tell(DATA, "finding", random)
    } The figures come from:\n\n` +
    `\`\`\`sql\n${snippet(random, "sql")}\n\`\`\``;
}
