/** Records one exchange in a database that is damaged and ends, with an error if it is not kept. */
import { openStore } from "../../lib/store/mod.ts";
import { exchange } from "./exchange.ts";

const [path = ""] = Deno.args;
const store = await openStore({ path });
await store.record(exchange());
const { waiting, reason } = store.health();
await store.close();
if (waiting > 0) throw new Error(reason);
