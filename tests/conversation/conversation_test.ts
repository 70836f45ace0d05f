import assert from "node:assert/strict";
import fc from "fast-check";
import { readConversation } from "../../lib/conversation/mod.ts";
import type { Conversation, Message, Part } from "../../lib/types/conversation.ts";
import { skeletonOf } from "../../lib/store/payload/skeleton.ts";

const PNG = "data:image/png;base64,iVBORw0KGgo=";

/** A part as one line, so that tables can be read. */
function line(part: Part): string {
  switch (part.kind) {
    case "image":
      return `image ${part.src.slice(0, 14)}`;
    case "note":
      return `note ${part.text}${part.href === null ? "" : ` → ${part.href}`}`;
    case "call":
    case "result":
      return `${part.kind} ${part.name || "?"}(${part.id ?? ""}) ${part.text}`;
    default:
      return `${part.kind} ${part.text}`;
  }
}

const told = ({ role, name, parts }: Message) =>
  `${role}${name === null ? "" : ` (${name})`}: ${parts.map(line).join(" | ")}`;

const read = (request: unknown, response: unknown = null): Conversation =>
  readConversation(
    request === null ? null : JSON.stringify(request),
    response === null ? null : JSON.stringify(response),
  );

const call = { id: "c1", type: "function", function: { name: "weather", arguments: '{"at":"x"}' } };

const MESSAGES: readonly (readonly [what: string, body: unknown, lines: string[]])[] = [
  ["plain texts", {
    messages: [{ role: "system", content: "Be brief." }, { role: "user", content: "Hi" }],
  }, ["system: text Be brief.", "user: text Hi"]],
  ["a person's name", { messages: [{ role: "user", name: "Ann", content: "Hi" }] }, [
    "user (Ann): text Hi",
  ]],
  ["text and image", {
    messages: [{
      role: "user",
      content: [{ type: "text", text: "What?" }, { type: "image_url", image_url: { url: PNG } }],
    }],
  }, ["user: text What? | image data:image/png"]],
  ["an image elsewhere as a link", {
    messages: [{
      role: "user",
      content: [{ type: "image_url", image_url: { url: "https://x.y/z.png" } }],
    }],
  }, ["user: note Image → https://x.y/z.png"]],
  ["an image that could hold scripts by its size", {
    messages: [{
      role: "user",
      content: [{ type: "image_url", image_url: "data:image/svg+xml,<" }],
    }],
  }, ["user: note Image, 0 KiB"]],
  ["sound and files by their names", {
    messages: [{
      role: "user",
      content: [
        { type: "input_audio", input_audio: { data: "AAAA", format: "wav" } },
        { type: "file", file: { filename: "a.pdf", file_data: "AAAA" } },
      ],
    }],
  }, ["user: note Sound | note File: a.pdf"]],
  ["calls and their results, by the call's name", {
    messages: [
      { role: "assistant", content: null, tool_calls: [call] },
      { role: "tool", tool_call_id: "c1", content: "rain" },
    ],
  }, ['assistant: call weather(c1) {\n  "at": "x"\n}', "tool: result weather(c1) rain"]],
  ["Anthropic's blocks", {
    system: [{ type: "text", text: "Be kind." }],
    messages: [
      {
        role: "assistant",
        content: [
          { type: "thinking", thinking: "Hm", signature: "s" },
          { type: "tool_use", id: "t1", name: "weather", input: { at: "x" } },
        ],
      },
      {
        role: "user",
        content: [{
          type: "tool_result",
          tool_use_id: "t1",
          content: [{ type: "text", text: "rain" }],
        }],
      },
    ],
  }, [
    "system: text Be kind.",
    'assistant: reasoning Hm | call weather(t1) {\n  "at": "x"\n}',
    "user: result weather(t1) rain",
  ]],
  ["Anthropic's image", {
    messages: [{
      role: "user",
      content: [{
        type: "image",
        source: { type: "base64", media_type: "image/png", data: "iVBORw0KGgo=" },
      }],
    }],
  }, ["user: image data:image/png"]],
  ["Responses", {
    instructions: "Be brief.",
    input: [
      { role: "user", content: [{ type: "input_text", text: "Hi" }] },
      { type: "function_call", call_id: "c1", name: "weather", arguments: "{}" },
      { type: "function_call_output", call_id: "c1", output: "rain" },
    ],
  }, [
    "system: text Be brief.",
    "user: text Hi",
    "assistant: call weather(c1) {}",
    "tool: result weather(c1) rain",
  ]],
  ["a prompt", { prompt: "Once upon" }, ["user: text Once upon"]],
  ["a part of a kind that nobody knows", {
    messages: [{ role: "user", content: [{ type: "hologram", x: 1 }] }],
  }, ['user: result hologram() {\n  "type": "hologram",\n  "x": 1\n}']],
  ["messages that are none", { messages: ["Hi", 7, null] }, [
    "user: text Hi",
    "user: text 7",
    "user: ",
  ]],
];

