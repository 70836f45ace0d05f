import { estimateTokenCount } from "tokenx";
import { NO_USAGE, type Usage } from "../types/usage.ts";

/** A longer text is judged by so many characters of it: they take about 10 ms, all of a request may have 50 million. */
const SAMPLE = 100_000;
const SLICES = 100;
/** Images and sound in a request: what they count as cannot be told from their bytes. */
const MEDIA = /[A-Za-z0-9+/=_-]{200,}/g;

/**
 * What an exchange probably used, when its provider did not say: all of the request as input, all
 * that was produced as output. Good to about ±15 % for prose; media are not counted. Takes
 * bounded time: of a long text, evenly spread samples stand for the whole.
 */
export function estimateUsage(requestText: string, responseText: string): Usage {
  return {
    ...NO_USAGE,
    input: estimateTokens(requestText),
    output: estimateTokens(responseText),
    estimated: true,
  };
}

function estimateTokens(text: string): number {
  if (text.length <= SAMPLE) return countProse(text);
  const size = SAMPLE / SLICES;
  const step = (text.length - size) / (SLICES - 1);
  let tokens = 0;
  for (let i = 0; i < SLICES; i++) {
    const start = Math.floor(i * step);
    tokens += countProse(text.slice(start, start + size));
  }
  return Math.round(tokens * text.length / SAMPLE);
}

function countProse(text: string): number {
  return estimateTokenCount(text.replace(MEDIA, ""));
}
