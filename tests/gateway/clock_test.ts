import assert from "node:assert/strict";
import { startApp } from "../harness/app.ts";
import { onlyRow, rowsOf } from "../harness/ledger.ts";
import { configFor, startUpstream } from "../harness/upstream.ts";

const ANSWER = JSON.stringify({
  id: "c",
  choices: [{ index: 0, message: { role: "assistant", content: "x" }, finish_reason: "stop" }],
  usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
});

for (const [way, by] of [["back", -3_600_000], ["forward ten years", 315_000_000_000]] as const) {
  Deno.test(`a clock that jumps ${way} while a provider answers changes no duration`, async () => {
    const { now } = Date;
    await using upstream = await startUpstream(() => {
      Date.now = () => now() + by;
      return new Response(ANSWER);
    });
    await using app = await startApp(configFor(upstream.base));
    try {
      const chat = { model: "m", messages: [{ role: "user", content: "hello" }] };
      const response = await app.post("/v1/chat/completions", chat);
      await response.text();
      assert.equal(response.status, 200);
    } finally {
      Date.now = now;
    }
    const { duration_ms, first_byte_ms } = onlyRow(app);
    const [attempt] = rowsOf(app, "SELECT duration_ms FROM attempts");
    for (const ms of [duration_ms, first_byte_ms, attempt?.duration_ms]) {
      assert.ok(Number(ms) >= 0 && Number(ms) < 10_000, String(ms));
    }
  });
}
