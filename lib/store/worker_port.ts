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

/**
 * Answers the calls that reach this worker, one after the other, in their order. What `handle`
 * throws becomes the answer: nothing ends the worker, and nothing goes unanswered.
 */
export function answerCalls(handle: (op: string, args: unknown) => unknown): void {
  let last: Promise<void> = Promise.resolve();
  const answer = async ({ id, op, args }: Call) => {
    try {
      self.postMessage({ id, value: await handle(op, args) } satisfies Reply);
    } catch (error) {
      const problem = explain(error, "the database");
      const badQuery = error instanceof BadQuery;
      const message = badQuery ? error.message : problem;
      self.postMessage({ id, problem: message, badQuery } satisfies Reply);
    }
  };
  self.addEventListener("message", ({ data }: MessageEvent<Call>) => {
    last = last.then(() => answer(data));
  });
}
