import { CODE, snippet, sourceFile } from "./code.ts";
import { fillUp, type Grammar, several, tell } from "./grammar.ts";
import type { Random } from "../random.ts";
import type { TellerOf } from "./teller.ts";

const WORK: Grammar = {
  ...CODE,
  task: [
    "Ships that are #state# should be able to #verb# a #noun#. Start in `#file#`, add a test first.",
    "The nightly run fails when a #noun# has no #field#. Find out why and mend it. The log says: `#Noun#Error: #field# is missing`.",
    "Rename `#verb##Noun#` to `#verb##Noun#` everywhere, the docs included. Nothing else should change.",
    "#verb1# takes #number# ms for each #noun#, which is too slow for the harbour board 🚢. Measure, then make it faster.",
    "Please add `GET /#noun#s/:id/#noun#s` with paging. Keyset, not offset. Errors as in the other routes.",
    "`deno task test` is red since yesterday on the #noun# tests. Have a look, and keep the change small.",
    "Write down in docs/#noun#s.md how a #noun# becomes #state#, with a table of all states.",
  ],
  plan: [
    "I look at `#file#` first.",
    "The test names the case; now to where the #noun# is #state#.",
    "That explains it: the #field# is compared as text. I change the comparison.",
    "Next I search for the other callers.",
    "One test fails as it should. Now the code.",
    "Before I change anything I run the tests as they are.",
    "The type says #type#, the data says otherwise. Let me see the migration.",
    "",
  ],
  done: [
    "`#verb##Noun#` now handles a #noun# without #field#",
    "a test for the case that broke is in `tests/#folder#/#noun#_test.ts`",
    "the #noun#s are sorted by #field# once instead of for each #noun#",
    "`docs/#noun#s.md` says how it works",
    "the old name is gone, also from the examples",
    "no other route changed; all tests pass",
  ],
  doubt: [
    "I left `#verb##Noun#` alone: it has the same weakness, but two callers rely on it.",
    "One thing to decide: should a #noun# that is #state# count as #state#?",
    "The slowest part is now reading the #noun#s, with #number# ms.",
    "I did not touch the generated files.",
  ],
  match: ["#file#:#number#: const #noun1# = #verb#(#noun1#.#field#);"],
  test: [
    "#verb#s a #noun# that is #state#",
    "refuses a #noun# without #field#",
    "keeps the order of #noun#s",
  ],
};

const TOOLS = JSON.stringify([
  tool("read_file", "Reads a file of the workspace, or some lines of it.", {
    path: "string",
    from: "integer",
    to: "integer",
  }),
  tool("search", "Looks for a text in all files and shows the lines that have it.", {
    text: "string",
    folder: "string",
  }),
  tool("edit_file", "Replaces a text that occurs exactly once in a file.", {
    path: "string",
    before: "string",
    after: "string",
  }),
  tool("run", "Runs a command of the project and shows the end of what it printed.", {
    command: "string",
  }),
  tool("list_files", "Lists the files of a folder with their sizes.", { folder: "string" }),
]);

const RULES = [
  "You are a careful programmer in the repository harbor-api, a service that gives berths to ships.",
  "",
  "- Read before you write. Change as little as the task needs.",
  "- A change of behaviour has a test that fails without it.",
  "- Names say what a thing is; comments say why it is so.",
  "- Run `deno task ok` before you say that you are done.",
  "- Dates are instants in UTC; only the board shows local time.",
  "- Money is in whole cents. Never add floats.",
  "- Errors tell the caller what to do, in one sentence.",
  "- Routes are thin: they read the request, call one function and write the answer.",
  "- No new dependency without a word in docs/decisions.",
  "- When two rules contradict each other, ask.",
].join("\n");

/** The notes on the project that stand in front of each session, the same in all. */
const NOTES = Array.from({ length: 72 }, (_, place) => {
  const folder = CODE.folder?.[place % CODE.folder.length] ?? "";
  const noun = CODE.noun?.[place % CODE.noun.length] ?? "";
  return `## ${folder}/${noun}s\n\nHere a ${noun} is kept from its booking to its invoice. The store is the only one that writes; ` +
    `the routes read through \`${noun}View\`. A ${noun} that is late stays in the list until the pilot releases it. ` +
    `Tests with real tides are in \`tests/${folder}/${noun}_test.ts\`.`;
}).join("\n\n");

/** A programmer's agent: reads, searches, changes and tests until a task is done. */
export const agent: TellerOf = (random) => ({
  system: `${RULES}\n\n${NOTES}`,
  tools: TOOLS,
  parameters: '"tool_choice":"auto"',
  ask: (size, called) =>
    called === null ? tell(WORK, "task", random) : resultOf(called, size, random),
  answer(size, callsTool) {
    if (!callsTool) return { content: summary(random, size) };
    return { content: tell(WORK, "plan", random) || null, calls: [toolCall(random, size)] };
  },
});

function toolCall(random: Random, size: number) {
  const name = random.weighted(
    ["read_file", "search", "edit_file", "run", "list_files"],
    (name) => ({ read_file: 5, search: 3, edit_file: 4, run: 3 })[name] ?? 1,
  );
  const path = tell(WORK, "file", random);
  const args: Record<string, () => Record<string, string | number>> = {
    read_file: () => ({ path, from: 1, to: random.int(40, 160) }),
    search: () => ({ text: tell(WORK, "noun", random), folder: "src" }),
    edit_file: () => ({
      path,
      before: snippet(random, "ts").slice(0, size / 2),
      after: fillUp(size / 2, "\n\n", () => snippet(random, "ts")),
    }),
    run: () => ({
      command: random.pick(["deno task test", "deno task ok", "deno check .", "git diff --stat"]),
    }),
    list_files: () => ({ folder: `src/${tell(WORK, "folder", random)}` }),
  };
  return { name, arguments: JSON.stringify(args[name]?.() ?? {}) };
}

function resultOf(name: string, size: number, random: Random): string {
  const lines = (one: () => string) => fillUp(size, "\n", one);
  switch (name) {
    case "read_file":
      return sourceFile(random, size);
    case "search":
      return lines(() => tell(WORK, "match", random));
    case "edit_file":
      return "The text was replaced.";
    case "run":
      return lines(() => `${tell(WORK, "test", random)} ... ok (${random.int(1, 40)}ms)`) +
        `\n\nok | ${random.int(20, 400)} passed | 0 failed`;
    default:
      return lines(() =>
        `${String(random.int(300, 9000)).padStart(6)}  ${tell(WORK, "file", random)}`
      );
  }
}

function summary(random: Random, size: number): string {
  const points = `- ${
    several(WORK, "done", random, { size: Math.min(size / 3, 500), separator: "\n- " })
  }`;
  return `Done.\n\n${points}\n\n\`\`\`ts\n${snippet(random, "ts")}\n\`\`\`\n\n${
    tell(WORK, "doubt", random)
  }`;
}

function tool(name: string, description: string, parameters: Record<string, string>) {
  const properties = Object.fromEntries(
    Object.entries(parameters).map(([parameter, type]) => [parameter, { type }]),
  );
  const required = Object.keys(parameters).slice(0, 1);
  return {
    type: "function",
    function: { name, description, parameters: { type: "object", properties, required } },
  };
}
