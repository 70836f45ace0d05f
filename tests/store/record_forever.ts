/** Records exchanges in a row, eight at a time, and prints each id once it is acknowledged. */
import { openStore } from "../../lib/store/mod.ts";
import { exchange } from "./exchange.ts";

const [path = ""] = Deno.args;
const store = await openStore({ path });
const encoder = new TextEncoder();

async function work(name: string) {
  for (let i = 0;; i++) {
    const requestId = `${name}-${i}`;
    await store.record(exchange({ requestId, request: JSON.stringify("x".repeat(12_000)) }));
    Deno.stdout.writeSync(encoder.encode(`${requestId}\n`));
  }
}

const run = crypto.randomUUID();
for (let worker = 0; worker < 8; worker++) work(`${run}-${worker}`);
