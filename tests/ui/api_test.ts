import assert from "node:assert/strict";
import { callJson, getJson, Refusal } from "../../lib/ui/api.ts";

/** Calls a server that answers with `answer`. */
async function against<T>(
  answer: (req: Request) => Response | Promise<Response>,
  run: (base: string) => Promise<T>,
): Promise<T> {
  await using server = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen() {} }, answer);
  return await run(`http://127.0.0.1:${server.addr.port}/`);
}

/** A body that begins and then waits, or breaks off. */
const begun = (then: (controller: ReadableStreamDefaultController<Uint8Array>) => void) =>
  new ReadableStream<Uint8Array>({
    start(controller) {
      controller.enqueue(new TextEncoder().encode('{"half":'));
      then(controller);
    },
  });

Deno.test("what the server answers is given as it is", async () => {
  const answer = await against(
    async (req) => Response.json({ method: req.method, body: await req.json() }),
    (base) => callJson(base, { method: "PATCH", body: { enabled: false } }),
  );
  assert.deepEqual(answer, { method: "PATCH", body: { enabled: false } });
});

Deno.test("a refusal tells the server's sentence and the field at fault", async () => {
  const error = { message: "Choose a model.", param: "litellm_model" };
  await assert.rejects(
    against(() => Response.json({ error }, { status: 400 }), (base) => getJson(base)),
    (refusal) => {
      assert.ok(refusal instanceof Refusal);
      assert.deepEqual([refusal.message, refusal.param], [error.message, error.param]);
      return true;
    },
  );
});

Deno.test("a refusal without a sentence is told by its status", async () => {
  await assert.rejects(
    against(() => new Response("<html>", { status: 502 }), (base) => getJson(base)),
    new Refusal("The server answered with HTTP 502.", null),
  );
});

Deno.test("an answer that breaks off is told, never taken for nothing", async () => {
  await assert.rejects(
    against(
      () => new Response(begun((controller) => controller.close())),
      (base) => getJson(base),
    ),
    new Refusal("The server's answer broke off. Try again.", null),
  );
});

Deno.test("a call that is given up in the middle of its answer ends with its signal's reason", async () => {
  const given = new AbortController();
  await assert.rejects(
    against(
      () => new Response(begun(() => setTimeout(() => given.abort(), 0))),
      (base) => getJson(base, given.signal),
    ),
    { name: "AbortError" },
  );
});

Deno.test("a server that does not answer is told", async () => {
  const base = await against(() => new Response(), (base) => Promise.resolve(base));
  await assert.rejects(
    getJson(base),
    new Refusal("The server does not answer. Look whether it runs.", null),
  );
});
