import { type Signal, useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { ask } from "./ask.ts";
import { bodyOf } from "./body.ts";
import { keepBench, readBench } from "./kept.ts";
import type { PlaygroundPage } from "./page.ts";
import { type Answer, type Bench, type Slot, type Turn, WAITING } from "./state.ts";

/** The bench and what can be done with it. */
export interface BenchActions {
  bench: Signal<Bench>;
  set(change: Partial<Bench>): void;
  setSlot(place: number, change: Partial<Slot>): void;
  /** Sends the prompt to all models at once. */
  send(images: string[]): void;
  /** Stops the answer of a slot, or all of them. */
  stop(place?: number): void;
  /** Takes a slot away; the others go on. */
  remove(place: number): void;
}

/** A streaming answer is kept now and then only, in milliseconds. */
const KEEP_MS = 400;

/** The bench that a page begins with: a request that is asked again, else an empty one. */
export function firstBench({ models, replay }: PlaygroundPage): Bench {
  const bench: Bench = {
    ...{ system: "", prompt: "", history: [], others: {}, toolsOff: false },
    slots: [{ model: models[0]?.name ?? "", params: {}, turns: [] }],
  };
  if (!replay) return bench;
  const { model, params, system, prompt, history, others } = replay;
  // Beside the original: its model again, if it can be asked, and another one.
  const again = models.filter(({ name }) => name === model).slice(0, 1);
  const other = models.filter(({ name }) => name !== model).slice(0, 1);
  const slots = [...again, ...other].map(({ name }) => ({ model: name, params, turns: [] }));
  return { ...bench, system, prompt, history, others, slots };
}

/** Whether the prompt can be sent: something is asked, or a history waits for its answer. */
export function canSend({ prompt, history, slots }: Bench, images: readonly string[]): boolean {
  return prompt.trim() !== "" || images.length > 0 ||
    (history.length > 0 && slots.every(({ turns }) => turns.length === 0));
}

/** Keeps the bench and asks the models. */
export function useBench(page: PlaygroundPage): BenchActions {
  const bench = useSignal(firstBench(page));
  const request = page.replay?.id ?? null;
  const running = useRef<AbortController[]>([]);
  const keeping = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const set = (change: Partial<Bench>) => {
    bench.value = { ...bench.value, ...change };
    keeping.current ??= setTimeout(keep, KEEP_MS);
  };
  const keep = () => {
    clearTimeout(keeping.current);
    if (keeping.current !== undefined) keepBench(bench.value, request);
    keeping.current = undefined;
  };
  const setSlot = (place: number, change: Partial<Slot>) => {
    const slots = bench.value.slots.map((slot, at) => at === place ? { ...slot, ...change } : slot);
    set({ slots });
  };
  useEffect(() => {
    bench.value = readBench(request) ?? bench.value;
    addEventListener("pagehide", keep);
    return () => {
      removeEventListener("pagehide", keep);
      keep();
      running.current.forEach((controller) => controller.abort());
    };
  }, []);

  /** A turn gets what is known of its answer, once a frame at most, wherever its slot stands by then. */
  const telling = (turn: Turn) => {
    let [mine, waiting, frame]: [Turn, Partial<Answer>, number | null] = [turn, {}, null];
    const show = () => {
      frame = null;
      const place = bench.value.slots.findIndex(({ turns }) => turns.at(-1) === mine);
      const turns = bench.value.slots[place]?.turns ?? [];
      mine = { ...mine, answer: { ...mine.answer, ...waiting } };
      waiting = {};
      if (place >= 0) setSlot(place, { turns: [...turns.slice(0, -1), mine] });
    };
    return (change: Partial<Answer>) => {
      waiting = { ...waiting, ...change };
      frame ??= requestAnimationFrame(show);
    };
  };

  return {
    bench,
    set,
    setSlot,
    send(images) {
      const { prompt, slots } = bench.value;
      if (!canSend(bench.value, images)) return;
      const asked = slots.map((): Turn => ({ prompt, images, answer: WAITING }));
      const next = slots.map((slot, at) => ({
        ...slot,
        turns: slot.turns.concat(asked[at] ?? []),
      }));
      set({ prompt: "", slots: next });
      running.current = asked.map((turn, place) => {
        const controller = new AbortController();
        const slot = next[place];
        const body = slot ? bodyOf(bench.value, slot) : {};
        void ask({ body, signal: controller.signal }, telling(turn));
        return controller;
      });
    },
    stop(place) {
      running.current.forEach((controller, at) =>
        (place === undefined || at === place) && controller.abort()
      );
    },
    remove(place) {
      running.current.splice(place, 1)[0]?.abort();
      set({ slots: bench.value.slots.filter((_, at) => at !== place) });
    },
  };
}
