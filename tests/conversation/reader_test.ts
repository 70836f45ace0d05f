import assert from "node:assert/strict";
import { ConversationReader } from "../../lib/conversation/reader.ts";

const asked = (content: string) => JSON.stringify({ messages: [{ role: "user", content }] });

Deno.test("conversations are read in a worker, in turn", async () => {
  const reader = new ConversationReader();
  const read = await Promise.all(["*a*", "b"].map((text) => reader.read(asked(text), null)));
  const html = read.map(({ messages: [first] }) => {
    const [part] = first?.parts ?? [];
    return part?.kind === "text" ? part.html : null;
  });
  assert.deepEqual(html, ["<p><em>a</em></p>", "<p>b</p>"]);
  reader.close();
});

Deno.test("what takes too long comes without Markdown, and the next one with it", async () => {
  const reader = new ConversationReader(700);
  await reader.read(asked("warm"), null);
  // Seconds of work, on any machine.
  const endless = { role: "user", content: ">".repeat(19_000) };
  const { messages: [slow] } = await reader.read(
    JSON.stringify({ messages: Array.from({ length: 20 }, () => endless) }),
    null,
  );
  const [part] = slow?.parts ?? [];
  assert.ok(part?.kind === "text");
  assert.equal(part.html, null);
  const { messages: [next] } = await reader.read(asked("*a*"), null);
  const [rendered] = next?.parts ?? [];
  assert.equal(rendered?.kind === "text" && rendered.html, "<p><em>a</em></p>");
  reader.close();
});

Deno.test("what cannot be read at all comes as it is, also after the end", async () => {
  const impatient = new ConversationReader(0);
  const { request, response, messages } = await impatient.read("{}", "x");
  assert.deepEqual([request?.text, response?.text, messages], ["{}", "x", []]);
  impatient.close();
  const closed = new ConversationReader();
  closed.close();
  assert.equal((await closed.read("{}", null)).request?.text, "{}");
});

Deno.test("who waits when the reader is closed gets the texts as they are", async () => {
  const reader = new ConversationReader();
  await reader.read(asked("warm"), null);
  const waiting = reader.read(asked(">".repeat(19_000)), null);
  await Promise.resolve();
  reader.close();
  const { request, messages } = await waiting;
  assert.deepEqual([request?.text.slice(0, 12), messages], ['{"messages":', []]);
});
