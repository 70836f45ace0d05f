import { type Bench, clamp, LIMITS, MOST_SLOTS, type Params, type Turn } from "./state.ts";

/** Where a bench is kept; one with a request that is asked again leaves the viewer's own alone. */
const KEYS = { own: "apantli.playground", replay: "apantli.playground.replay" } as const;

/**
 * What was kept in this browser; `null` when nothing usable was.
 *
 * @param request the number of the one that is asked again, if any
 */
export function readBench(request: number | null): Bench | null {
  try {
    const text = localStorage.getItem(request === null ? KEYS.own : KEYS.replay) ?? "";
    const isOf = (jsonOf(text)?.request ?? null) === request;
    return isOf ? parseBench(text) : null;
  } catch {
    // Storage is switched off.
    return null;
  }
}

/** Keeps the bench in this browser, without images where there is no room for them. */
export function keepBench(bench: Bench, request: number | null): void {
  const without = bench.slots.map((slot) => ({
    ...slot,
    turns: slot.turns.map((turn) => ({ ...turn, images: [] })),
  }));
  for (const slots of [bench.slots, without]) {
    try {
      const text = JSON.stringify({ ...bench, slots, request });
      return localStorage.setItem(request === null ? KEYS.own : KEYS.replay, text);
    } catch {
      // Full, or switched off.
    }
  }
}

/** A bench that was kept or shared as JSON; `null` where the text is none. */
export function parseBench(text: string): Bench | null {
  const kept = jsonOf(text);
  if (typeof kept?.system !== "string" || !Array.isArray(kept.slots)) return null;
  const slots = kept.slots.filter((slot) =>
    typeof slot?.model === "string" && Array.isArray(slot.turns)
  );
  if (slots.length === 0) return null;
  const { prompt, history, others } = kept;
  return {
    system: kept.system,
    prompt: typeof prompt === "string" ? prompt : "",
    history: Array.isArray(history) ? history : [],
    others: typeof others === "object" && others !== null ? others : {},
    toolsOff: kept.toolsOff === true,
    slots: slots.slice(0, MOST_SLOTS).map(({ model, params, turns }) => ({
      model,
      params: clamped(params ?? {}),
      turns: turns.filter(isTurn).map(settled),
    })),
  };
}

function jsonOf(text: string): Partial<Bench> & { request?: unknown } | null {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** A file may have been written by hand. */
function clamped(given: Params): Params {
  const params: Params = {};
  for (const name of Object.keys(LIMITS) as (keyof Params)[]) {
    const value = clamp(name, String(given[name] ?? ""));
    if (value !== undefined) params[name] = value;
  }
  return params;
}

function isTurn(turn: Partial<Turn> | null): turn is Turn {
  return typeof turn?.prompt === "string" && Array.isArray(turn.images) &&
    typeof turn.answer?.text === "string" && typeof turn.answer.reasoning === "string";
}

/** What streamed when the page was left has stopped. */
function settled(turn: Turn): Turn {
  const { answer } = turn;
  const isOpen = answer.status === "waiting" || answer.status === "streaming";
  return {
    ...turn,
    // A page of ours loads nothing from elsewhere.
    images: turn.images.filter((url) => String(url).startsWith("data:image/")),
    answer: {
      ...answer,
      calls: Array.isArray(answer.calls) ? answer.calls.filter((call) => call !== null) : [],
      ...(isOpen ? { status: "stopped" } : {}),
    },
  };
}
