import { formatCost, formatTokens } from "../format.ts";
import { formatDuration } from "../time.ts";
import type { Answer, Bench } from "./state.ts";

/** The whole bench as Markdown, a section for each model. */
export function toMarkdown(bench: Bench): string {
  const parts = ["# Playground", ""];
  if (bench.system.trim() !== "") parts.push("## System prompt", "", bench.system, "");
  for (const { model, params, turns } of bench.slots) {
    parts.push(`## ${model}`, "");
    const set = Object.entries(params).map(([name, value]) => `${name} ${value}`);
    if (set.length > 0) parts.push(`*${set.join(", ")}*`, "");
    for (const { prompt, images, answer } of turns) {
      parts.push("**Question**", "", prompt);
      if (images.length > 0) parts.push("", `*(images: ${images.length})*`);
      const calls = answer.calls?.map((call) => `\`${call.name}(${call.arguments})\``) ?? [];
      const said = [answer.text, ...calls, answer.error ?? ""].filter((part) => part !== "");
      parts.push("", "**Answer**", "", said.join("\n\n"), "");
      const facts = factsOf(answer);
      if (facts !== "") parts.push(`*${facts}*`, "");
    }
  }
  return parts.join("\n");
}

/** How long an answer took, how fast it was and what it cost, in one line. */
export function factsOf(answer: Answer): string {
  const { firstTokenMs, durationMs, promptTokens, completionTokens, cost } = answer;
  const parts: string[] = [];
  if (firstTokenMs !== null) parts.push(`first token ${formatDuration(firstTokenMs)}`);
  if (durationMs !== null) parts.push(formatDuration(durationMs));
  if (completionTokens !== null) {
    parts.push(`${formatTokens(promptTokens)} in · ${formatTokens(completionTokens)} out`);
    const speed = tokensPerSecond(answer);
    if (speed !== null) parts.push(`${speed} tokens/s`);
  }
  if (cost !== undefined) parts.push(formatCost(cost));
  return parts.join(" · ");
}

/** Tokens per second from the first token on; `null` where that tells nothing. */
function tokensPerSecond({ firstTokenMs, durationMs, completionTokens }: Answer): number | null {
  if (firstTokenMs === null || durationMs === null || completionTokens === null) return null;
  const seconds = (durationMs - firstTokenMs) / 1000;
  return seconds < 0.05 ? null : Math.round(completionTokens / seconds);
}
