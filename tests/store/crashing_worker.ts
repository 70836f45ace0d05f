/** A worker that counts its calls and dies when told to. */
import { answerCalls } from "../../lib/store/worker_port.ts";

let calls = 0;

answerCalls((op, args) => {
  if (op === "open" && args === "refuse") throw new Error("not here");
  if (op === "crash") setTimeout(() => nowhere(), 0);
  if (op === "crash") return new Promise(() => {});
  return ++calls;
});

function nowhere() {
  throw new Error("out of luck");
}
