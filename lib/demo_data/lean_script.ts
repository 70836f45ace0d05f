import type { Random } from "./random.ts";
import type { Payload, ScriptOf } from "./script.ts";

const WORDS = (
  "amber anchor answer april atlas autumn badge ballad barley basil beacon birch border branch bridge " +
  "bronze butter cabin candle canvas carbon cargo castle cedar cellar chapel cherry circle clover " +
  "cobalt comet copper coral cotton crystal current dagger delta desert dialect domain dragon echo " +
  "ember engine fable falcon feather fennel ferry fiddle filter forest fossil garden ginger glacier " +
  "granite gravel hammer harbor harvest hazel helmet hollow honey island ivory jacket jasmine jungle " +
  "kernel kettle ladder lantern lemon letter linen locket magnet maple marble meadow mirror mortar " +
  "needle nickel oasis orbit orchard oyster paper pebble pepper pillar planet plaster pocket pollen " +
  "prairie quartz quilt rabbit ribbon river rocket saddle saffron salmon sandal shadow signal silver " +
  "socket spruce stable summer sunset syrup temple thicket thunder timber tunnel turnip valley velvet " +
  "vessel violet walnut water whistle willow window winter wonder yarrow zephyr"
).split(" ");

/** Few short words instead of real texts, for benchmarks that are about something else. */
export const leanScript: ScriptOf = (_habit, random) => (turn, bill): Payload => {
  const { alias, upstream } = turn.model;
  const request = `{"model":"${alias}","messages":[{"role":"user","content":"${
    words(random, 10)
  }?"}]${turn.stream ? ',"stream":true' : ""}}`;
  if (bill.usage === null) return { request, response: null };
  const finish = turn.fate.outcome === "ok" ? '"stop"' : "null";
  return {
    request,
    response: `{"object":"chat.completion","model":"${upstream}","choices":[{"index":0,` +
      `"message":{"role":"assistant","content":"${
        words(random, 8)
      }."},"finish_reason":${finish}}]}`,
  };
};

/** Words of a vocabulary of 25,000, the first ones far more often, as in a language. */
function words(random: Random, count: number): string {
  let text = "";
  for (let place = 0; place < count; place++) {
    const rank = Math.floor(random.next() ** 3 * WORDS.length ** 2);
    const first = WORDS[rank % WORDS.length] ?? "";
    const second = rank < WORDS.length ? "" : WORDS[Math.floor(rank / WORDS.length)] ?? "";
    text += (place === 0 ? "" : " ") + first + second;
  }
  return text;
}
