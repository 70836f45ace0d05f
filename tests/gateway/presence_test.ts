import assert from "node:assert/strict";
import { ClientLeft, Presences } from "../../lib/gateway/presence.ts";
import { ApiError } from "../../lib/http/error.ts";

const STOP = new ApiError("Stopped.", { status: 503, type: "t", code: "c" });

Deno.test("a client that leaves ends its own exchange and no other", () => {
  const presences = new Presences();
  const client = new AbortController();
  const one = presences.follow(client.signal);
  const other = presences.follow(new AbortController().signal);
  client.abort();
  assert.ok(one.signal.reason instanceof ClientLeft);
  assert.equal(other.signal.aborted, false);
});

Deno.test("a client that has already left ends its exchange at once", () => {
  const { signal } = new Presences().follow(AbortSignal.abort());
  assert.ok(signal.aborted && signal.reason instanceof ClientLeft);
});

Deno.test("an exchange that is over is not counted, and nothing ends it any more", () => {
  const presences = new Presences();
  const client = new AbortController();
  const presence = presences.follow(client.signal);
  assert.equal(presences.size, 1);
  presence.release();
  presence.release();
  assert.equal(presences.size, 0);
  client.abort();
  presences.end(STOP);
  assert.equal(presence.signal.aborted, false);
});

Deno.test("a server that stops ends all exchanges, with its reason", () => {
  const presences = new Presences();
  const both = [1, 2].map(() => presences.follow(new AbortController().signal));
  presences.end(STOP);
  assert.deepEqual(both.map(({ signal }) => signal.reason), [STOP, STOP]);
});

Deno.test("the first reason stays: a client that leaves a stopping server was told already", () => {
  const presences = new Presences();
  const client = new AbortController();
  const { signal } = presences.follow(client.signal);
  presences.end(STOP);
  client.abort();
  assert.equal(signal.reason, STOP);
});

Deno.test("an exchange that is ended from inside tells why, and counts until it is released", () => {
  const presences = new Presences();
  const one = presences.follow(new AbortController().signal);
  one.end(STOP);
  assert.equal(one.signal.reason, STOP);
  assert.equal(presences.size, 1);
  one.release();
  assert.equal(presences.size, 0);
});
