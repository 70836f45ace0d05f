import { DatabaseSync } from "node:sqlite";
import { openStore } from "../../lib/store/mod.ts";
import { startProcess } from "./server.ts";
import { configFor, sse, startUpstream } from "./upstream.ts";

/** What a server that was killed has left. */
export interface Wreck {
  /** Answers that a client has read to their end. */
  finished: string[];
  /** Rows of the file after the next start. */
  rows: { id: string; outcome: string; error: string | null }[];
  integrity: string;
}

const chunk = (finish: string | null) =>
  `data: ${
    JSON.stringify({
      id: "c",
      object: "chat.completion.chunk",
      created: 1,
      model: "up",
      choices: [{ index: 0, delta: { content: "x" }, finish_reason: finish }],
    })
  }\n\n`;
const whole = JSON.stringify({
  id: "c",
  choices: [{ index: 0, message: { role: "assistant", content: "x" }, finish_reason: "stop" }],
  usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
});

/** Answers one in three at once, one as a stream, one never. */
function answer(body: string): Response | Promise<Response> {
  const { stream, user } = JSON.parse(body);
  if (user % 3 === 2) return new Promise(() => {});
  return stream ? sse(chunk(null), chunk("stop"), "data: [DONE]\n\n") : new Response(whole);
}

/**
 * Runs a server under load from many clients, kills it with SIGKILL once so many answers have been
 * read, and starts its store again.
 */
export async function crashUnderLoad(answers: number): Promise<Wreck> {
  await using upstream = await startUpstream(({ body }) => answer(body));
  await using server = await startProcess(configFor(upstream.base), ["--log-level", "error"]);
  const url = await server.url;
  const finished: string[] = [];
  let sent = 0;
  const client = async () => {
    for (;;) {
      const user = sent++;
      const id = `load-${user}`;
      const call = fetch(`${url}/v1/chat/completions`, {
        method: "POST",
        headers: { "x-request-id": id },
        body: JSON.stringify({
          model: "m",
          stream: user % 3 === 1,
          user,
          messages: [{ role: "user", content: `question ${user} `.repeat(50) }],
        }),
      });
      if (user % 3 === 2) {
        call.then((response) => response.text()).catch(() => {});
        continue;
      }
      try {
        const text = await (await call).text();
        if (text !== whole && !text.endsWith("data: [DONE]\n\n")) return;
      } catch {
        return;
      }
      finished.push(id);
      if (finished.length === answers) server.child.kill("SIGKILL");
    }
  };
  await Promise.all(Array.from({ length: 8 }, client));
  await server.ended;
  const path = `${server.dir}/requests.db`;
  await (await openStore({ path })).close();
  const db = new DatabaseSync(path, { readOnly: true });
  try {
    return {
      finished,
      rows: db.prepare("SELECT request_id AS id, outcome, error FROM requests").all()
        .map(({ id, outcome, error }) => ({
          id: String(id),
          outcome: String(outcome),
          error: error === null ? null : String(error),
        })),
      integrity: String(db.prepare("PRAGMA integrity_check").get()?.integrity_check),
    };
  } finally {
    db.close();
  }
}
