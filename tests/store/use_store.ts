/** Records one exchange, reads it back and closes: all that a server does with its store. */
import { openStore } from "../../lib/store/mod.ts";
import { exchange } from "./exchange.ts";

const [path = ""] = Deno.args;
const store = await openStore({ path });
await store.record(exchange());
console.log(`${(await store.read("stats", {})).totals.requests} requests`);
await store.close();
