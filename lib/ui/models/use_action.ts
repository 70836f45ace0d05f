import { type Signal, useSignal } from "@preact/signals";
import { Refusal } from "../api.ts";

/** How it stands with something that is being done. */
export interface Action {
  isBusy: boolean;
  /** Why it did not work, and the field at fault where there is one. */
  problem: { message: string; param: string | null } | null;
}

/** Does something once at a time, and keeps what went wrong. */
export function useAction(): { state: Signal<Action>; run: (action: () => Promise<void>) => void } {
  const state = useSignal<Action>({ isBusy: false, problem: null });
  const run = async (action: () => Promise<void>) => {
    if (state.peek().isBusy) return;
    state.value = { isBusy: true, problem: null };
    try {
      await action();
      state.value = { isBusy: false, problem: null };
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      const param = error instanceof Refusal ? error.param : null;
      state.value = { isBusy: false, problem: { message, param } };
    }
  };
  return { state, run };
}

/** What is wrong with a field, or with none that is shown. */
export function problemOf(
  { problem }: Action,
  field: string | null,
  shown: readonly string[] = [],
): string | null {
  if (problem === null) return null;
  const param = problem.param !== null && shown.includes(problem.param) ? problem.param : null;
  if (param !== field) return null;
  // Below its field, its name in the API says nothing.
  return field === null ? problem.message : problem.message.replace(/^`\w+` /, "It ");
}
