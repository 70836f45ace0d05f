/** A stretch of text, `cut` when so many characters more are left out of what is shown. */
export interface ShownText {
  text: string;
  cut: number;
}

/** One thing that a message holds. */
export type Part =
  /** `html` is safe to show; `null` where the text is shown as it is. */
  | ShownText & { kind: "text" | "reasoning" | "refusal"; html: string | null }
  /** A tool that the model calls, and what came back; `text` is JSON in lines, or as it came. */
  | ShownText & { kind: "call" | "result"; name: string; id: string | null }
  /** An image that came with the request or the answer. */
  | { kind: "image"; src: string; alt: string }
  /** What has no picture here: files, sound, what is elsewhere or is not stored. */
  | { kind: "note"; text: string; href: string | null };

/** What one side said. */
export interface Message {
  /** `system`, `user`, `assistant`, `tool` …, as it came. */
  role: string;
  /** Of a person, a tool, or a choice among several. */
  name: string | null;
  parts: Part[];
}

/** A parameter of a request beside its messages, as JSON. */
export interface Parameter {
  name: string;
  value: string;
}

/** A tool that the model could call. */
export interface Tool {
  name: string;
  description: string;
  /** Its parameters as JSON in lines. */
  schema: ShownText;
}

/** A request and its answer, ready to be shown. */
export interface Conversation {
  messages: Message[];
  /** How many messages before those are left out. */
  earlier: number;
  answers: Message[];
  parameters: Parameter[];
  tools: Tool[];
  /** A payload that is no conversation, as it is. */
  request: ShownText | null;
  response: ShownText | null;
}

/** How much of a conversation is made ready. */
export interface ReadingOptions {
  /** Whether all messages are wanted, not the last ones alone. */
  all?: boolean | undefined;
  /** Whether texts are also rendered as Markdown. Default true. */
  markdown?: boolean | undefined;
}
