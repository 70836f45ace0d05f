import { type Answer, type Bench, WAITING } from "../../../lib/ui/playground/state.ts";

/** An answer that is over, with these facts. */
export const answer = (change: Partial<Answer>): Answer => ({
  ...WAITING,
  status: "done",
  ...change,
});

/** A bench without anything in it. */
export const BENCH: Bench = {
  ...{ system: "", prompt: "", history: [], others: {}, toolsOff: false, slots: [] },
};