for (const [what, body, lines] of MESSAGES) {
  Deno.test(`a request is shown with ${what}`, () => {
    const { messages, request } = read(body);
    assert.deepEqual(messages.map(told), lines);
    assert.equal(request, null);
  });
}

const choice = (message: unknown) => ({ choices: [{ index: 0, message }] });
const ANSWERS: readonly (readonly [what: string, body: unknown, lines: string[]])[] = [
  ["its text", choice({ role: "assistant", content: "Hello" }), ["assistant: text Hello"]],
  ["its reasoning first", choice({ role: "assistant", reasoning_content: "Hm", content: "Hi" }), [
    "assistant: reasoning Hm | text Hi",
  ]],
  [
    "reasoning once, where blocks repeat it",
    choice({
      role: "assistant",
      reasoning_content: "Hm",
      thinking_blocks: [{ type: "thinking", thinking: "Hm" }],
      content: "Hi",
    }),
    ["assistant: reasoning Hm | text Hi"],
  ],
  ["its refusal", choice({ role: "assistant", content: null, refusal: "No." }), [
    "assistant: refusal No.",
  ]],
  ["its calls", choice({ role: "assistant", content: null, tool_calls: [call] }), [
    'assistant: call weather(c1) {\n  "at": "x"\n}',
  ]],
  ["every choice", {
    choices: [{ message: { role: "assistant", content: "A" } }, {
      message: { role: "assistant", content: "B" },
    }],
  }, ["assistant (choice 1): text A", "assistant (choice 2): text B"]],
  ["a completion", { choices: [{ text: " a time" }] }, ["assistant: text  a time"]],
  ["Anthropic's blocks", { content: [{ type: "text", text: "Hi" }] }, ["assistant: text Hi"]],
  ["Responses' items", {
    output: [
      { type: "reasoning", summary: [{ type: "summary_text", text: "Hm" }] },
      { type: "message", role: "assistant", content: [{ type: "output_text", text: "Hi" }] },
    ],
  }, ["assistant: reasoning Hm | text Hi"]],
];

for (const [what, body, lines] of ANSWERS) {
  Deno.test(`an answer is shown with ${what}`, () => {
    const { answers, response } = read({ messages: [] }, body);
    assert.deepEqual(answers.map(told), lines);
    assert.equal(response, null);
  });
}

Deno.test("parameters and tools stand beside what is said", () => {
  const { parameters, tools } = read({
    model: "a",
    temperature: 0,
    stop: ["x"],
    messages: [],
    tools: [{ type: "function", function: { name: "f", description: "d", parameters: { a: 1 } } }],
  });
  assert.deepEqual(parameters, [
    { name: "model", value: '"a"' },
    { name: "temperature", value: "0" },
    { name: "stop", value: '["x"]' },
  ]);
  assert.deepEqual(tools, [
    { name: "f", description: "d", schema: { text: '{\n  "a": 1\n}', cut: 0 } },
  ]);
});

Deno.test("of a long conversation the end is shown, and all of it when asked", () => {
  const messages = Array.from({ length: 40 }, (_, n) => ({ role: "user", content: `n${n}` }));
  const brief = read({ messages });
  assert.equal(brief.earlier, 28);
  assert.equal(brief.messages.length, 12);
  assert.equal(told(brief.messages.at(-1) ?? assert.fail()), "user: text n39");
  const all = readConversation(JSON.stringify({ messages }), null, { all: true });
  assert.deepEqual([all.earlier, all.messages.length], [0, 40]);
});

