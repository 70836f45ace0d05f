import type { Bench, Message, Slot, ToolCall } from "./state.ts";

/** What tells of tools. Source: OpenAI's reference of chat completions. */
const TOOLS = ["tools", "tool_choice", "parallel_tool_calls", "functions", "function_call"];

/** The next request of a slot, without what is the same for all of them. */
export function bodyOf(bench: Bench, slot: Slot): Message {
  const others = Object.entries(bench.others).filter(([name]) =>
    !(bench.toolsOff && TOOLS.includes(name)) &&
    // Two names of the same: the viewer's own counts.
    !(name === "max_completion_tokens" && slot.params.max_tokens !== undefined)
  );
  return {
    ...Object.fromEntries(others),
    ...slot.params,
    model: slot.model,
    messages: messagesOf(bench, slot),
  };
}

/** Whether there are tools to switch off. */
export function hasTools({ others, history }: Bench): boolean {
  return TOOLS.some((name) => others[name] !== undefined) ||
    history.some((message) => callsOf(message).length > 0);
}

/** The tools that a message of the chat API wants called. */
export function callsOf({ tool_calls }: Message): ToolCall[] {
  const calls: readonly unknown[] = Array.isArray(tool_calls) ? tool_calls : [];
  return calls.map((call) => {
    const { name, arguments: given } = partOf(partOf(call).function);
    return { name: String(name ?? "a tool"), arguments: String(given ?? "") };
  });
}

function messagesOf({ system, history, toolsOff }: Bench, { turns }: Slot): Message[] {
  const messages: Message[] = system.trim() === "" ? [] : [{ role: "system", content: system }];
  messages.push(...toolsOff ? history.map(toolless) : history);
  for (const { prompt, images, answer } of turns) {
    // Nothing is asked where a history ends with what is to be answered.
    if (prompt !== "" || images.length > 0) {
      messages.push({ role: "user", content: contentOf(prompt, images) });
    }
    // What failed was never said.
    if (answer.text !== "") messages.push({ role: "assistant", content: answer.text });
  }
  return messages;
}

/** A message as text where it is about tools: providers refuse calls of tools that are not given. */
function toolless(message: Message): Message {
  const { role, content, name } = message;
  const said = typeof content === "string" ? content : content ? JSON.stringify(content) : "";
  if (role === "tool" || role === "function") {
    return { role: "user", content: `Result of ${name ?? "a tool"}:\n${said}` };
  }
  const calls = callsOf(message);
  if (calls.length === 0) return message;
  const called = calls.map((call) => `[calls ${call.name}(${call.arguments})]`);
  return { role, content: [said, ...called].filter((part) => part !== "").join("\n") };
}

function contentOf(prompt: string, images: string[]): unknown {
  if (images.length === 0) return prompt;
  const text = prompt === "" ? [] : [{ type: "text", text: prompt }];
  return [...text, ...images.map((url) => ({ type: "image_url", image_url: { url } }))];
}

function partOf(value: unknown): Message {
  return typeof value === "object" && value !== null ? { ...value } : {};
}
