import { type Signal, useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { ask } from "./ask.ts";
import type { PlaygroundPage } from "./page.ts";
import {
  type Answer,
  type Bench,
  keepBench,
  messagesOf,
  readBench,
  type Slot,
  WAITING,
} from "./state.ts";

/** The bench and what can be done with it. */
export interface BenchActions {
  bench: Signal<Bench>;
  set(change: Partial<Bench>): void;
  setSlot(place: number, change: Partial<Slot>): void;
  /** Sends the prompt to all models at once. */
  send(images: string[]): void;
  /** Stops the answer of a slot, or all of them. */
  stop(place?: number): void;
}

/** The bench that a page begins with: a request that is asked again, else what the browser kept. */
export function firstBench({ models, replay }: PlaygroundPage): Bench {
  if (replay) {
    const { model, params, system, prompt, history } = replay;
    const other = models.find(({ name }) => name !== model)?.name;
    const slots = (other === undefined ? [model] : [model, other])
      .map((model) => ({ model, params, turns: [] }));
    return { system, prompt, history, slots };
  }
  const slot: Slot = { model: models[0]?.name ?? "", params: {}, turns: [] };
  return { system: "", prompt: "", history: [], slots: [slot] };
}

/** Keeps the bench and asks the models. */
export function useBench(page: PlaygroundPage): BenchActions {
  const bench = useSignal(firstBench(page));
  const running = useRef(new Map<number, AbortController>());
  const set = (change: Partial<Bench>) => {
    bench.value = { ...bench.value, ...change };
    keepBench(bench.value);
  };
  const setSlot = (place: number, change: Partial<Slot>) => {
    const slots = bench.value.slots.map((slot, at) => at === place ? { ...slot, ...change } : slot);
    set({ slots });
  };
  useEffect(() => {
    const kept = page.replay ? null : readBench();
    if (kept) bench.value = kept;
    return () => running.current.forEach((controller) => controller.abort());
  }, []);

  /** The newest turn of a slot gets what is known of its answer, once a frame at most. */
  const telling = (place: number) => {
    let [waiting, frame]: [Partial<Answer>, number | null] = [{}, null];
    const show = () => {
      frame = null;
      const turns = bench.value.slots[place]?.turns ?? [];
      const last = turns.at(-1);
      if (!last) return;
      const answer = { ...last.answer, ...waiting };
      waiting = {};
      setSlot(place, { turns: [...turns.slice(0, -1), { ...last, answer }] });
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
      if (prompt.trim() === "" && images.length === 0) return;
      const turn = { prompt, images, answer: WAITING };
      set({ prompt: "", slots: slots.map((slot) => ({ ...slot, turns: [...slot.turns, turn] })) });
      bench.value.slots.forEach((slot, place) => {
        running.current.get(place)?.abort();
        const controller = new AbortController();
        running.current.set(place, controller);
        const { model, params } = slot;
        const messages = messagesOf(bench.value, slot);
        void ask({ model, messages, params, signal: controller.signal }, telling(place));
      });
    },
    stop(place) {
      for (const [at, controller] of running.current) {
        if (place === undefined || at === place) controller.abort();
      }
    },
  };
}
