import { Builder } from "../../lib/fresh/dev.ts";
import { createApp } from "./sample/main.ts";

/** The sample app's folder. */
export const SAMPLE = `${import.meta.dirname}/sample`;

/** The sample app with its files, and with a bundle in a folder of its own. */
export async function startSample() {
  const outDir = await Deno.makeTempDir();
  const apply = await new Builder({ root: SAMPLE, outDir }).build({ snapshot: "memory" });
  const app = createApp();
  apply(app);
  const handler = app.handler();
  const get = (path: string, init?: RequestInit) =>
    handler(new Request(`http://localhost${path}`, init));
  return { get, handler, outDir };
}
