import type { JsonObject } from "../types/json.ts";
import { completionTokens, promptTokens, type Usage } from "../types/usage.ts";
import type { Bill } from "./price.ts";
import type { Random } from "./random.ts";
import type { ScriptOf } from "./script.ts";
import type { Turn } from "./session.ts";
import { SHAPES } from "./shapes.ts";
import { thoughts } from "./texts/reasoning.ts";
import type { Said, Teller } from "./texts/teller.ts";
import { TELLERS } from "./texts/tellers.ts";

/** A token is about so many characters. */
const CHARACTERS = 3.6;
/** Nobody reads more of it. */
const LONGEST_THOUGHTS = 1600;

/** Requests and answers as long as their tokens say, with the history of the conversation. */
export const fullScript: ScriptOf = (habit, random, at) => {
  const teller = TELLERS[habit.kind](random, at);
  const head = teller.system === null ? [] : [message("system", { content: teller.system })];
  const { remembers } = SHAPES[habit.kind];
  let said = head;
  let unanswered: string | null = null;
  let called: { id: string; name: string } | null = null;
  return (turn, bill) => {
    // Who got no answer asks the same again.
    const asked = unanswered ?? askedIn(teller, turn, called);
    const messages = [...said, asked];
    const request = requestText(teller, turn, messages);
    unanswered = asked;
    if (bill.usage === null) return { request, response: null };
    const answer = teller.answer(turn.answered * CHARACTERS, turn.callsTool);
    const told = answerText(turn, bill, answer, random);
    if (turn.fate.outcome === "ok") {
      unanswered = null;
      if (remembers) {
        said = [...messages, told.message];
        called = told.called;
      }
    }
    return { request, response: told.completion };
  };
};

function askedIn(teller: Teller, turn: Turn, called: { id: string; name: string } | null): string {
  const content = teller.ask(turn.asked * CHARACTERS, called?.name ?? null);
  return called === null
    ? message("user", { content })
    : message("tool", { tool_call_id: called.id, content });
}

function message(role: string, members: JsonObject): string {
  return JSON.stringify({ role, ...members });
}

function requestText(teller: Teller, turn: Turn, messages: readonly string[]): string {
  const members = [
    `"model":${JSON.stringify(turn.model.alias)}`,
    `"messages":[${messages.join(",")}]`,
    ...(teller.tools ? [`"tools":${teller.tools}`] : []),
    ...(teller.parameters ? [teller.parameters] : []),
    ...(turn.stream ? ['"stream":true,"stream_options":{"include_usage":true}'] : []),
  ];
  return `{${members.join(",")}}`;
}

/** The answer as it is stored, and as it comes back in the next request. */
function answerText(turn: Turn, { usage, tier }: Bill, answer: Said, random: Random) {
  const { model, fate, startedAt } = turn;
  const id = random.uuid().replaceAll("-", "").slice(0, 24);
  const content = answer.content?.slice(0, Math.ceil(answer.content.length * fate.produced)) ??
    null;
  const [call] = fate.outcome === "ok" ? answer.calls ?? [] : [];
  const callId = `call_${id}`;
  const calls = call === undefined
    ? {}
    : { tool_calls: [{ id: callId, type: "function", function: { ...call } }] };
  const finish = call ? "tool_calls" : turn.isCut ? "length" : "stop";
  const completion = {
    id: `${model.provider === "anthropic" ? "msg_" : "chatcmpl-"}${id}`,
    object: "chat.completion",
    created: Math.floor((startedAt + fate.triedMs) / 1000),
    model: model.upstream,
    choices: [{
      index: 0,
      message: { role: "assistant", content, ...reasoned(turn, random), ...calls },
      finish_reason: fate.outcome === "ok" ? finish : null,
    }],
    ...(tier === null ? {} : { service_tier: tier }),
    ...(usage === null || usage.estimated ? {} : { usage: usageText(model.provider, usage) }),
  };
  return {
    completion: JSON.stringify(completion),
    message: message("assistant", { content, ...calls }),
    called: call === undefined ? null : { id: callId, name: call.name },
  };
}

/** OpenAI keeps the reasoning of its models to itself. */
function reasoned({ model, reasoning, fate }: Turn, random: Random): JsonObject {
  if (reasoning === 0 || model.provider === "openai") return {};
  const size = Math.min(reasoning * CHARACTERS, LONGEST_THOUGHTS) * fate.produced;
  return { reasoning_content: thoughts(random, size) };
}

/** Translated answers have the usage in OpenAI's words, others as it came. */
function usageText(provider: string, usage: Usage) {
  if (provider !== "anthropic" && provider !== "gemini") return usage.raw;
  const [prompt, completion] = [promptTokens(usage), completionTokens(usage)];
  return {
    prompt_tokens: prompt,
    completion_tokens: completion,
    total_tokens: prompt + completion,
    prompt_tokens_details: { cached_tokens: usage.cacheRead },
    completion_tokens_details: { reasoning_tokens: usage.reasoning },
  };
}
