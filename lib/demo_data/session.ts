import { type Call, type Fate, fateOf, unknownAlias } from "./fate.ts";
import type { Habit } from "./habits.ts";
import type { Incident } from "./incidents.ts";
import { type Model, modelsAt } from "./models.ts";
import type { Random } from "./random.ts";
import { type Shape, SHAPES, type Size } from "./shapes.ts";

/** The figures of one exchange, before anything is said. */
export interface Turn {
  startedAt: number;
  model: Model;
  stream: boolean;
  firstByteMs: number;
  fate: Fate;
  /** Tokens of the prompt: all, those new in this turn, and those that a cache served. */
  prompt: number;
  asked: number;
  cached: number;
  /** Tokens of the answer, and of the reasoning before it. */
  answered: number;
  reasoning: number;
  /** The model calls a tool instead of answering. */
  callsTool: boolean;
  /** It stopped because it was told to stop after so many tokens. */
  isCut: boolean;
  webSearches: number;
  /** What is written to a cache is kept for an hour, where the provider sells that. */
  keepsCache: boolean;
}

/** Exchanges that belong together. */
export interface Session {
  habit: Habit;
  /** In the order of time. */
  turns: Turn[];
}

/** What a session is planned from. */
export interface SessionPlan {
  habit: Habit;
  startedAt: number;
  /** Whose model it is, where somebody wants that one. */
  provider: string | null;
  /** Nothing begins then or later. */
  until: number;
  /** The most turns that it may have. */
  most: number;
  incidents: readonly Incident[];
}

/** Providers that serve a prompt's beginning from a cache do so for so many milliseconds. */
const CACHED_MS = 300_000;
/** A shorter prompt is not cached. */
const LEAST_CACHED = 1024;
/** What people write who do not look at the list of aliases. */
const WRONG_ALIASES = ["sonnet", "gpt-4o-latest", "gpt5"];
/** A conversation that gets longer is begun anew. */
const LONGEST = 150_000;

/** Plans a session: when its turns begin, how large they are and how they end. At least one turn. */
export function planSession(plan: SessionPlan, random: Random): Session {
  const shape = SHAPES[plan.habit.kind];
  const model = modelFor(plan, random);
  const length = Math.min(plan.most, Math.max(1, Math.round(sizeOf(shape.turns, random))));
  const turns: Turn[] = [];
  const isStreamed = random.chance(plan.habit.streamed);
  let at = plan.startedAt;
  let said = shape.preface;
  let before: Turn | null = null;
  let failures = 0;
  // Nobody tries a third time.
  while (turns.length < length && at < plan.until && said < LONGEST && failures < 2) {
    const isLast: boolean = turns.length === length - 1;
    const turn = planTurn({ plan, shape, model, at, said, before, isLast, isStreamed }, random);
    turns.push(turn);
    failures = turn.fate.outcome === "failed" ? failures + 1 : 0;
    if (turn.fate.outcome === "ok") {
      if (shape.remembers) said = turn.prompt + turn.answered;
      before = turn;
    }
    const pause = Math.max(20, Math.round(sizeOf(shape.pauseMs, random)));
    at += pause + (shape.waits ? turn.fate.durationMs : 0);
  }
  return { habit: plan.habit, turns };
}

interface TurnPlan {
  plan: SessionPlan;
  shape: Shape;
  model: Model;
  at: number;
  /** Tokens that were said before. */
  said: number;
  before: Turn | null;
  isLast: boolean;
  isStreamed: boolean;
}

function planTurn(facts: TurnPlan, random: Random): Turn {
  const { plan, shape, model, at, said, isLast, isStreamed } = facts;
  const usesTools = plan.habit.kind === "agent" || plan.habit.kind === "analyst";
  const asked = Math.max(6, Math.round(sizeOf(shape.asked, random)));
  const isCut = !usesTools && random.chance(0.008);
  const callsTool = usesTools && !isLast;
  const answered = Math.max(2, Math.round(sizeOf(shape.answered, random) * (isCut ? 3 : 1)));
  const reasoning = model.reasoning === 0 || random.chance(0.12)
    ? 0
    : Math.round(random.logNormal(model.reasoning * (callsTool ? 0.3 : 1), 0.7));
  const prompt = said + asked;
  const searches = plan.habit.kind === "chat" && model.provider === "anthropic";
  const call = timing(facts, prompt, answered + reasoning, random);
  const wrong = random.pick(WRONG_ALIASES);
  const isMisnamed = facts.before === null && random.chance(0.0015);
  return {
    startedAt: at,
    model: isMisnamed ? { ...model, alias: wrong } : model,
    stream: isStreamed,
    firstByteMs: call.firstByteMs,
    fate: isMisnamed
      ? unknownAlias(wrong, at)
      : fateOf(call, troubleAt(plan.incidents, model.provider, at), random),
    prompt,
    asked,
    cached: cachedTokens(facts),
    answered,
    reasoning,
    callsTool,
    isCut,
    webSearches: searches && random.chance(0.06) ? random.int(1, 3) : 0,
    keepsCache: plan.habit.kind === "analyst",
  };
}

function timing(
  { plan, model, at, isStreamed }: TurnPlan,
  prompt: number,
  produced: number,
  random: Random,
): Call {
  const slow = plan.incidents.some((incident) =>
    incident.trouble === "slow" && isDuring(incident, model.provider, at)
  );
  const pace = random.logNormal(1, 0.25) * (slow ? 5 : 1);
  const firstTokenMs = random.logNormal(model.firstTokenMs, 0.35) * pace * (1 + prompt / 40_000);
  const durationMs = Math.round(firstTokenMs + produced / model.tokensPerSecond * 1000 * pace);
  return {
    startedAt: at,
    provider: model.provider,
    stream: isStreamed,
    // What is not streamed comes at once, at its end.
    firstByteMs: isStreamed ? Math.round(firstTokenMs) : Math.round(durationMs * 0.985),
    durationMs,
  };
}

/** What the provider still has of the turn before. */
function cachedTokens({ shape, model, at, before }: TurnPlan): number {
  const isWarm = before !== null && at - before.startedAt < CACHED_MS;
  if (!isWarm || !shape.remembers || !model.caches || before.prompt < LEAST_CACHED) return 0;
  return before.prompt;
}

function troubleAt(incidents: readonly Incident[], provider: string, at: number) {
  return incidents.find((incident) => isDuring(incident, provider, at)) ?? null;
}

function isDuring(incident: Incident, provider: string, at: number): boolean {
  return incident.provider === provider && incident.from <= at && at < incident.until;
}

/** Mostly of the habit's first role, by how much the models are liked. */
function modelFor({ habit: { roles, project }, startedAt, provider }: SessionPlan, random: Random) {
  const role = random.chance(0.3) ? random.pick(roles) : roles[0] ?? "chat";
  const models = modelsAt(role, startedAt);
  const wanted = models.filter((model) => model.provider === provider);
  // Each project has its favourites, which are not those of the others.
  const taste = (model: Model) =>
    model.share ** 1.3 * (1 + ((model.alias.length * 7 + (project?.length ?? 3) * 5) % 4) / 2);
  return random.weighted(wanted.length > 0 ? wanted : models, taste);
}

function sizeOf({ median, spread }: Size, random: Random): number {
  return spread === 0 ? median : random.logNormal(median, spread);
}
