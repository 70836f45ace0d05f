import assert from "node:assert/strict";
import { NewsDesk } from "../../lib/app/news.ts";
import { startApp } from "../harness/app.ts";

const CONFIG = `model_list:
  - { model_name: echo, litellm_params: { model: demo/echo } }
`;

/** Reads until the text has come. */
async function until(reader: ReadableStreamDefaultReader<string>, text: string): Promise<string> {
  let read = "";
  while (!read.includes(text)) {
    const { value, done } = await reader.read();
    if (done) return read;
    read += value;
  }
  return read;
}

Deno.test("what comes at once is told once, in one piece", async () => {
  const desk = new NewsDesk();
  const reader = desk.stream().pipeThrough(new TextDecoderStream()).getReader();
  await until(reader, "retry");
  for (let count = 0; count < 5; count++) desk.tell("exchanges");
  desk.tell("config");
  assert.equal(
    await until(reader, "config"),
    "event: exchanges\ndata: {}\n\nevent: config\ndata: {}\n\n",
  );
  desk.close();
  assert.equal(await until(reader, "nothing more"), "");
});

Deno.test("a reader that left is told nothing, and one who does not read fills no memory", async () => {
  const desk = new NewsDesk(0);
  const left = desk.stream();
  await left.cancel();
  const unread = desk.stream().getReader();
  for (let count = 0; count < 40; count++) {
    desk.tell("exchanges");
    // After the desk's own timer, which was set first.
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  desk.close();
  let chunks = 0;
  while (!(await unread.read()).done) chunks++;
  assert.equal(chunks, 16);
});

Deno.test("who comes after the streams were ended is told what is new, not what is old", async () => {
  const desk = new NewsDesk(0);
  const before = desk.stream().getReader();
  desk.tell("config");
  desk.close();
  while (!(await before.read()).done);
  const reader = desk.stream().pipeThrough(new TextDecoderStream()).getReader();
  await until(reader, "retry");
  desk.tell("exchanges");
  assert.equal(await until(reader, "event"), "event: exchanges\ndata: {}\n\n");
  desk.close();
});

Deno.test("open pages hear of requests and of a changed configuration", async () => {
  await using app = await startApp(CONFIG);
  const response = await fetch(`${app.url}/events`);
  assert.equal(response.headers.get("content-type"), "text/event-stream");
  assert.ok(response.body);
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  await until(reader, "retry");
  await (await app.post("/v1/chat/completions", { model: "echo", messages: [] })).text();
  await until(reader, "event: exchanges");
  await Deno.writeTextFile(`${app.dir}/config.yaml`, CONFIG.replace("echo,", "other,"));
  await until(reader, "event: config");
  await reader.cancel();
});
