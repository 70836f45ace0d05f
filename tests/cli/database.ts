import { openStore } from "../../lib/store/mod.ts";
import { exchange, withPath } from "../store/exchange.ts";

/** A database with one exchange, that no server has open. */
export async function withDatabase(body: (path: string, folder: string) => Promise<void>) {
  await withPath(async (path) => {
    const store = await openStore({ path });
    await store.record(exchange({ requestId: "one" }));
    await store.close();
    await body(path, path.replace(/\/requests\.db$/, ""));
  });
}