Deno.test("a skeleton says how long its texts were", () => {
  const body = { messages: [{ role: "user", content: "Tell me everything." }], temperature: 1 };
  const { messages, parameters } = readConversation(skeletonOf(JSON.stringify(body)), null);
  assert.deepEqual(messages.map(told), ["user: note [19 characters]"]);
  assert.deepEqual(parameters, [{ name: "temperature", value: "1" }]);
});

const TEXTS: readonly (readonly [what: string, payload: string | null, shown: string | null])[] = [
  ["nothing", null, null],
  ["an empty text", "", null],
  ["no JSON", "Bad Gateway", "Bad Gateway"],
  ["half of a JSON", '{"messages":[{"ro', '{"messages":[{"ro'],
  ["an error", '{"error":{"message":"x"}}', '{\n  "error": {\n    "message": "x"\n  }\n}'],
  ["a number", "7", "7"],
];

for (const [what, payload, text] of TEXTS) {
  Deno.test(`a payload that is ${what} is shown as it is`, () => {
    const { request, response, messages } = readConversation(payload, payload);
    assert.deepEqual([request?.text ?? null, response?.text ?? null], [text, text]);
    assert.deepEqual(messages, []);
  });
}

Deno.test("a text that is too long is cut, between characters, and not rendered", () => {
  const { messages } = read({ messages: [{ role: "user", content: `${"é".repeat(49_999)}😀😀` }] });
  const [part] = messages[0]?.parts ?? [];
  assert.ok(part?.kind === "text");
  assert.deepEqual([part.text.length, part.cut, part.html], [49_999, 4, null]);
});

Deno.test("an answer that is JSON is shown in lines, whatever runs of ticks it has", () => {
  const { answers } = read({}, choice({ role: "assistant", content: '{"a":"```","b":[1]}' }));
  const [part] = answers[0]?.parts ?? [];
  assert.equal(
    part?.kind === "text" && part.html,
    '<pre tabindex="0"><code>{\n  &quot;a&quot;: &quot;```&quot;,\n  &quot;b&quot;: [\n    1\n  ]\n}\n</code></pre>',
  );
});

Deno.test("an image that is too large is named, and so are those for which there is no room", () => {
  const image = (length: number) => ({
    role: "user",
    content: [{ type: "image_url", image_url: { url: `${PNG}${"A".repeat(length)}` } }],
  });
  const { messages } = read({ messages: [image(3e6), ...Array(4).fill(image(1.5e6))] });
  assert.deepEqual(messages.map(told), [
    "user: note Image, 2,197 KiB",
    "user: note Image, not shown",
    ...Array(3).fill("user: image data:image/png"),
  ]);
});

Deno.test("only so much is rendered as Markdown, the newest first", () => {
  const messages = Array.from({ length: 8 }, () => ({ role: "user", content: "a".repeat(15_000) }));
  const isRendered = read({ messages }).messages
    .map(({ parts: [part] }) => part?.kind === "text" && part.html !== null);
  assert.deepEqual(isRendered, [false, false, false, false, true, true, true, true]);
});

Deno.test("whatever JSON a payload is, it can be read", () => {
  const keys = fc.constantFrom(
    ...["messages", "choices", "message", "content", "role", "type", "text", "tool_calls", "id"],
    ...["function", "name", "arguments", "image_url", "url", "source", "input", "output", "parts"],
    ...["thinking", "summary", "tools", "system", "prompt", "refusal", "file", "thinking_blocks"],
  );
  const words = fc.constantFrom(
    ...["text", "image_url", "image", "tool_use", "tool_result", "tool", "user", "assistant", "x"],
    ...["thinking", "file", "function_call", "message", "input_audio", "[12 characters]", ""],
  );
  const { json } = fc.letrec<{ json: unknown }>((tie) => ({
    json: fc.oneof(
      { maxDepth: 6 },
      words,
      fc.constantFrom(null, 0, true),
      fc.array(tie("json"), { maxLength: 4 }),
      fc.dictionary(keys, tie("json"), { maxKeys: 4 }),
    ),
  }));
  fc.assert(
    fc.property(json, json, (request, response) => {
      const conversation = read(request, response);
      const all = [...conversation.messages, ...conversation.answers];
      for (const part of all.flatMap(({ parts }) => parts)) {
        if ("text" in part) assert.equal(typeof part.text, "string");
      }
    }),
    { numRuns: 1000 },
  );
});
