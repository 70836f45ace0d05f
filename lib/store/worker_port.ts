import { explain } from "./problem.ts";
import { BadQuery } from "./queries/bad_query.ts";

/** A call that crosses to a worker. */
export interface Call {
  id: number;
  op: string;
  args: unknown;
}

/** The answer to the call with the same id. */
export type Reply =
  | { id: number; value: unknown }
  | { id: number; problem: string; badQuery: boolean };

/** After so many milliseconds it is the turn of other calls. To hear them takes a timer, 1 to 4 ms. */
const TURN_MS = 10;

/** A call that is answered, and its work as far as it is done. */
interface Task extends Pick<Call, "id"> {
  start: () => unknown;
  steps: Iterator<unknown> | null;
}

/**
 * Answers the calls that reach this worker, one after the other, in their order. Only work that comes
 * as a generator is done in turns with other calls. What `handle` throws becomes the answer: nothing
 * ends the worker, and nothing goes unanswered.
 */
export function answerCalls(handle: (op: string, args: unknown) => unknown): void {
  const tasks: Task[] = [];
  let isWorking = false;
  const work = async () => {
    isWorking = true;
    for (let task = tasks.shift(); task !== undefined; task = tasks.shift()) {
      if (await advance(task)) continue;
      tasks.push(task);
      // Calls that have come meanwhile are heard here.
      await new Promise((resolve) => setTimeout(resolve, 0));
    }
    isWorking = false;
  };
  self.addEventListener("message", ({ data: { id, op, args } }: MessageEvent<Call>) => {
    tasks.push({ id, start: () => handle(op, args), steps: null });
    if (!isWorking) void work();
  });
}

/** Does some steps of a task; `true` when it is done and the answer is sent. */
async function advance(task: Task): Promise<boolean> {
  const { id } = task;
  try {
    const value = task.steps ?? await task.start();
    if (!isSteps(value)) {
      self.postMessage({ id, value } satisfies Reply);
      return true;
    }
    task.steps = value;
    const end = performance.now() + TURN_MS;
    let step = value.next();
    while (!step.done && performance.now() < end) step = value.next();
    if (step.done) self.postMessage({ id, value: step.value } satisfies Reply);
    return step.done === true;
  } catch (error) {
    const problem = explain(error, "the database");
    const badQuery = error instanceof BadQuery;
    const message = badQuery ? error.message : problem;
    self.postMessage({ id, problem: message, badQuery } satisfies Reply);
    return true;
  }
}

function isSteps(value: unknown): value is Iterator<unknown> {
  return typeof value === "object" && value !== null && "next" in value &&
    typeof value.next === "function";
}
