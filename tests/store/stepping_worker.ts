/** A worker that counts in steps of 6 ms. */
import { answerCalls } from "../../lib/store/worker_port.ts";

function* count(upTo: number) {
  for (let step = 0; step < upTo; step++) {
    for (const end = performance.now() + 6; performance.now() < end;);
    yield;
  }
  if (upTo < 0) throw new Error("no such number");
  return upTo;
}

answerCalls((op, args) => op === "count" ? count(Number(args)) : args);
