/** A provider that answers at once: what a benchmark measures beside it is not its own. Prints its port. */
const ANSWER = JSON.stringify({
  id: "chatcmpl-bench",
  object: "chat.completion",
  created: 1,
  model: "gpt-4o-mini-2024-07-18",
  choices: [{
    index: 0,
    message: { role: "assistant", content: "word ".repeat(400) },
    finish_reason: "stop",
  }],
  usage: { prompt_tokens: 3000, completion_tokens: 400, total_tokens: 3400 },
});
const CHUNK = `data: ${
  JSON.stringify({
    id: "chatcmpl-bench",
    object: "chat.completion.chunk",
    created: 1,
    model: "gpt-4o-mini-2024-07-18",
    choices: [{ index: 0, delta: { content: "word " }, finish_reason: null }],
  })
}\n\n`;
const END = CHUNK.replace(`{"content":"word "}`, "{}").replace("null}", `"stop"}`) +
  "data: [DONE]\n\n";
const CHUNKS = 400;

Deno.serve({
  port: 0,
  hostname: "127.0.0.1",
  onListen: ({ port }) => console.log(port),
}, async (request) => {
  const { stream } = await request.json();
  if (!stream) return new Response(ANSWER, { headers: { "content-type": "application/json" } });
  const encoder = new TextEncoder();
  let sent = 0;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      controller.enqueue(encoder.encode(sent < CHUNKS ? CHUNK : END));
      if (sent++ === CHUNKS) controller.close();
    },
  });
  return new Response(body, { headers: { "content-type": "text/event-stream" } });
});
