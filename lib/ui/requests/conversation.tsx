import type { Conversation, Message, Part, Tool } from "../../types/conversation.ts";
import { formatCount } from "../format.ts";
import { Copy } from "../parts/copy.tsx";

/** Characters from which on instructions are folded. */
const LONG = 1500;

/** What was said, by whom. `more` is the address with the messages that are left out. */
export function ConversationView({ conversation, more }: {
  conversation: Conversation;
  more: string;
}) {
  const { messages, earlier, answers, request, response } = conversation;
  return (
    <div class="conversation">
      {earlier > 0 && (
        <p class="earlier">
          <a href={more}>Show {formatCount(earlier)} earlier messages</a>
        </p>
      )}
      {messages.map((message, place) => <MessageView key={earlier + place} message={message} />)}
      {request && <Payload label="Request" {...request} />}
      {answers.map((message, place) => (
        <MessageView key={`answer ${place}`} message={message} isAnswer />
      ))}
      {response && <Payload label="Answer" {...response} />}
    </div>
  );
}

function MessageView({ message, isAnswer = false }: { message: Message; isAnswer?: boolean }) {
  const { role, name, parts } = message;
  const source = parts.flatMap((part) => "text" in part && part.kind !== "note" ? [part.text] : []);
  const isBackground = !isAnswer && role !== "user" && role !== "assistant";
  const isCut = parts.some((part) => "cut" in part && part.cut > 0);
  return (
    <article class={`message ${classOf(role)}${isAnswer ? " answer" : ""}`} aria-label={role}>
      <header>
        <p class="role">{role}{name !== null && <span class="muted">{name}</span>}</p>
        {source.length > 0 && !isCut && <Copy text={() => source.join("\n\n")} />}
      </header>
      {parts.length === 0 && <p class="muted">Nothing</p>}
      {parts.map((part, place) => <PartView key={place} part={part} isFolded={isBackground} />)}
    </article>
  );
}

/** `isFolded` for what is not the conversation itself: long texts of it are folded. */
function PartView({ part, isFolded }: { part: Part; isFolded: boolean }) {
  switch (part.kind) {
    case "image":
      return <img class="sent" src={part.src} alt={part.alt} />;
    case "note":
      return (
        <p class="note">
          {part.href === null
            ? part.text
            : <a href={part.href} target="_blank" rel="noopener noreferrer nofollow">{part.text}
            </a>}
        </p>
      );
    case "reasoning":
      return (
        <details class="fold">
          <summary>Reasoning</summary>
          <Said {...part} />
        </details>
      );
    case "call":
    case "result":
      return (
        <details class="fold">
          <summary>
            {part.kind === "call" ? "Calls" : "Result of"} <code>{part.name || "a tool"}</code>{" "}
            <span class="muted peek">{peek(part.text)}</span>
          </summary>
          <pre tabIndex={0}><code>{part.text}</code></pre>
          <Cut cut={part.cut} />
        </details>
      );
    default:
      if (!isFolded || part.text.length < LONG) return <Said {...part} />;
      return (
        <details class="fold">
          <summary>
            {formatCount(part.text.length + part.cut)} characters{" "}
            <span class="muted peek">{peek(part.text)}</span>
          </summary>
          <Said {...part} />
        </details>
      );
  }
}

/** A text, rendered where it could be. The server made its HTML safe (lib/conversation). */
function Said({ text, html, cut, kind }: Extract<Part, { html: string | null }>) {
  return (
    <>
      {html === null
        ? <div class={`prose as-is ${kind}`} dir="auto">{text}</div>
        : <div class={`prose ${kind}`} dir="auto" dangerouslySetInnerHTML={{ __html: html }} />}
      <Cut cut={cut} />
    </>
  );
}

function Payload({ label, text, cut }: { label: string; text: string; cut: number }) {
  return (
    <article class="message payload" aria-label={label}>
      <header>
        <p class="role">{label}</p>
        {cut === 0 && <Copy text={text} />}
      </header>
      <pre tabIndex={0}><code>{text}</code></pre>
      <Cut cut={cut} />
    </article>
  );
}

function Cut({ cut }: { cut: number }) {
  if (cut === 0) return null;
  return <p class="muted small">{formatCount(cut)} more characters: see the raw text below.</p>;
}

/** The tools that the model could call. */
export function Tools({ tools }: { tools: readonly Tool[] }) {
  return (
    <>
      {tools.map(({ name, description, schema }, place) => (
        <details key={place} class="fold">
          <summary>
            <code>{name}</code> <span class="muted peek">{description}</span>
          </summary>
          {description !== "" && <p class="small">{description}</p>}
          <pre tabIndex={0}><code>{schema.text}</code></pre>
        </details>
      ))}
    </>
  );
}

const ROLES = ["system", "developer", "user", "assistant", "tool", "function"];

function classOf(role: string): string {
  return ROLES.includes(role) ? role : "other";
}

/** A folded text's beginning in one line. */
function peek(text: string): string {
  return text.slice(0, 200).replace(/\s+/g, " ");
}
