import type { Conversation, Message, Part } from "../../types/conversation.ts";
import { PICTURE } from "./base.ts";

const WORDS = "The wind turns to the west in the evening, and the clouds over the hills break up. ";

/** A text as it was rendered from Markdown by the server. */
function text(text: string, html = `<p>${text}</p>`): Part {
  return { kind: "text", text, cut: 0, html };
}

/** A text that was not rendered, of which much is left out. */
const plain: Part = { kind: "text", text: WORDS.repeat(6), cut: 120_000, html: null };

function message(role: string, ...parts: Part[]): Message {
  return { role, name: null, parts };
}

const MARKDOWN = `<h3>What to pack</h3><ol><li>A <strong>coat</strong></li><li><em>Boots</em></li>
</ol><blockquote><p>It rains on 14 days of a June.</p></blockquote>
<pre tabindex="0"><code class="language-ts">const rain = await forecast({ place: "the hills", days: 3, unit: "mm" });
</code></pre><div class="scrolls" tabindex="0"><table><thead><tr><th>Day</th><th>Rain</th></tr></thead><tbody>
<tr><td>Friday</td><td>2 mm</td></tr><tr><td>Saturday</td><td>11 mm</td></tr></tbody></table></div>`;

/** Nothing was said, or nothing is stored. */
export const silence: Conversation = {
  ...{ messages: [], earlier: 0, answers: [], parameters: [], tools: [] },
  ...{ request: null, response: null },
};

/** A question and its answer. */
export const brief: Conversation = {
  ...silence,
  messages: [message("user", text("Will it rain on Sunday?"))],
  answers: [message("assistant", text("Yes, but only in the morning."))],
  parameters: [{ name: "temperature", value: "0" }],
};

/** All that a conversation can hold. */
export const rich: Conversation = {
  messages: [
    message("system", text(`You know the weather. ${WORDS.repeat(30)}`)),
    { role: "user", name: "Ada", parts: [text("What is on this picture?"), image()] },
    message("assistant", call("get_weather", '{ "place": "the hills", "days": 3 }')),
    message("tool", { ...call("get_weather", '{ "rain": [0, 2, 11] }'), kind: "result" }),
    message("user", note("notes.pdf, 1.2 MB", null), note("a sound", "https://example.com/a.wav")),
    message("a-role-of-its-own", plain),
    message("user"),
  ],
  earlier: 128,
  answers: [
    message(
      "assistant",
      { kind: "reasoning", text: WORDS.repeat(4), cut: 0, html: `<p>${WORDS.repeat(4)}</p>` },
      text("What to pack", MARKDOWN),
    ),
    message("assistant", { kind: "refusal", text: "I cannot say that.", cut: 0, html: null }),
  ],
  parameters: [
    { name: "temperature", value: "0.7" },
    { name: "response_format", value: '{"type":"json_schema","json_schema":{"name":"weather"}}' },
  ],
  tools: [
    {
      name: "get_weather",
      description: "Tells the weather of the next days. ".repeat(6),
      schema: { text: '{\n  "type": "object",\n  "properties": {}\n}', cut: 0 },
    },
    { name: "nothing", description: "", schema: { text: "{}", cut: 0 } },
  ],
  ...{ request: null, response: null },
};

/** Payloads that are no conversation. */
export const unreadable: Conversation = {
  ...silence,
  request: { text: "not JSON, only words", cut: 0 },
  response: { text: `<html><h1>502 Bad Gateway</h1></html>${"0123456789".repeat(40)}`, cut: 9000 },
};

function image(): Part {
  return { kind: "image", src: PICTURE, alt: "Four colours" };
}

function call(name: string, text: string): Extract<Part, { name: string }> {
  return { kind: "call", name, id: "call-1", text, cut: 0 };
}

function note(text: string, href: string | null): Part {
  return { kind: "note", text, href };
}
