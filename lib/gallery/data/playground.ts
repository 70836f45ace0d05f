import type { Choice, PlaygroundPage, Replay } from "../../ui/playground/page.ts";
import type { Answer, Slot, Turn } from "../../ui/playground/state.ts";
import { PICTURE, viewAt } from "./base.ts";
import { FEW, MANY, type Named, UNBROKEN } from "./names.ts";

const TEXT = "It rains in the morning. Later the clouds break up, and the wind turns to the west. ";

/** An answer that is complete, with the given facts different. */
function answer(facts: Partial<Answer> = {}): Answer {
  return {
    ...{ status: "done", text: TEXT, reasoning: "", error: null, firstTokenMs: 420 },
    ...{ durationMs: 2810, promptTokens: 120, completionTokens: 340, cost: 0.0042 },
    requestId: "3f0c7a52",
    ...facts,
  };
}

const NOTHING_YET: Partial<Answer> = {
  ...{ text: "", firstTokenMs: null, durationMs: null, promptTokens: null },
  ...{ completionTokens: null, requestId: null },
};

function turn(facts: Partial<Answer> = {}, more: Partial<Turn> = {}): Turn {
  const { cost, ...known } = answer(facts);
  // What is not known yet has no cost at all.
  const isKnown = known.completionTokens !== null;
  return {
    ...{ prompt: "Will it rain on Sunday?", images: [] },
    answer: isKnown && cost !== undefined ? { ...known, cost } : known,
    ...more,
  };
}

/** Questions with their answers, one of each kind. */
export const turns = {
  done: turn(),
  waiting: turn({ ...NOTHING_YET, status: "waiting" }),
  streaming: turn({ ...NOTHING_YET, status: "streaming", text: TEXT.slice(0, 52) }),
  stopped: turn({ status: "stopped", text: TEXT.slice(0, 30) }),
  failed: turn({ ...NOTHING_YET, status: "failed", error: "Set ANTHROPIC_API_KEY in .env." }),
  unpriced: turn({ cost: null }),
  "with reasoning and images": turn({ reasoning: TEXT.repeat(5) }, { images: [PICTURE, PICTURE] }),
  "long without a break": turn({ text: UNBROKEN.upstream.repeat(3) }, { prompt: UNBROKEN.alias }),
} satisfies Readonly<Record<string, Turn>>;

/** A column for a model. */
export function slot(model: string, turns: Turn[] = [], params: Slot["params"] = {}): Slot {
  return { model, params, turns };
}

/** Models to choose from. */
export const choices = (named: readonly Named[]): Choice[] =>
  named.map(({ alias, provider }) => ({
    name: alias,
    provider,
    defaults: { temperature: 0.7 },
  }));

/** A page with these models. */
export function playgroundPage(
  named: readonly Named[],
  replay: Replay | null = null,
): PlaygroundPage {
  return { view: viewAt(), models: choices(named), replay, problem: null };
}

/** A request that is asked again. */
export const replay: Replay = {
  ...{ id: 90, model: FEW[0]?.alias ?? "", system: "You know the weather.", history: [] },
  ...{
    prompt: "Will it rain on Sunday?",
    images: [PICTURE],
    params: { temperature: 0 },
    others: {},
  },
  answer: answer(),
};

/** All models there are, one of them with a name that no line can hold. */
export const all: readonly Named[] = [...MANY, UNBROKEN];
