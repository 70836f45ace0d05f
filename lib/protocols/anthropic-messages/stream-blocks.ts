import type { ToolCallDelta } from "../../types/chat.ts";
import { isObject, type JsonObject, type JsonValue } from "../../types/json.ts";
import { argumentsOf } from "./blocks.ts";
import { annotationsOf } from "./citations.ts";
import { objectsIn, setMembers, textOf } from "./read.ts";

/** A content block between its start and its stop. */
interface OpenBlock {
  type: string;
  /** The block as it began; of thoughts, as it has grown since. */
  block: JsonObject;
  /** The position of a tool call among the answer's calls; -1 for other blocks. */
  call: number;
  /** Whether pieces of a call's arguments have come. */
  hasArguments: boolean;
  citations: JsonObject[];
  /** Where the block's text begins in the answer. */
  start: number;
}

/**
 * The content blocks of one streamed answer: each event of a block becomes a delta, or `null` when
 * it says nothing to the client (blocks of the provider's own tools, empty pieces).
 */
export class StreamBlocks {
  /** The tool calls begun so far. */
  calls = 0;
  readonly #open = new Map<JsonValue | undefined, OpenBlock>();
  #textLength = 0;

  start(index: JsonValue | undefined, content: JsonValue | undefined): JsonObject | null {
    const block = isObject(content) ? setMembers(content) : {};
    const type = textOf(block.type) ?? "";
    const open: OpenBlock = {
      type,
      block,
      call: type === "tool_use" ? this.calls++ : -1,
      hasArguments: false,
      citations: objectsIn(block.citations),
      start: this.#textLength,
    };
    this.#open.set(index, open);
    if (type === "text") return this.#say(textOf(block.text));
    if (type === "thinking") return thought(textOf(block.thinking));
    return type === "tool_use" ? beginCall(open) : null;
  }

  advance(index: JsonValue | undefined, delta: JsonValue | undefined): JsonObject | null {
    const open = this.#open.get(index);
    if (!isObject(delta)) return null;
    switch (delta.type) {
      case "text_delta":
        return this.#say(textOf(delta.text));
      case "thinking_delta":
        grow(open, "thinking", delta.thinking);
        return thought(textOf(delta.thinking));
      case "signature_delta":
        grow(open, "signature", delta.signature);
        return null;
      case "input_json_delta":
        return argumentsPiece(open, textOf(delta.partial_json));
      case "citations_delta":
        open?.citations.push(...objectsIn([delta.citation]));
        return null;
      default:
        return null;
    }
  }

  stop(index: JsonValue | undefined): JsonObject | null {
    const open = this.#open.get(index);
    this.#open.delete(index);
    if (open === undefined) return null;
    if (open.type === "tool_use") {
      return open.hasArguments ? null : argumentsPiece(open, argumentsOf(open.block.input));
    }
    if (open.type === "thinking" || open.type === "redacted_thinking") {
      return { thinking_blocks: [open.block] };
    }
    const span = { start: open.start, end: this.#textLength };
    const annotations = open.type === "text" ? annotationsOf(open.citations, span) : [];
    return annotations.length === 0 ? null : { annotations };
  }

  /** The deltas of all blocks that are still open. */
  stopAll(): JsonObject[] {
    return [...this.#open.keys()].map((index) => this.stop(index))
      .filter((delta) => delta !== null);
  }

  #say(text: string | undefined): JsonObject | null {
    if (text === undefined) return null;
    this.#textLength += text.length;
    return { content: text };
  }
}

function thought(text: string | undefined): JsonObject | null {
  return text === undefined ? null : { reasoning_content: text };
}

function grow(open: OpenBlock | undefined, member: string, piece: JsonValue | undefined): void {
  if (open === undefined) return;
  open.block[member] = `${textOf(open.block[member]) ?? ""}${textOf(piece) ?? ""}`;
}

function beginCall({ block, call }: OpenBlock): JsonObject {
  const begun: ToolCallDelta = {
    index: call,
    id: textOf(block.id) ?? `call_${call}`,
    type: "function",
    function: { name: textOf(block.name) ?? "", arguments: "" },
  };
  return { tool_calls: [begun] };
}

function argumentsPiece(open: OpenBlock | undefined, piece: string | undefined): JsonObject | null {
  // Input of the provider's own tools comes in the same events.
  if (open === undefined || open.type !== "tool_use" || piece === undefined) return null;
  open.hasArguments = true;
  const next: ToolCallDelta = { index: open.call, function: { arguments: piece } };
  return { tool_calls: [next] };
}
