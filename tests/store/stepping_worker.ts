/** A worker that counts in steps. */
import { answerCalls } from "../../lib/store/worker_port.ts";

function* count(upTo: number) {
  for (let step = 0; step < upTo; step++) yield;
  if (upTo < 0) throw new Error("no such number");
  return upTo;
}

answerCalls((op, args) => op === "count" ? count(Number(args)) : args);
