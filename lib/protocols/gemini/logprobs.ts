import { isObject, type JsonObject, type JsonValue } from "../../types/json.ts";
import { objectsIn } from "./read.ts";

/** `logprobsResult` as OpenAI's `logprobs`; `null` when the candidate has none. */
export function readLogprobs(result: JsonValue | undefined): JsonObject | null {
  if (!isObject(result)) return null;
  const tops = objectsIn(result.topCandidates);
  return {
    content: objectsIn(result.chosenCandidates).map((chosen, index) => ({
      ...entry(chosen),
      top_logprobs: objectsIn(tops[index]?.candidates).map(entry),
    })),
    refusal: null,
  };
}

function entry(candidate: JsonObject): JsonObject {
  const token = typeof candidate.token === "string" ? candidate.token : "";
  // A probability of one is a logarithm of 0, which Google leaves out.
  const logprob = typeof candidate.logProbability === "number" ? candidate.logProbability : 0;
  return { token, logprob, bytes: [...new TextEncoder().encode(token)] };
}
