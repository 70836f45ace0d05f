/** The worker in which patterns of the user run: it is ended when one takes for ever. */
import { Scrub } from "./scrub.ts";
import type { ScrubCall, ScrubReply } from "./scrubber.ts";

let known = "";
let scrub = new Scrub([]);

self.onmessage = ({ data }: MessageEvent<ScrubCall>) => {
  try {
    reply(scrubbed(data));
  } catch {
    // The pattern needs more memory than there is.
    reply(null);
  }
};

function scrubbed(call: ScrubCall): ScrubReply {
  const { patterns, progress, payloads, texts } = call;
  const at = new Int32Array(progress);
  const key = JSON.stringify(patterns);
  if (key !== known) scrub = new Scrub(patterns, (pattern) => at[0] = pattern);
  known = key;
  return {
    payloads: payloads.map((text) => text && scrub.payload(text)),
    texts: texts.map((text) => text && scrub.text(text)),
  };
}

function reply(message: ScrubReply | null) {
  self.postMessage(message);
}

reply({ payloads: [], texts: [] });
