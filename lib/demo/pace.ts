import type { JsonObject } from "../types/json.ts";

/** Waits some milliseconds; rejects with the signal's reason as soon as that is aborted. */
export type Wait = (ms: number, signal: AbortSignal) => Promise<void>;

/** Milliseconds between two chunks, so that a stream can be seen. */
const PACE_MS = 15;
/** The chunk before which the connection breaks, when it is to break. */
const BREAKING_AT = 4;

/** The {@link Wait} of the clock. It leaves no timer behind. */
export const waitFor: Wait = (ms, signal) =>
  new Promise((resolve, reject) => {
    const leave = () => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const done = () => {
      signal.removeEventListener("abort", leave);
      resolve();
    };
    const timer = ms === Infinity ? undefined : setTimeout(done, ms);
    signal.addEventListener("abort", leave, { once: true });
    if (signal.aborted) leave();
  });

/** Sends events at a pace; with `breaks` the connection fails after a few of them. */
export function paced(
  events: JsonObject[],
  options: { breaks: boolean; signal: AbortSignal; wait: Wait },
): ReadableStream<Uint8Array> {
  const { breaks, wait } = options;
  const reader = new AbortController();
  const signal = AbortSignal.any([options.signal, reader.signal]);
  const encoder = new TextEncoder();
  const texts = [...events.map((event) => JSON.stringify(event)), "[DONE]"];
  let at = 0;
  return new ReadableStream({
    async pull(controller) {
      if (at > 0) await wait(PACE_MS, signal);
      if (breaks && at === BREAKING_AT) throw connectionBroken();
      controller.enqueue(encoder.encode(`data: ${texts[at]}\n\n`));
      at++;
      if (at === texts.length) controller.close();
    },
    cancel: () => reader.abort(),
  }, { highWaterMark: 0 });
}

/** What `fetch()` throws when a connection breaks. */
export function connectionBroken(): TypeError {
  return new TypeError("The demo provider broke the connection.");
}
