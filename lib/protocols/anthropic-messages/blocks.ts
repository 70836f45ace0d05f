import type { ToolCall } from "../../types/chat.ts";
import { isObject, type JsonObject } from "../../types/json.ts";
import { annotationsOf } from "./citations.ts";
import { setMembers, textOf } from "./read.ts";

/** What the content blocks of one answer say. */
export interface Content {
  text: string;
  reasoning: string;
  /** Blocks of thought with their signatures. */
  thoughts: JsonObject[];
  calls: ToolCall[];
  annotations: JsonObject[];
}

/** What one type of block adds to the content. */
type BlockReader = (block: JsonObject, content: Content) => void;

/** Blocks of tools that Anthropic runs itself are not part of the answer and have no row. */
const READERS: Readonly<Record<string, BlockReader>> = {
  text: (block, content) => {
    const start = content.text.length;
    content.text += textOf(block.text) ?? "";
    const span = { start, end: content.text.length };
    content.annotations.push(...annotationsOf(block.citations, span));
  },
  thinking: (block, content) => {
    content.reasoning += textOf(block.thinking) ?? "";
    content.thoughts.push(setMembers(block));
  },
  redacted_thinking: (block, content) => {
    content.thoughts.push(setMembers(block));
  },
  tool_use: (block, content) => {
    content.calls.push({
      id: textOf(block.id) ?? `call_${content.calls.length}`,
      type: "function",
      function: { name: textOf(block.name) ?? "", arguments: argumentsOf(block.input) },
    });
  },
};

/** Reads the `content` of a whole answer. */
export function readBlocks(blocks: readonly JsonObject[]): Content {
  const content: Content = { text: "", reasoning: "", thoughts: [], calls: [], annotations: [] };
  for (const block of blocks) {
    const type = textOf(block.type) ?? "";
    if (Object.hasOwn(READERS, type)) READERS[type]?.(block, content);
  }
  return content;
}

/** A call's input as JSON text; a call without input has an empty object. */
export function argumentsOf(input: unknown): string {
  return JSON.stringify(isObject(input) ? input : {});
}
