import type {
  Conversation,
  Message,
  Parameter,
  Part,
  ReadingOptions,
  ShownText,
  Tool,
} from "../types/conversation.ts";
import { isObject, type JsonValue } from "../types/json.ts";
import { renderMarkdown } from "./markdown.ts";
import { answerMessages, messageOf, requestMessages } from "./messages.ts";
import { textOf } from "./parts.ts";
import { shown, shownJson } from "./shown.ts";

/** So many of a conversation's last messages are shown at first, and so many at most. */
const LAST = 12;
const MOST = 400;
/** Characters of one text that are rendered as Markdown, and of all together: what a reader waits for. */
const MARKDOWN_TEXT = 20_000;
const MARKDOWN_ALL = 60_000;
/** Characters of all images together. */
const IMAGES = 5_000_000;

/** What a request has beside what is said: named, but not among its parameters. */
const SAID = new Set([
  "messages",
  "input",
  "prompt",
  "system",
  "instructions",
  "tools",
  "functions",
]);

/**
 * Reads a request and its answer for people. Payloads may be absent, cut, skeletons or no JSON: what
 * is no conversation comes as the text that it is. Never throws.
 */
export function readConversation(
  request: string | null,
  response: string | null,
  { all = false, markdown = true }: ReadingOptions = {},
): Conversation {
  const asked = parsed(request);
  const answered = parsed(response);
  const said = requestMessages(asked);
  const count = Math.min(said?.length ?? 0, all ? MOST : LAST);
  const earlier = (said?.length ?? 0) - count;
  const answers = answerMessages(answered);
  const messages = (said ?? []).slice(earlier).map(messageOf);
  const budget = { markdown: markdown ? MARKDOWN_ALL : 0, images: IMAGES };
  // What was said last is what one looks for.
  for (const message of [...answers ?? [], ...messages.toReversed()]) finish(message, budget);
  nameResults(messages);
  return {
    messages,
    earlier,
    answers: answers ?? [],
    parameters: isObject(asked) ? parametersOf(asked) : [],
    tools: isObject(asked) ? toolsOf(asked.tools ?? asked.functions) : [],
    request: said === null ? asText(request, asked) : null,
    response: answers === null ? asText(response, answered) : null,
  };
}

/** Renders the texts of a message and drops its images, as far as there is room. */
function finish(message: Message, budget: { markdown: number; images: number }): void {
  message.parts = message.parts.map((part): Part => {
    if (part.kind === "image") {
      budget.images -= part.src.length;
      return budget.images >= 0 ? part : { kind: "note", text: "Image, not shown", href: null };
    }
    if (part.kind !== "text" && part.kind !== "reasoning") return part;
    const { length } = part.text;
    if (length > MARKDOWN_TEXT || length > budget.markdown) return part;
    budget.markdown -= length;
    return { ...part, html: renderMarkdown(asJson(part.text) ?? part.text) };
  });
}

/** An answer that is JSON as a block of code in lines; `null` for any other. */
function asJson(text: string): string | null {
  if (!/^\s*[{[]/.test(text)) return null;
  try {
    const lines = JSON.stringify(JSON.parse(text), null, 2);
    // Longer than any run of its own.
    const fence = "`".repeat(Math.max(3, ...lines.matchAll(/`+/g).map(([run]) => run.length + 1)));
    return `${fence}\n${lines}\n${fence}`;
  } catch {
    return null;
  }
}

/** A result names its call by an id alone; people know tools by their names. */
function nameResults(messages: readonly Message[]): void {
  const parts = messages.flatMap(({ parts }) => parts);
  const names = new Map(
    parts.flatMap((part): [string, string][] =>
      part.kind === "call" && part.id !== null ? [[part.id, part.name]] : []
    ),
  );
  for (const part of parts) {
    if (part.kind === "result" && part.name === "") part.name = names.get(part.id ?? "") ?? "";
  }
}

function parametersOf(body: Readonly<Record<string, JsonValue | undefined>>): Parameter[] {
  return Object.entries(body)
    .filter(([name]) => !SAID.has(name))
    .map(([name, value]) => ({ name, value: shown(JSON.stringify(value ?? null), 500).text }));
}

function toolsOf(tools: JsonValue | undefined): Tool[] {
  if (!Array.isArray(tools)) return [];
  return tools.filter(isObject).map((tool) => {
    const facts = isObject(tool.function) ? tool.function : tool;
    return {
      name: textOf(facts.name) ?? textOf(tool.type) ?? "",
      description: shown(textOf(facts.description) ?? "", 2000).text,
      schema: shownJson(facts.parameters ?? facts.input_schema ?? tool),
    };
  });
}

function asText(text: string | null, value: JsonValue): ShownText | null {
  if (text === null || text === "") return null;
  return typeof value === "string" ? shown(value) : shownJson(value);
}

function parsed(text: string | null): JsonValue {
  try {
    return text === null ? null : JSON.parse(text);
  } catch {
    return text;
  }
}
