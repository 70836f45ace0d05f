import assert from "node:assert/strict";
import { Watchdog, type WatchdogOptions } from "../../lib/gateway/watchdog.ts";

type Word = "idle" | "total" | "silence";

/** A watchdog whose words are kept; each can be awaited. */
function watch(
  { idleMs, ...times }: Pick<WatchdogOptions, "keepAliveMs" | "totalMs"> & { idleMs?: number },
) {
  const startedAt = performance.now();
  const words: { word: Word; at: number }[] = [];
  const waiters: { count: number; resolve: () => void }[] = [];
  const say = (word: Word) => () => {
    words.push({ word, at: performance.now() - startedAt });
    for (const { count, resolve } of waiters) if (words.length >= count) resolve();
  };
  const dog = new Watchdog({
    ...times,
    onIdle: say("idle"),
    onTotal: say("total"),
    onSilence: say("silence"),
  });
  if (idleMs !== undefined) dog.limitSilence(idleMs);
  return {
    dog,
    words,
    /** Resolves when so many words were said. */
    said: (count: number) =>
      new Promise<void>((resolve) => {
        if (words.length >= count) resolve();
        else waiters.push({ count, resolve });
      }),
    [Symbol.dispose]: () => dog.stop(),
  };
}

const pass = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

Deno.test("silence is told again and again, until it has lasted too long", async () => {
  using it = watch({ idleMs: 110, keepAliveMs: 30, totalMs: 60_000 });
  it.dog.waiting = true;
  await it.said(4);
  assert.deepEqual(it.words.map(({ word }) => word), ["silence", "silence", "silence", "idle"]);
  assert.ok((it.words[0]?.at ?? 0) >= 29, "not before its time");
  assert.ok((it.words[3]?.at ?? 0) >= 109, "not before its time");
});

Deno.test("nothing is silent while nobody waits: the client reads slowly, not the provider", async () => {
  using it = watch({ idleMs: 20, keepAliveMs: 10, totalMs: 60_000 });
  it.dog.waiting = true;
  it.dog.waiting = false;
  await pass(80);
  assert.deepEqual(it.words, []);
});

Deno.test("each chunk starts the silence anew", async () => {
  using it = watch({ idleMs: 400, keepAliveMs: 300, totalMs: 60_000 });
  for (let chunk = 0; chunk < 10; chunk++) {
    it.dog.waiting = true;
    await pass(50);
    it.dog.waiting = false;
  }
  assert.deepEqual(it.words, [], "500 ms with a chunk every 50 ms");
});

Deno.test("an idle time that is shorter than the keep-alive's ends the stream without a comment", async () => {
  using it = watch({ idleMs: 30, keepAliveMs: 60_000, totalMs: 60_000 });
  it.dog.waiting = true;
  await it.said(1);
  assert.deepEqual(it.words.map(({ word }) => word), ["idle"]);
});

Deno.test("a provider whose events are not for the client is not idle, but the client is told", async () => {
  using it = watch({ idleMs: 120, keepAliveMs: 50, totalMs: 60_000 });
  it.dog.waiting = true;
  const beat = setInterval(() => it.dog.heard(), 10);
  await it.said(4);
  clearInterval(beat);
  assert.deepEqual(new Set(it.words.map(({ word }) => word)), new Set(["silence"]));
});

Deno.test("before its silence is limited a provider may be silent for as long as it likes", async () => {
  using it = watch({ keepAliveMs: 20, totalMs: 60_000 });
  it.dog.waiting = true;
  await it.said(3);
  assert.deepEqual(new Set(it.words.map(({ word }) => word)), new Set(["silence"]));
  it.dog.limitSilence(30);
  await it.said(5);
  assert.equal(it.words.at(-1)?.word, "idle");
});

Deno.test("a stream that takes too long in all is ended, whether it is silent or not", async () => {
  using it = watch({ idleMs: 60_000, keepAliveMs: 15, totalMs: 50 });
  await it.said(1);
  assert.deepEqual(it.words.map(({ word }) => word), ["total"]);
  assert.ok((it.words[0]?.at ?? 0) >= 49);
});

Deno.test("a watchdog that was stopped says nothing", async () => {
  using it = watch({ idleMs: 10, keepAliveMs: 5, totalMs: 20 });
  it.dog.waiting = true;
  it.dog.stop();
  await pass(60);
  assert.deepEqual(it.words, []);
});
