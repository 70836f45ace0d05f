import type { JsonObject } from "../../types/json.ts";

/** The blocks of one role, in Anthropic's shape. */
export interface Turn {
  role: "user" | "assistant" | "system";
  content: JsonObject[];
}

/**
 * Messages as turns that Anthropic takes: empty ones left out, neighbours of one role joined, tool
 * results first in their turn, the last assistant turn (a prefill) without white space at its end.
 * System messages go to the system prompt in their order, as Anthropic's own OpenAI endpoint does
 * it, or stay at their place where the model allows that.
 * https://platform.claude.com/docs/en/api/openai-sdk
 */
export function arrange(
  messages: readonly Turn[],
  systemTurns: boolean,
): { turns: Turn[]; system: JsonObject[] } {
  const filled = messages.filter(({ content }) => content.length > 0);
  const joined = join(filled);
  const stays = (turn: Turn, index: number) =>
    turn.role !== "system" || (systemTurns && isPlaceForSystem(joined, index));
  const system = joined.filter((turn, index) => !stays(turn, index))
    .flatMap(({ content }) => content);
  const turns = join(joined.filter(stays)).map(resultsFirst);
  return { turns: trimPrefill(turns), system };
}

function join(turns: readonly Turn[]): Turn[] {
  const joined: Turn[] = [];
  for (const { role, content } of turns) {
    const last = joined.at(-1);
    if (last?.role === role) last.content.push(...content);
    else joined.push({ role, content: [...content] });
  }
  return joined;
}

/** https://platform.claude.com/docs/en/build-with-claude/mid-conversation-system-messages */
function isPlaceForSystem(turns: readonly Turn[], index: number): boolean {
  const next = turns[index + 1];
  return turns[index - 1]?.role === "user" && (next === undefined || next.role === "assistant");
}

/** Anthropic wants the results before anything else that the user says after a call. */
function resultsFirst({ role, content }: Turn): Turn {
  const isResult = (block: JsonObject) => block.type === "tool_result";
  const others = content.filter((block) => !isResult(block));
  return { role, content: [...content.filter(isResult), ...others] };
}

function trimPrefill(turns: Turn[]): Turn[] {
  const last = turns.at(-1);
  const block = last?.content.at(-1);
  if (last?.role !== "assistant" || typeof block?.text !== "string") return turns;
  const content = [...last.content.slice(0, -1), { ...block, text: block.text.trimEnd() }];
  return [...turns.slice(0, -1), { role: last.role, content }];
}
